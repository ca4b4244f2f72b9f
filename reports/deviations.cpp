#include "reports/deviations.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <set>

#include "reports/plain.hpp"

namespace smtpspec::reports {
namespace {

using result::Deviation;

// What would begin a link, an emphasis, a tag or a cell is written as itself.
std::string escaped(std::string_view words) {
  static constexpr std::string_view special = "\\`*_[]<>|&#~";
  std::string out;
  for (const char octet : one_line(words, 2000, Charset::utf8)) {
    if (special.find(octet) != special.npos) out += '\\';
    out += octet;
  }
  return out;
}

// Code, fenced by more backticks than it holds in a row.
std::string code(std::string_view words) {
  const std::string line = one_line(words, 400, Charset::utf8);
  std::size_t longest = 0, row = 0;
  for (const char octet : line) longest = std::max(longest, row = octet == '`' ? row + 1 : 0);
  const std::string fence(longest + 1, '`');
  const std::string_view blank = longest > 0 ? " " : "";
  return fmt::format("{}{}{}{}{}", fence, blank, line, blank, fence);
}

std::string number_in_words(std::size_t count, std::string_view word) {
  return fmt::format("{} {}{}", count, word, count == 1 ? "" : "s");
}

std::string rule_of(const Deviation& one, const DeviationsOptions& options) {
  const bool is_file = !options.scenarios.empty() && !one.scenario.starts_with("watch/");
  if (!is_file) return code(one.scenario);
  return fmt::format("[{}]({}{}.smtp)", code(one.scenario), options.scenarios, one.scenario);
}

std::string paragraph(const Deviation& one, const DeviationsOptions& options) {
  const std::string url = one.clause.url();
  const std::string clause =
      url.empty() ? escaped(one.clause.str()) : fmt::format("[{}]({})", escaped(one.clause.str()), url);
  std::string out = fmt::format("* {} · {} · {}: {}", rule_of(one, options), clause, name_of(one.outcome),
                                code(one.finding));
  if (!one.over.empty()) out += fmt::format(" · over {} only", fmt::join(one.over, ", "));
  if (one.sometimes_passes) out += " · passes sometimes";
  if (!one.versions.empty())
    out += fmt::format(" · {} only", escaped(fmt::format("{}", fmt::join(one.versions, ", "))));
  out += fmt::format("  \n  {}", escaped(one.reason));
  if (!one.link.empty()) out += fmt::format(" (<{}>)", one.link);
  return out + "\n";
}

std::vector<const Deviation*> sorted(const result::Baseline& baseline) {
  std::vector<const Deviation*> deviations;
  for (const Deviation& one : baseline.deviations) deviations.push_back(&one);
  std::stable_sort(deviations.begin(), deviations.end(), [](const Deviation* left, const Deviation* right) {
    return left->scenario < right->scenario;
  });
  return deviations;
}

// What two generations of the same software are known to do.
struct Generations {
  const KnownTarget* older = nullptr;
  std::set<std::string> both, only_older, only_newer;  // scenarios
};

std::optional<Generations> generations_of(const KnownTarget& newer, const std::vector<KnownTarget>& targets) {
  const auto older = std::find_if(targets.begin(), targets.end(), [&](const KnownTarget& one) {
    return !newer.baseline.next_of.empty() && one.name == newer.baseline.next_of;
  });
  if (older == targets.end()) return std::nullopt;
  std::set<std::string> now;
  for (const Deviation& one : newer.baseline.deviations) now.insert(one.scenario);
  Generations generations{.older = &*older, .both = {}, .only_older = {}, .only_newer = now};
  for (const Deviation& one : older->baseline.deviations) {
    generations.only_newer.erase(one.scenario);
    (now.contains(one.scenario) ? generations.both : generations.only_older).insert(one.scenario);
  }
  return generations;
}

std::string table_of_generations(const std::vector<KnownTarget>& targets) {
  std::string rows;
  for (const KnownTarget& newer : targets)
    if (const auto known = generations_of(newer, targets))
      rows += fmt::format("| {} | {} | {} | {} | {} |\n", escaped(known->older->name), escaped(newer.name),
                          known->both.size(), known->only_older.size(), known->only_newer.size());
  if (rows.empty()) return rows;
  return "\nTwo generations of the same software, and how many rules both are known to break, the older one "
         "alone and the "
         "newer one\nalone:\n\n"
         "| older | newer | both | older alone | newer alone |\n|---|---|---:|---:|---:|\n" +
         rows;
}

std::string listed(const std::set<std::string>& scenarios) {
  std::string out;
  for (const std::string& one : scenarios) out += (out.empty() ? "" : ", ") + code(one);
  return out.empty() ? "nothing" : out;
}

std::string beside_the_older(const Generations& known) {
  return fmt::format("Beside {}: gone is {}; new is {}.\n\n", escaped(known.older->name),
                     listed(known.only_older), listed(known.only_newer));
}

}  // namespace

std::string deviations_markdown(const std::vector<KnownTarget>& targets, const DeviationsOptions& options) {
  std::string out =
      "# Known deviations\n\n"
      "What the implementations of `fixtures/targets/` do against the RFCs, as far as the scenarios see it. "
      "Made "
      "from\ntheir baselines by `smtpspec baseline list --markdown`; change "
      "`fixtures/targets/NAME/baseline.toml` "
      "instead.\n\n"
      "| target | deviations |\n|---|---:|\n";
  for (const KnownTarget& target : targets)
    out += fmt::format("| {} | {} |\n", escaped(target.name), target.baseline.deviations.size());
  out += table_of_generations(targets);
  for (const KnownTarget& target : targets) {
    out += fmt::format("\n## {}\n\n", escaped(target.name));
    if (!target.about.empty()) out += escaped(target.about) + ". ";
    out += target.baseline.deviations.empty()
               ? "No deviation is known.\n"
               : number_in_words(target.baseline.deviations.size(), "deviation") + ".\n\n";
    if (const auto known = generations_of(target, targets)) out += beside_the_older(*known);
    for (const Deviation* one : sorted(target.baseline)) out += paragraph(*one, options);
  }
  return out;
}

std::string deviations_text(const std::vector<KnownTarget>& targets) {
  std::size_t name_width = 0, id_width = 0, count = 0;
  for (const KnownTarget& target : targets)
    for (const Deviation& one : target.baseline.deviations) {
      name_width = std::max(name_width, target.name.size());
      id_width = std::max(id_width, one.scenario.size());
      ++count;
    }
  std::string out;
  for (const KnownTarget& target : targets)
    for (const Deviation* one : sorted(target.baseline))
      out += fmt::format("{:<{}}  {:<{}}  {:<9}  {}\n", target.name, name_width, one->scenario, id_width,
                         name_of(one->outcome), one->clause.str());
  return out + number_in_words(count, "known deviation") + "\n";
}

}  // namespace smtpspec::reports

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <tuple>

#include "ledger/embedded.hpp"
#include "target/baseline.hpp"
#include "target/profile_table.hpp"
#include "text/suggestion.hpp"

namespace smtpspec::target {
namespace {

using result::Deviation;
using result::Outcome;

constexpr std::array deviating = {Outcome::fail, Outcome::tolerated, Outcome::blocked, Outcome::crash};

// What a key must say and does not: the words of a person, so an empty one is as good as none.
std::string said(ProfileTable& table, std::string_view key, const char* hint) {
  const auto value = table.string(key, Presence::required);
  if (value && value->empty()) table.wrong(key, "'" + std::string(key) + "' is empty", hint);
  return value.value_or("");
}

Outcome read_outcome(ProfileTable& table) {
  std::vector<std::string_view> names;
  for (const Outcome outcome : deviating) names.push_back(name_of(outcome));
  const auto word = table.word("outcome", names);
  if (!word) return Outcome::fail;
  for (const Outcome outcome : deviating)
    if (name_of(outcome) == *word) return outcome;
  return Outcome::fail;
}

// "acme/3-1", where nobody here knows acme. Its level stands in that ledger.
std::optional<text::Clause> of_a_ledger_of_one_s_own(const std::string& words) {
  const std::size_t slash = words.find('/'), hyphen = words.rfind('-');
  const bool well = slash != words.npos && slash > 0 && hyphen != words.npos && hyphen > slash + 1 &&
                    hyphen + 1 < words.size() && words.find_first_of(" \"") == words.npos;
  if (!well || ledger::embedded().document(words.substr(0, slash))) return std::nullopt;
  return text::Clause{0, words.substr(slash + 1, hyphen - slash - 1), text::Level::states, words};
}

text::Clause read_clause(ProfileTable& table) {
  static constexpr const char* hint =
      "write it as \"rfc5321/4.2-1\", an entry of a ledger, as \"RFC 5321 section 4.2 MUST\", or as "
      "'\"Acme 1234\" MUST'";
  const std::string words = said(table, "clause", hint);
  if (const ledger::Entry* entry = ledger::embedded().find(words)) return entry->clause;
  if (const auto own = of_a_ledger_of_one_s_own(words)) return *own;
  auto clause = text::parse_clause(words);
  if (!clause && !words.empty()) table.wrong("clause", "'" + words + "' is no clause", hint);
  return clause.value_or(text::Clause{});
}

std::vector<std::string> read_ways(ProfileTable& table) {
  const std::vector<std::string_view> known = {"plain", "starttls", "tls"};
  const std::vector<std::string> ways = table.strings("over");
  for (const std::string& way : ways)
    if (std::find(known.begin(), known.end(), way) == known.end())
      table.wrong("over", "no session begins '" + way + "'", text::suggest(way, known));
  return ways;
}

Deviation read_deviation(ProfileTable& table) {
  Deviation deviation;
  deviation.scenario = said(table, "scenario", "the id of a scenario or a wire rule");
  deviation.outcome = read_outcome(table);
  deviation.finding = said(table, "finding", "words that the case's first line holds");
  deviation.clause = read_clause(table);
  deviation.reason =
      said(table, "why",
           "say in one sentence why the target is wrong, or knowingly strict; if it is neither, "
           "the scenario is wrong");
  deviation.versions = table.one_or_more("version");
  deviation.over = read_ways(table);
  deviation.sometimes_passes = table.word("passes", {"never", "sometimes"}) == "sometimes";
  deviation.link = table.string("link").value_or("");
  if (!deviation.link.empty() && !deviation.link.starts_with("https://") &&
      !deviation.link.starts_with("http://"))
    table.wrong("link", "'" + deviation.link + "' is no link", "a link begins with https://");
  deviation.span = table.span_of("scenario");
  table.done();
  return deviation;
}

void read_generation(ProfileTable& root, result::Baseline& baseline) {
  baseline.next_of = root.string("next-of").value_or("");
  baseline.version = root.string("version").value_or("");
  if (baseline.next_of.empty() != baseline.version.empty())
    root.wrong(baseline.version.empty() ? "next-of" : "version",
               "'next-of' and 'version' stand together or not at all",
               "what the generation before did holds where it names this version as well");
  if (!baseline.next_of.empty() && !baseline.as_in.empty())
    root.wrong("as-in", "one other baseline may hold here as well, and there are two",
               "leave one of them out");
}

void check_doubles(const result::Baseline& baseline, text::Diagnostics& diagnostics) {
  std::set<std::tuple<std::string, std::string, std::string>> seen;
  const auto is_new = [&](const Deviation& one) {
    const std::vector<std::string> any = {""};
    bool is_first = true;
    for (const std::string& way : one.over.empty() ? any : one.over)
      for (const std::string& version : one.versions.empty() ? any : one.versions)
        is_first &= seen.emplace(one.scenario, version, way).second;
    return is_first;
  };
  for (const Deviation& one : baseline.deviations)
    if (!one.scenario.empty() && !is_new(one))
      diagnostics.push_back(
          {.span = one.span,
           .message = "'" + one.scenario + "' is listed twice",
           .hint = "several entries for one scenario need different versions, or different ways in 'over'"});
}

}  // namespace

BaselineReading read_baseline(text::SourcePtr source) {
  BaselineReading reading;
  const ProfileText text{source, reading.diagnostics};
  result::Baseline baseline{.path = source->name()};
  try {
    const toml::table document = toml::parse(source->octets(), source->name());
    ProfileTable root(text, document, "the baseline");
    baseline.as_in = root.string("as-in").value_or("");
    read_generation(root, baseline);
    for (ProfileTable& table : root.tables("deviation")) {
      baseline.deviations.push_back(read_deviation(table));
      if (Deviation& one = baseline.deviations.back(); one.versions.empty() && !baseline.version.empty())
        one.versions = {baseline.version};
    }
    root.done();
    check_doubles(baseline, reading.diagnostics);
  } catch (const toml::parse_error& error) {
    text.error(error.source(), std::string(error.description()));
  }
  if (!text::has_errors(reading.diagnostics)) reading.baseline = std::move(baseline);
  return reading;
}

std::vector<Deviation> shared_deviations(const result::Baseline& own, result::Baseline other) {
  std::set<std::string_view> listed;
  for (const Deviation& one : own.deviations) listed.insert(one.scenario);
  std::erase_if(other.deviations, [&](const Deviation& one) { return listed.contains(one.scenario); });
  if (own.next_of.empty()) {
    for (Deviation& one : other.deviations) one.sometimes_passes = true;
  } else {
    std::erase_if(other.deviations,
                  [&](const Deviation& one) { return !result::is_of_version(own.version, one.versions); });
  }
  return std::move(other.deviations);
}

text::Diagnostics unknown_scenarios(const result::Baseline& baseline, const std::vector<std::string>& ids) {
  const std::set<std::string_view> known(ids.begin(), ids.end());
  const std::vector<std::string_view> names(known.begin(), known.end());
  text::Diagnostics diagnostics;
  for (const Deviation& one : baseline.deviations) {
    if (known.contains(one.scenario)) continue;
    const std::string_view near = text::nearest(one.scenario, names);
    diagnostics.push_back({.span = one.span,
                           .message = "no scenario is called '" + one.scenario + "'",
                           .hint = near.empty() ? "'smtpspec list' shows what there is"
                                                : "did you mean '" + std::string(near) + "'?"});
  }
  return diagnostics;
}

}  // namespace smtpspec::target

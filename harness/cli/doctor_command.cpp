#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <exception>
#include <map>
#include <utility>
#include <vector>

#include "cli/briefing.hpp"
#include "cli/candidates.hpp"
#include "cli/commands.hpp"
#include "cli/interruption.hpp"
#include "cli/known_secrets.hpp"
#include "cli/scenario_files.hpp"
#include "reports/plain.hpp"
#include "result/secrets.hpp"
#include "run/aside.hpp"

namespace smtpspec::cli {
namespace {

using scenario::ScenarioPtr;

constexpr std::size_t line_limit = 400;
constexpr std::size_t list_limit = 200;
constexpr std::size_t reasons_shown = 6;
constexpr std::array<std::string_view, 5> names = {"sender", "recipient", "second-recipient",
                                                   "unknown-recipient", "account"};

std::string line(std::string_view text, std::size_t most = line_limit) {
  return reports::one_line(text, most);
}

void row(std::string_view name, const std::string& text) {
  fmt::print("  {:<18} {}\n", name, text);
}

void show_offers(std::string_view where, const std::optional<smtp::Extensions>& offers) {
  if (!offers) return;
  std::vector<std::string> words;
  for (const smtp::Extension& one : offers->list()) {
    std::string word = one.keyword;
    for (const std::string& parameter : one.parameters) word += ' ' + parameter;
    words.push_back(std::move(word));
  }
  row(where, words.empty() ? "no extension" : line(fmt::format("{}", fmt::join(words, ", ")), list_limit));
}

void show_names(const run::Preflight& found, const play::Facts& facts) {
  for (const std::string_view name : names) {
    const std::string variable(name == "account" ? "user" : name);
    const auto check = std::find_if(found.names.begin(), found.names.end(),
                                    [&](const run::NameCheck& one) { return one.name == name; });
    const auto given = facts.variables.find(variable);
    if (check != found.names.end())
      row(name, line(fmt::format("{}: {}", check->value, check->words)));
    else if (given != facts.variables.end())
      row(name, line(fmt::format("{}: not tried", given->second)));
    else
      row(name, fmt::format("not named: --set {}=...", variable));
  }
}

// Why scenarios will not be judged, the most frequent reason first; returns how many will be.
void show_what_is_not_judged(const std::vector<ScenarioPtr>& scenarios, const run::Preflight& found,
                             const play::Facts& facts) {
  std::map<std::string, std::size_t> reasons;
  std::size_t set_aside = 0;
  for (const ScenarioPtr& scenario : scenarios)
    if (const std::string why = obstacle_to(*scenario, found, facts); !why.empty()) {
      ++reasons[why];
      ++set_aside;
    }
  fmt::print("can be judged by {} of {} scenarios{}\n", scenarios.size() - set_aside, scenarios.size(),
             set_aside == 0 ? "" : "; not by");
  std::vector<std::pair<std::size_t, std::string>> sorted;
  for (const auto& [why, count] : reasons) sorted.emplace_back(count, why);
  std::stable_sort(sorted.begin(), sorted.end(),
                   [](const auto& left, const auto& right) { return left.first > right.first; });
  for (std::size_t index = 0; index < std::min(sorted.size(), reasons_shown); ++index)
    fmt::print("  {:>3}  {}\n", sorted[index].first, line(sorted[index].second));
  std::size_t others = 0;
  for (std::size_t index = reasons_shown; index < sorted.size(); ++index) others += sorted[index].first;
  if (others > 0) fmt::print("  {:>3}  for other reasons\n", others);
}

// Nothing that was found shows a password: servers quote what they are told.
void redact(run::Preflight& found, const std::vector<std::string>& secrets) {
  const auto clean = [&](std::string& words) {
    words = result::redacted(std::move(words), secrets);
  };
  clean(found.stop);
  clean(found.greeting);
  for (run::NameCheck& check : found.names) clean(check.words);
  for (auto& [name, why] : found.unusable) clean(why);
  for (std::string& remark : found.remarks) clean(remark);
}

int examine(const Candidate& candidate, const std::vector<ScenarioPtr>& chosen, const RunOptions& options) {
  if (!candidate.is_server) {
    if (candidate.is_relay)
      fmt::print("{} is a relay: 'smtpspec run' hands it mail, and takes what comes out of it\n",
                 candidate.name);
    else
      fmt::print("{} is a client: it comes to smtpspec, and there is nothing to connect to\n",
                 candidate.name);
    return exit_codes::conforms;
  }
  const run::Environment environment = candidate.begin(1);
  play::Facts facts = environment.facts;
  facts.deadlines.reply = options.deadline;
  std::vector<ScenarioPtr> scenarios;
  std::copy_if(chosen.begin(), chosen.end(), std::back_inserter(scenarios),
               [](const ScenarioPtr& one) { return one->judges == scenario::Judges::server; });
  run::Preflight found = run::preflight(facts, environment.route, preflight_options(options));
  redact(found, known_secrets(options, &environment));
  const Briefing briefing = brief(found, scenarios, options);
  const std::string software = line(environment.software.empty() ? found.greeting : environment.software);
  fmt::print("{}{}{}\n", line(environment.target), software.empty() ? "" : ": ", software);
  if (found.stop.empty() || found.in_clear || found.in_tls) {
    show_offers("offers in clear", found.in_clear);
    show_offers("offers in TLS", found.in_tls);
    show_names(found, facts);
  }
  for (const std::string& remark : found.remarks) fmt::print("note: {}\n", line(remark));
  if (!briefing.stop.empty()) {
    fmt::print("can't be judged: {}\n", line(briefing.stop));
    return exit_codes::would_not_work;
  }
  show_what_is_not_judged(scenarios, found, facts);
  return exit_codes::conforms;
}

}  // namespace

int doctor(const DoctorOptions& options) {
  const Chosen chosen = choose(options.run.choice);
  if (chosen.exit_code) return *chosen.exit_code;
  CandidatesOrMistake made = candidates_of(options.run);
  if (const int* mistake = std::get_if<int>(&made)) return *mistake;
  watch_for_interruption();
  int code = exit_codes::conforms;
  for (const Candidate& candidate : std::get<std::vector<Candidate>>(made)) {
    try {
      code = std::max(code, examine(candidate, chosen.scenarios, options.run));
    } catch (const std::exception& trouble) {
      fmt::print("{}\ncan't be judged: {}\n", line(candidate.name), line(trouble.what()));
      code = exit_codes::would_not_work;
    }
  }
  run::WorkAside::wait_for_all();
  return interrupted() ? 128 + interrupting_signal() : code;
}

}  // namespace smtpspec::cli

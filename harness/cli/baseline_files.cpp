#include "cli/baseline_files.hpp"

#include <fmt/format.h>

#include <cstdio>

#include "cli/commands.hpp"
#include "cli/installation.hpp"
#include "cli/scenario_files.hpp"
#include "target/baseline.hpp"
#include "target/profile.hpp"
#include "watch/rule.hpp"

namespace smtpspec::cli {

std::optional<std::filesystem::path> baseline_path(const std::string& target) {
  const auto targets = targets_folder();
  const auto profile = target::find_profile(target, targets);
  if (!profile) return std::nullopt;
  const std::filesystem::path path = profile->parent_path() / "baseline.toml";
  std::error_code ignored;
  return std::filesystem::is_regular_file(path, ignored) ? std::optional(path) : std::nullopt;
}

SharedOrMistake shared_with(const std::filesystem::path& path, const result::Baseline& own) {
  const bool is_next = !own.next_of.empty();
  const std::string& name = is_next ? own.next_of : own.as_in;
  if (name.empty()) return std::vector<result::Deviation>{};
  const auto other = std::filesystem::absolute(path).parent_path().parent_path() / name / "baseline.toml";
  const auto source = text::read_source(other);
  if (!source) {
    fmt::print(stderr, "smtpspec: {}: {} = \"{}\": '{}' can't be read\n", path.string(),
               is_next ? "next-of" : "as-in", name, other.string());
    return exit_codes::bad_input;
  }
  target::BaselineReading reading = target::read_baseline(source);
  if (!reading.diagnostics.empty()) std::fputs(text::render(reading.diagnostics).c_str(), stderr);
  if (!reading.baseline) return exit_codes::bad_input;
  return target::shared_deviations(own, std::move(*reading.baseline));
}

BaselineOrMistake read_baseline_file(const std::filesystem::path& path, const std::vector<std::string>& ids) {
  const auto source = text::read_source(path);
  if (!source) {
    fmt::print(stderr, "smtpspec: '{}' can't be read\n", path.string());
    return exit_codes::bad_input;
  }
  target::BaselineReading reading = target::read_baseline(source);
  if (reading.baseline) reading.diagnostics = target::unknown_scenarios(*reading.baseline, ids);
  if (!reading.diagnostics.empty()) std::fputs(text::render(reading.diagnostics).c_str(), stderr);
  if (text::has_errors(reading.diagnostics)) return exit_codes::bad_input;
  SharedOrMistake shared = shared_with(path, *reading.baseline);
  if (const int* wrong = std::get_if<int>(&shared)) return *wrong;
  for (result::Deviation& one : std::get<std::vector<result::Deviation>>(shared))
    reading.baseline->deviations.push_back(std::move(one));
  return std::move(*reading.baseline);
}

BaselineOrMistake baseline_for(const RunOptions& options, const std::string& target) {
  if (options.no_baseline) return result::Baseline{};
  std::optional<std::filesystem::path> path;
  if (!options.baseline.empty()) path = options.baseline;
  if (!path && !target.empty()) path = baseline_path(target);
  if (!path) return result::Baseline{};
  std::vector<std::string> ids = known_ids();
  // Scenarios of somebody else's folders may be meant as well.
  if (!options.choice.scenarios.empty())
    for (const auto& scenario : read_scenarios(options.choice.scenarios).scenarios)
      ids.push_back(scenario->id);
  BaselineOrMistake read = read_baseline_file(*path, ids);
  if (auto* baseline = std::get_if<result::Baseline>(&read))
    std::erase_if(baseline->deviations, [&](const result::Deviation& one) {
      return !result::holds_over(one, name_of(options.over));
    });
  return read;
}

std::vector<std::string> known_ids() {
  return known_ids(read_scenarios({}).scenarios);
}

std::vector<std::string> known_ids(const std::vector<scenario::ScenarioPtr>& scenarios) {
  std::vector<std::string> ids;
  for (const auto& scenario : scenarios) ids.push_back(scenario->id);
  for (const result::Side judged : {result::Side::server, result::Side::client})
    for (const watch::Rule& rule : watch::rules_for(judged)) ids.emplace_back(rule.id);
  return ids;
}

}  // namespace smtpspec::cli

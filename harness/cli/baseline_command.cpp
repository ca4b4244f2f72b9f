#include <fmt/format.h>

#include <cstdio>

#include "cli/baseline_files.hpp"
#include "cli/candidates.hpp"
#include "cli/commands.hpp"
#include "cli/installation.hpp"
#include "cli/mistake.hpp"
#include "reports/destination.hpp"
#include "reports/deviations.hpp"
#include "reports/json.hpp"
#include "target/baseline.hpp"
#include "target/profile.hpp"

namespace smtpspec::cli {
namespace {

namespace fs = std::filesystem;

// The targets that have a profile and, if any are named, are among them; or the exit code of a mistake.
std::variant<std::vector<reports::KnownTarget>, int> known_targets(const BaselineOptions& options) {
  const auto targets = targets_folder();
  const std::vector<std::string> names =
      options.targets.empty() ? target::profile_names(targets) : options.targets;
  const std::vector<std::string> ids = known_ids();
  std::vector<reports::KnownTarget> known;
  int code = exit_codes::conforms;
  for (const std::string& name : names) {
    const auto path = target::find_profile(name, targets);
    if (!path) return mistake(no_target_called(name, targets), exit_codes::usage);
    const auto source = text::read_source(*path);
    const target::ProfileReading reading = target::read_profile(source);
    if (!reading.profile) {
      std::fputs(text::render(reading.diagnostics).c_str(), stderr);
      code = exit_codes::bad_input;
      continue;
    }
    reports::KnownTarget one{.name = reading.profile->name, .about = reading.profile->about};
    if (const auto baseline = baseline_path(name)) {
      BaselineOrMistake read = read_baseline_file(*baseline, ids);
      if (const int* wrong = std::get_if<int>(&read))
        code = *wrong;
      else
        one.baseline = std::move(std::get<result::Baseline>(read));
    }
    known.push_back(std::move(one));
  }
  if (code != exit_codes::conforms) return code;
  return known;
}

int list_deviations(const BaselineOptions& options) {
  const auto known = known_targets(options);
  if (const int* code = std::get_if<int>(&known)) return *code;
  const auto& targets = std::get<std::vector<reports::KnownTarget>>(known);
  const std::string page = options.markdown
                               ? reports::deviations_markdown(targets, {.scenarios = "../scenarios/"})
                               : reports::deviations_text(targets);
  std::fputs(page.c_str(), stdout);
  return exit_codes::conforms;
}

// Where the baseline of the target of this run is to be written.
std::optional<fs::path> destination(const BaselineOptions& options, const result::RunResult& run) {
  if (!options.file.empty()) return options.file;
  const auto targets = targets_folder();
  const auto profile = target::find_profile(run.target, targets);
  if (!profile || is_installed(*profile)) return std::nullopt;
  return profile->parent_path() / "baseline.toml";
}

// What the run says beyond that which another target's baseline knows (`as-in`).
std::optional<result::RunResult> beyond(const fs::path& path, const result::Baseline& own,
                                        result::RunResult run) {
  SharedOrMistake shared = shared_with(path, own);
  if (std::holds_alternative<int>(shared)) return std::nullopt;
  result::Baseline known{.deviations = std::get<std::vector<result::Deviation>>(std::move(shared))};
  std::erase_if(known.deviations,
                [&](const result::Deviation& one) { return !holds_over(one, result::way_of(run)); });
  result::apply(known, run);
  std::erase_if(run.cases, [](const result::CaseResult& one) {
    return one.expectation && one.expectation->verdict == result::Expectation::Verdict::as_expected;
  });
  return run;
}

int update_from(const BaselineOptions& options, const result::RunResult& run) {
  const auto path = destination(options, run);
  if (!path)
    return mistake(fmt::format("'{}' has no profile of yours; name the file with --file", run.target),
                   exit_codes::usage);
  text::SourcePtr source;
  result::RunResult told = run;
  std::error_code ignored;
  if (fs::exists(*path, ignored)) {
    source = text::read_source(*path);
    if (!source) return mistake(fmt::format("'{}' can't be read", path->string()), exit_codes::bad_input);
    const target::BaselineReading before = target::read_baseline(source);
    if (!before.baseline) {
      std::fputs(text::render(before.diagnostics).c_str(), stderr);
      return exit_codes::bad_input;
    }
    auto rest = beyond(*path, *before.baseline, std::move(told));
    if (!rest) return exit_codes::bad_input;
    told = std::move(*rest);
  }
  const std::string updated = target::updated_baseline(
      source, told, options.blocked ? target::BlockedCases::written_down : target::BlockedCases::left_out);
  const bool changed = !source || source->octets() != updated;
  if (changed) reports::write(*path, updated);
  fmt::print("{}: {}\n", path->string(), changed ? "brought up to date" : "nothing to change");
  const auto after = target::read_baseline(std::make_shared<const text::Source>(path->string(), updated));
  if (after.baseline) return exit_codes::conforms;
  fmt::print("It can be read once a person has said why:\n{}", text::render(after.diagnostics));
  return exit_codes::conforms;
}

int update(const BaselineOptions& options) {
  for (const std::string& results : options.results) {
    const auto document = text::read_source(results);
    if (!document) return mistake(fmt::format("'{}' can't be read", results), exit_codes::bad_input);
    const reports::JsonRuns reading = reports::read_json_runs(document->octets());
    if (!reading.problem.empty())
      return mistake(fmt::format("{}: {}", results, reading.problem), exit_codes::bad_input);
    for (const result::RunResult& run : reading.runs)
      if (const int code = update_from(options, run); code != exit_codes::conforms) return code;
  }
  return exit_codes::conforms;
}

}  // namespace

int baseline(const BaselineOptions& options) {
  return options.what == BaselineOptions::What::list ? list_deviations(options) : update(options);
}

}  // namespace smtpspec::cli

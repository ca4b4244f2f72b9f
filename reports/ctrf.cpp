#include "reports/ctrf.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <boost/json.hpp>
#include <set>
#include <vector>

#include "reports/failure.hpp"
#include "reports/junit_names.hpp"
#include "reports/moment.hpp"
#include "reports/run_names.hpp"
#include "reports/verdict.hpp"
#include "result/coverage.hpp"

namespace smtpspec::reports {
namespace {

namespace js = boost::json;
using result::CaseResult;
using result::RunResult;
using result::Standing;
using result::Status;

constexpr std::string_view format_version = "0.0.0";  // of the format
constexpr std::size_t line_limit = 1000;
constexpr std::size_t trace_limit = 64 * 1024;

long long milliseconds(result::TimePoint moment) {
  return std::chrono::duration_cast<std::chrono::milliseconds>(moment.time_since_epoch()).count();
}

std::string one_row(std::string_view text) {
  return one_line(text, line_limit);
}

std::string_view status_word_of(const CaseResult& one, result::Strictness strictness) {
  switch (standing_of(one, strictness)) {
    case Standing::conforming:  // what is only tolerated is no pass
      return status_of(one) == Status::tolerated ? "other" : "passed";
    case Standing::failure:
      return "failed";
    case Standing::trouble:
      return status_of(one) == Status::not_run ? "pending" : "failed";
    case Standing::nothing:
      return "skipped";
  }
  return "other";
}

std::string_view status_word_of(result::Outcome outcome) {
  switch (outcome) {
    case result::Outcome::pass:
      return "passed";
    case result::Outcome::tolerated:
      return "other";
    case result::Outcome::fail:
    case result::Outcome::error:
    case result::Outcome::crash:
    case result::Outcome::unstable:
      return "failed";
    case result::Outcome::not_applicable:
    case result::Outcome::blocked:
      return "skipped";
    case result::Outcome::not_run:
      return "pending";
  }
  return "other";
}

// Flaky is what failed and then passed, and so counts as passed.
bool is_flaky(const CaseResult& one, std::string_view status) {
  return status_of(one) == Status::unstable && status == "passed";
}

js::array attempts_of(const CaseResult& one) {
  js::array attempts;
  for (const result::Attempt& attempt : one.attempts) {
    js::object written{{"attempt", attempts.size() + 1},
                       {"status", status_word_of(attempt.outcome)},
                       {"duration", in_milliseconds(attempt.duration).count()}};
    if (const std::string message = one_row(attempt.headline); !message.empty()) written["message"] = message;
    attempts.push_back(std::move(written));
  }
  return attempts;
}

js::object extra_of(const CaseResult& one) {
  js::object extra{{"id", one_row(one.id)}, {"title", one_row(one.title)}};
  if (const std::string means = one_row(result::meaning_of(one)); !means.empty())
    extra["failingMeans"] = means;
  if (one.clause) extra["clause"] = one_row(one.clause.str());
  if (one.clause.rfc != 0) extra["url"] = one_row(one.clause.url());
  if (!one.entries.empty()) extra["requirement"] = one_row(one.entries.front());
  if (!one.findings.empty()) extra["finding"] = one_row(one.findings.front().id);
  if (!one.seen_in.empty()) extra["seenIn"] = one_row(one.seen_in);
  if (one.expectation)
    extra["baseline"] = js::object{{"verdict", name_of(one.expectation->verdict)},
                                   {"reason", one_row(one.expectation->reason)},
                                   {"link", one_row(one.expectation->link)}};
  return extra;
}

js::object test_of(const CaseResult& one, const RunResult& run, std::string_view suite,
                   const CtrfOptions& options) {
  const std::string_view status = status_word_of(one, options.strictness);
  const auto duration = in_milliseconds(one.duration);
  js::object test{
      {"name", case_name(one.id)},    {"status", status},          {"rawStatus", name_of(status_of(one))},
      {"duration", duration.count()}, {"suite", js::array{suite}}, {"type", "conformance"},
      {"extra", extra_of(one)}};
  if (one.started != result::TimePoint{}) {
    test["start"] = milliseconds(one.started);
    test["stop"] = milliseconds(one.started) + duration.count();
  }
  if (status_of(one) != Status::pass) test["message"] = headline(one);
  if (status == "failed" || status_of(one) == Status::unstable)
    test["trace"] =
        cut_lines(failure_text(one, {.target = run.target, .repeat = repeat_of(run)}), trace_limit);
  if (const Place place = place_of(one, options.repository); !place.file.empty()) {
    test["filePath"] = place.file;
    test["line"] = place.line;
  }
  js::array tags;
  for (const std::string& tag : one.tags) tags.emplace_back(one_row(tag));
  if (!tags.empty()) test["tags"] = std::move(tags);
  if (is_flaky(one, status)) test["flaky"] = true;
  if (!one.attempts.empty()) {
    test["retries"] = one.attempts.size() - 1;
    test["retryAttempts"] = attempts_of(one);
  }
  return test;
}

struct Counts {
  std::size_t tests = 0, passed = 0, failed = 0, skipped = 0, pending = 0, other = 0, flaky = 0;
  std::set<std::string> suites;

  void add(const CaseResult& one, std::string_view status, const std::string& suite) {
    ++tests;
    if (status == "passed") ++passed;
    if (status == "failed") ++failed;
    if (status == "skipped") ++skipped;
    if (status == "pending") ++pending;
    if (status == "other") ++other;
    if (is_flaky(one, status)) ++flaky;
    suites.insert(suite);
  }
};

js::object summary_of(std::span<const RunResult> runs, const Counts& counts) {
  long long start = 0, stop = 0, duration = 0;
  for (const RunResult& run : runs) {
    const long long begun = milliseconds(run.started), took = in_milliseconds(run.duration).count();
    if (&run == &runs.front() || begun < start) start = begun;
    stop = std::max(stop, begun + took);
    duration += took;
  }
  return {{"tests", counts.tests},
          {"passed", counts.passed},
          {"failed", counts.failed},
          {"skipped", counts.skipped},
          {"pending", counts.pending},
          {"other", counts.other},
          {"flaky", counts.flaky},
          {"suites", counts.suites.size()},
          {"start", start},
          {"stop", std::max(start, stop)},
          {"duration", duration}};
}

js::object described(const RunResult& run, const std::string& name, result::Strictness strictness) {
  js::object out{{"name", name},
                 {"verdict", one_row(verdict(run, strictness))},
                 {"judged", result::coverage_of(run).words()},
                 {"software", one_row(run.target_software)},
                 {"address", one_row(run.target_address)},
                 {"interrupted", run.interrupted}};
  if (!run.trouble.empty()) out["trouble"] = one_row(run.trouble);
  if (run.shard) out["shard"] = fmt::format("{}/{}", run.shard->index, run.shard->count);
  for (const auto& [key, value] : run.properties)
    if (const std::string word = one_row(key); !word.empty()) out["property." + word] = one_row(value);
  return out;
}

// The target is what is under test; of several the format knows no names.
js::object environment_of(std::span<const RunResult> runs, const std::vector<std::string>& names,
                          result::Strictness strictness) {
  js::array targets;
  for (std::size_t index = 0; index < runs.size(); ++index)
    targets.push_back(described(runs[index], names[index], strictness));
  js::object environment{{"extra", js::object{{"targets", std::move(targets)}}}};
  if (runs.size() == 1) {
    environment["appName"] = names.front();
    environment["appVersion"] = one_row(runs.front().target_software);
  }
  return environment;
}

}  // namespace

std::string ctrf(std::span<const RunResult> runs, const CtrfOptions& options) {
  const std::vector<std::string> names = run_names(runs);
  const std::vector<std::string> prefixes = run_prefixes(names, "");
  Counts counts;
  std::string tests;
  for (std::size_t index = 0; index < runs.size(); ++index)
    for (const CaseResult& one : runs[index].cases) {
      const std::string suite = suite_name(one.id, runs.size() > 1 ? prefixes[index] : "");
      counts.add(one, status_word_of(one, options.strictness), suite);
      tests += tests.empty() ? "\n" : ",\n";
      tests += js::serialize(test_of(one, runs[index], suite, options));
    }
  js::object tool{{"name", "smtpspec"}};
  if (!runs.empty()) tool["version"] = one_row(runs.front().tool_version);
  return fmt::format(
      "{{\"reportFormat\":\"CTRF\",\"specVersion\":\"{}\",\"generatedBy\":\"smtpspec\",\"results\":{{"
      "\n\"tool\":{},\n"
      "\"summary\":{},\n\"environment\":{},\n\"tests\":[{}\n]}}}}\n",
      format_version, js::serialize(tool), js::serialize(summary_of(runs, counts)),
      js::serialize(environment_of(runs, names, options.strictness)), tests);
}

}  // namespace smtpspec::reports

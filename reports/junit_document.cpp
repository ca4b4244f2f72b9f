#include "reports/junit_document.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <string_view>
#include <utility>

#include "reports/failure.hpp"
#include "reports/junit_names.hpp"
#include "reports/moment.hpp"
#include "reports/place.hpp"
#include "reports/run_names.hpp"
#include "reports/verdict.hpp"
#include "result/coverage.hpp"

namespace smtpspec::reports::junit_document {
namespace {

using result::CaseResult;
using result::EntryKind;
using result::Finding;
using result::Outcome;
using result::RunResult;
using result::Standing;
using result::Status;
using text::Level;

constexpr std::size_t line_limit = 1000;
constexpr std::size_t body_limit = 64 * 1024;
// What a target wrote while many cases ran side by side comes again with each of them.
constexpr std::size_t log_limit = 16 * 1024;

// The clause decides about the word: of a sentence without MUST or SHOULD neither may be claimed.
std::string_view violation_of(Level level) {
  switch (level) {
    case Level::must:
    case Level::must_not:
      return "smtpspec.MustViolation";
    case Level::should:
    case Level::should_not:
      return "smtpspec.ShouldViolation";
    case Level::may:
    case Level::states:
      return "smtpspec.Violation";
  }
  return "smtpspec.Violation";
}

std::string_view type_of_failure(const CaseResult& one) {
  if (one.findings.empty()) return violation_of(one.clause.level);
  const Finding& finding = one.findings.front();
  if (finding.entry < one.transcript.entries().size()) {
    const EntryKind kind = one.transcript.entries()[finding.entry].kind;
    if (kind == EntryKind::silence) return "smtpspec.Timeout";
    if (kind == EntryKind::closed || kind == EntryKind::reset) return "smtpspec.ConnectionLost";
  }
  return violation_of(finding.clause ? finding.clause.level : one.clause.level);
}

// What broke is told by how far the case came: without a connection the target could not be reached.
std::string_view type_of_error(const CaseResult& one) {
  const auto& entries = one.transcript.entries();
  const bool connected = std::any_of(entries.begin(), entries.end(), [](const result::Entry& entry) {
    return entry.kind == EntryKind::connected;
  });
  return connected ? "smtpspec.InternalError" : "smtpspec.TargetUnreachable";
}

FailureOptions failure_options(const RunResult& run, const JUnitOptions& options) {
  return {.target = run.target, .repeat = repeat_of(run), .charset = options.charset};
}

// Some readers show the message of a skipped case only, others its body only: both are the same.
Result skipped(std::string type, std::string reason) {
  return {Kind::skipped, std::move(type), reason, reason};
}

Result told(Kind kind, std::string_view type, const CaseResult& one, const RunResult& run,
            const JUnitOptions& options) {
  return {kind, std::string(type), headline(one, options.charset),
          cut_lines(failure_text(one, failure_options(run, options)), body_limit)};
}

// The run as a whole could not work: said once, of a case of its own. What never ran is skipped; without this
// a target that does not start would look like a quiet day.
Result stopped_by(const std::string& trouble, const JUnitOptions& options) {
  std::string line = one_line(trouble, headline_limit, options.charset);
  if (line.empty()) line = "the run could not be made";
  return {Kind::error, "smtpspec.TargetUnreachable", line,
          cut_lines(plain(line + "\n", options.charset), body_limit)};
}

std::string known_deviation(const CaseResult& one, Charset charset) {
  const result::Expectation& expected = *one.expectation;
  const std::string link = expected.link.empty() ? "" : fmt::format(" ({})", expected.link);
  return one_line(fmt::format("known deviation: {}{}: {}", expected.reason, link, headline(one, charset)),
                  line_limit, charset);
}

result::Strictness strictness_of(const JUnitOptions& options) {
  return options.tolerated == Tolerated::fails ? result::Strictness::strict : result::Strictness::lenient;
}

std::optional<Result> result_of(const CaseResult& one, const RunResult& run, const JUnitOptions& options) {
  const auto reason = [&](std::string_view word) {
    return one_line(fmt::format("{}: {}", word, headline(one, options.charset)), line_limit, options.charset);
  };
  const bool failed = standing_of(one, strictness_of(options)) == Standing::failure;
  switch (status_of(one)) {
    case Status::pass:
      return {};
    case Status::fail:
      return told(Kind::failure, type_of_failure(one), one, run, options);
    case Status::tolerated:
      if (!failed) return {};
      return told(Kind::failure, "smtpspec.ShouldViolation", one, run, options);
    case Status::unstable:
      if (!failed) return {};
      return told(Kind::failure, "smtpspec.Unstable", one, run, options);
    case Status::known_deviation:
      return skipped("smtpspec.ExpectedFailure", known_deviation(one, options.charset));
    case Status::unexpected_pass:
      return told(Kind::failure, "smtpspec.UnexpectedPass", one, run, options);
    case Status::not_applicable:
      return skipped("smtpspec.NotApplicable", reason("not applicable"));
    case Status::blocked:
      // A state that could not be reached says nothing about the rule, so it is no failure: what stands in
      // the way is some other rule, whose own case is red. It is no error either: nothing of ours broke, and
      // the target answered. It stays visible: own type, own reason, and the transcript as output.
      return skipped("smtpspec.Blocked", reason("blocked"));
    case Status::error:
      return told(Kind::error, type_of_error(one), one, run, options);
    case Status::crash:
      return told(Kind::error, "smtpspec.TargetCrashed", one, run, options);
    case Status::not_run:
      return skipped("smtpspec.NotRun", reason("not run"));
  }
  return {};
}

// The attempts that were no pass, but for the one that the result itself tells.
std::vector<Rerun> reruns_of(const Case& written, const CaseResult& one, const JUnitOptions& options) {
  std::vector<Rerun> reruns;
  bool is_told = written.result.has_value();
  for (const result::Attempt& attempt : one.attempts) {
    const bool bad = attempt.outcome != Outcome::pass;
    if (bad && !std::exchange(is_told, false))
      reruns.push_back({.passed_later = !written.result,
                        .type = std::string(violation_of(one.clause.level)),
                        .message = one_line(fmt::format("{}: {}", name_of(attempt.outcome), attempt.headline),
                                            line_limit, options.charset)});
  }
  return reruns;
}

// What a body does not already say. Most readers show the output next to the body.
void add_output(Case& written, const CaseResult& one, const RunResult& run, const JUnitOptions& options) {
  const FailureOptions failure = failure_options(run, options);
  const bool quiet = one.outcome == Outcome::pass || one.outcome == Outcome::not_applicable ||
                     one.outcome == Outcome::not_run;
  const bool told_in_body =
      written.result && written.result->kind != Kind::skipped && shows_whole_transcript(one, failure);
  if (options.output == Output::none) return;
  if (options.output == Output::failed && quiet && !told_in_body) return;
  if (!quiet && !(written.result && written.result->kind != Kind::skipped))
    written.output = failure_text(one, failure);
  if (!shows_whole_transcript(one, failure) || (written.output.empty() && !told_in_body))
    written.output += transcript_text(one, options.charset);
  written.output = cut_lines(std::move(written.output), body_limit);
  if (written.result && written.result->kind == Kind::skipped && options.output != Output::all) return;
  written.errors = cut_lines(plain(visible_lines(one.target_log), options.charset), log_limit);
}

void add(Properties& properties, std::string_view name, std::string_view value, Charset charset) {
  std::string clean_name = one_line(name, 200, Charset::ascii);
  std::string clean_value = one_line(value, line_limit, charset);
  const auto same = [&](const auto& one) {
    return one.first == clean_name;
  };
  if (clean_name.empty() || clean_value.empty() || std::any_of(properties.begin(), properties.end(), same))
    return;
  properties.emplace_back(std::move(clean_name), std::move(clean_value));
}

Properties case_properties(const CaseResult& one, Charset charset) {
  Properties properties;
  add(properties, "case.id", one.id, charset);
  add(properties, "title", one.title, charset);
  add(properties, "failing.means", result::meaning_of(one), charset);
  if (one.clause) {
    const std::string place = one.clause.place();
    add(properties, "requirement", one.clause.entry.empty() ? place : one.clause.entry, charset);
    if (one.entries.size() > 1)
      add(properties, "requirements", fmt::format("{}", fmt::join(one.entries, " ")), charset);
    add(properties, "clause", place, charset);
    add(properties, "level", name_of(one.clause.level), charset);
    add(properties, "rfc.url", one.clause.url(), charset);
  }
  add(properties, "outcome", name_of(status_of(one)), charset);
  if (!one.findings.empty()) add(properties, "finding", one.findings.front().id, charset);
  if (!one.attempts.empty()) add(properties, "attempts", std::to_string(one.attempts.size()), charset);
  if (one.expectation) {
    add(properties, "baseline", name_of(one.expectation->verdict), charset);
    add(properties, "baseline.reason", one.expectation->reason, charset);
    add(properties, "baseline.link", one.expectation->link, charset);
  }
  add(properties, "tags", fmt::format("{}", fmt::join(one.tags, " ")), charset);
  return properties;
}

Properties run_properties(const RunResult& run, const JUnitOptions& options) {
  const Charset charset = options.charset;
  const result::Coverage coverage = result::coverage_of(run);
  std::string hindrances;
  for (const result::Hindrance& one : coverage.hindrances)
    hindrances += fmt::format("{}{} x {}", hindrances.empty() ? "" : "; ", one.cases, one.words);
  Properties properties;
  add(properties, "verdict", verdict(run, strictness_of(options), charset), charset);
  add(properties, "judged", coverage.words(), charset);
  add(properties, "blocked.by", hindrances, charset);
  add(properties, "target", run.target, charset);
  add(properties, "target.software", run.target_software, charset);
  add(properties, "target.address", run.target_address, charset);
  add(properties, "tool.version", run.tool_version, charset);
  if (run.shard) add(properties, "shard", fmt::format("{}/{}", run.shard->index, run.shard->count), charset);
  for (const auto& [name, value] : run.properties) add(properties, name, value, charset);
  if (run.interrupted) add(properties, "incomplete", "the run was interrupted", charset);
  if (!run.trouble.empty()) add(properties, "trouble", run.trouble, charset);
  return properties;
}

Case written_case(const CaseResult& one, const RunResult& run, const JUnitOptions& options) {
  Case written{.name = case_name(one.id),
               .duration = in_milliseconds(one.duration),
               .started = one.started,
               .properties = case_properties(one, options.charset),
               .result = result_of(one, run, options)};
  written.reruns = reruns_of(written, one, options);
  const Place place = place_of(one, options.repository);
  if (one_line(place.file, line_limit, options.charset) == place.file) written.file = place.file;
  written.line = place.line;
  add_output(written, one, run, options);
  return written;
}

// Ids are unique, but two may be cut to the same name: readers would lose one of the cases.
void make_unique(Suite& suite) {
  std::set<std::string> names;
  for (Case& one : suite.cases) {
    const std::string name = one.name.substr(0, 190);
    for (int number = 2; !names.insert(one.name).second; ++number)
      one.name = fmt::format("{} [{}]", name, number);
  }
}

// A run that could not work must not be a green document, whatever its cases came to.
Suite trouble_suite(const RunResult& run, const JUnitOptions& options) {
  return {.name = suite_name("run/target", options.prefix),
          .started = run.started,
          .cases = {{.name = "target is ready to be judged", .result = stopped_by(run.trouble, options)}}};
}

// All that was judged may be well, and too little for whoever asked: that is no green document either.
Suite shortfall_suite(const RunResult& run, const std::string& shortfall, const JUnitOptions& options) {
  Result result{Kind::error, "smtpspec.TooLittleJudged", one_line(shortfall, line_limit, options.charset)};
  result.body = result.message + "\n";
  return {.name = suite_name("run/coverage", options.prefix),
          .started = run.started,
          .cases = {{.name = "enough is judged", .result = std::move(result)}}};
}

// What a text takes in the file: each of these characters becomes an entity of up to six octets.
std::size_t written_size(std::string_view text) {
  const auto special = std::count_if(text.begin(), text.end(),
                                     [](char octet) { return octet == '<' || octet == '>' || octet == '&'; });
  return text.size() + 4 * static_cast<std::size_t>(special);
}

void drop_largest_outputs(Document& document, std::size_t limit) {
  std::size_t total = 0;
  std::vector<std::pair<std::size_t, std::string*>> outputs;
  for (Suite& suite : document.suites) {
    for (Case& one : suite.cases) {
      total += 1000 + (one.result ? written_size(one.result->body) : 0);
      for (std::string* output : {&one.output, &one.errors}) {
        total += written_size(*output);
        outputs.emplace_back(written_size(*output), output);
      }
    }
  }
  std::stable_sort(outputs.begin(), outputs.end(),
                   [](const auto& left, const auto& right) { return left.first > right.first; });
  for (auto largest = outputs.begin(); total > limit && largest != outputs.end() && largest->first > 100;
       ++largest) {
    *largest->second =
        fmt::format("left out: {} octets, the report would have become too large\n", largest->first);
    total -= largest->first - largest->second->size();
  }
}

}  // namespace

namespace {

void add_suites(Document& document, const RunResult& run, const JUnitOptions& options) {
  std::map<std::string, Suite> suites;
  for (const CaseResult& one : run.cases) {
    Suite& suite = suites[suite_name(one.id, options.prefix)];
    suite.cases.push_back(written_case(one, run, options));
    const bool ran = one.started != result::TimePoint{};
    if (ran && (suite.started == result::TimePoint{} || one.started < suite.started))
      suite.started = one.started;
  }
  const std::size_t before = document.suites.size();
  for (auto& [name, suite] : suites) {
    suite.name = name;
    if (suite.started == result::TimePoint{}) suite.started = run.started;
    make_unique(suite);
    document.suites.push_back(std::move(suite));
  }
  if (!run.trouble.empty()) document.suites.push_back(trouble_suite(run, options));
  if (const std::string shortfall = result::shortfall_of(run); !shortfall.empty() && !run.cases.empty())
    document.suites.push_back(shortfall_suite(run, shortfall, options));
  for (std::size_t index = before; index < document.suites.size(); ++index)
    document.suites[index].properties = run_properties(run, options);
}

}  // namespace

std::size_t Suite::count(Kind kind) const {
  return static_cast<std::size_t>(std::count_if(cases.begin(), cases.end(), [kind](const Case& one) {
    return one.result && one.result->kind == kind;
  }));
}

std::chrono::milliseconds Suite::duration() const {
  std::chrono::milliseconds sum{0};
  for (const Case& one : cases) sum += one.duration;
  return sum;
}

Document document(std::span<const RunResult> runs, const JUnitOptions& options) {
  Document document;
  const std::vector<std::string> prefixes = run_prefixes(run_names(runs, Charset::ascii), options.prefix);
  for (std::size_t index = 0; index < runs.size(); ++index) {
    JUnitOptions own = options;
    if (runs.size() > 1) own.prefix = prefixes[index];
    add_suites(document, runs[index], own);
    if (index == 0 || runs[index].started < document.started) document.started = runs[index].started;
    document.duration += in_milliseconds(runs[index].duration);
  }
  drop_largest_outputs(document, options.size_limit);
  return document;
}

}  // namespace smtpspec::reports::junit_document

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <boost/json.hpp>
#include <memory>
#include <utility>

#include "reports/json.hpp"
#include "reports/notation.hpp"

namespace smtpspec::reports {
namespace {

namespace js = boost::json;
using result::CaseResult;
using result::Entry;
using result::Finding;
using text::Level;

// Leaves this file as JsonReading::problem only.
struct Problem {
  std::string words;
};

// A value and the way to it, for the messages.
class Value {
 public:
  Value(const js::value& value, std::string place) : value_(value), place_(std::move(place)) {}

  [[noreturn]] void wrong(std::string_view what) const {
    throw Problem{fmt::format("{}: {}", place_.empty() ? "document" : place_, what)};
  }
  Value operator[](std::string_view name) const {
    const js::object* const object = value_.if_object();
    if (object == nullptr) wrong("an object is expected");
    const js::value* const member = object->if_contains(name);
    if (member == nullptr) wrong(fmt::format("'{}' is missing", name));
    return {*member, place_.empty() ? std::string(name) : fmt::format("{}.{}", place_, name)};
  }
  // The same of what documents of earlier versions do not have.
  std::optional<Value> find(std::string_view name) const {
    const js::object* const object = value_.if_object();
    if (object == nullptr || object->if_contains(name) == nullptr) return std::nullopt;
    return (*this)[name];
  }
  std::vector<Value> items() const {
    const js::array* const array = value_.if_array();
    if (array == nullptr) wrong("an array is expected");
    std::vector<Value> values;
    for (const js::value& item : *array)
      values.emplace_back(item, fmt::format("{}[{}]", place_, values.size()));
    return values;
  }
  bool is_null() const { return value_.is_null(); }
  bool truth() const {
    if (!value_.is_bool()) wrong("true or false is expected");
    return value_.get_bool();
  }
  std::string words() const {
    if (!value_.is_string()) wrong("a string is expected");
    return std::string(std::string_view(value_.get_string()));
  }
  std::string octets() const {
    std::optional<std::string> octets = octets_of(words());
    if (!octets) wrong("an escape is not known");
    return *std::move(octets);
  }
  template <class Number>
  Number number() const {
    js::error_code error;
    const auto number = value_.to_number<Number>(error);
    if (error) wrong("a whole number in its range is expected");
    return number;
  }
  std::chrono::microseconds microseconds() const { return std::chrono::microseconds(number<std::int64_t>()); }
  result::TimePoint moment() const { return result::TimePoint(microseconds()); }

  result::Outcome outcome() const {
    return one_of(result::all_outcomes, [](result::Outcome outcome) { return result::name_of(outcome); });
  }

  // The one of `choices` that has this name.
  template <class Choice, std::size_t count, class Name>
  Choice one_of(const std::array<Choice, count>& choices, const Name& name) const {
    const std::string wanted = words();
    const auto found = std::find_if(choices.begin(), choices.end(),
                                    [&](const Choice& choice) { return name(choice) == wanted; });
    if (found == choices.end()) wrong(fmt::format("'{}' is not known", wanted));
    return *found;
  }

 private:
  const js::value& value_;
  std::string place_;
};

text::Clause clause_of(const Value& value) {
  static constexpr std::array levels = {Level::must,       Level::must_not, Level::should,
                                        Level::should_not, Level::may,      Level::states};
  const auto entry = value.find("entry");
  return {value["rfc"].number<unsigned>(), value["section"].words(),
          value["level"].one_of(levels, [](Level level) { return text::name_of(level); }),
          entry ? entry->words() : ""};
}

// The source is made anew with just this line; those before it are empty.
text::Span span_of(const Value& value) {
  static constexpr std::size_t most_lines = 1'000'000;
  if (value.is_null()) return {};
  const auto line = value["line"].number<std::size_t>();
  if (line == 0 || line > most_lines) value["line"].wrong("no line can have this number");
  const std::string line_text = value["text"].words();
  const auto column = value["column"].number<std::size_t>();
  const auto length = value["length"].number<std::size_t>();
  const auto source = std::make_shared<const text::Source>(value["path"].words(),
                                                           std::string(line - 1, '\n') + line_text + "\n");
  const std::size_t begin = line - 1 + std::min(column == 0 ? 0 : column - 1, line_text.size());
  return {source, begin, begin + std::min(length, line - 1 + line_text.size() - begin)};
}

Finding finding_of(const Value& value) {
  Finding finding;
  finding.id = value["id"].words();
  finding.weight =
      value["weight"].one_of(result::all_weights, [](result::Weight one) { return name_of(one); });
  finding.clause = clause_of(value["clause"]);
  finding.message = value["message"].words();
  finding.expected = value["expected"].words();
  finding.got = value["got"].words();
  finding.reason = value["reason"].words();
  finding.span = span_of(value["place"]);
  if (!value["entry"].is_null()) finding.entry = value["entry"].number<std::size_t>();
  return finding;
}

Entry entry_of(const Value& value) {
  using result::EntryKind;
  static constexpr std::array kinds = {EntryKind::connected,  EntryKind::command, EntryKind::content,
                                       EntryKind::reply,      EntryKind::stray,   EntryKind::tls,
                                       EntryKind::tls_failed, EntryKind::closed,  EntryKind::reset,
                                       EntryKind::silence,    EntryKind::ended,   EntryKind::note};
  static constexpr std::array sides = {result::Side::client, result::Side::server};
  Entry entry;
  entry.kind = value["kind"].one_of(kinds, [](EntryKind kind) { return result::name_of(kind); });
  entry.side = value["side"].one_of(sides, [](result::Side side) {
    return std::string_view(side == result::Side::client ? "client" : "server");
  });
  entry.at = value["at_us"].microseconds();
  entry.octets = value["octets"].octets();
  entry.size = value["size"].number<std::uint64_t>();
  entry.cut_at = value["cut_at"].number<std::size_t>();
  entry.in_tls = value["in_tls"].truth();
  entry.asked_for = value["asked_for"].truth();
  entry.label = value["label"].words();
  if (const auto leg = value.find("leg")) entry.leg = leg->words();
  return entry;
}

result::Expectation expectation_of(const Value& value) {
  using Verdict = result::Expectation::Verdict;
  static constexpr std::array verdicts = {Verdict::as_expected, Verdict::unexpected_pass, Verdict::different};
  result::Expectation expectation;
  expectation.verdict =
      value["verdict"].one_of(verdicts, [](Verdict verdict) { return result::name_of(verdict); });
  expectation.outcome = value["outcome"].outcome();
  expectation.finding = value["finding"].words();
  expectation.reason = value["reason"].words();
  if (!value["clause"].is_null()) expectation.clause = clause_of(value["clause"]);
  expectation.link = value["link"].words();
  expectation.span = span_of(value["place"]);
  return expectation;
}

CaseResult case_of(const Value& value) {
  CaseResult one;
  one.id = value["id"].words();
  one.title = value["title"].words();
  if (const auto means = value.find("failing_means")) one.failing_means = means->words();
  one.seen_in = value["seen_in"].words();
  one.clause = clause_of(value["clause"]);
  if (const auto entries = value.find("entries"))
    for (const Value& entry : entries->items()) one.entries.push_back(entry.words());
  for (const Value& tag : value["tags"].items()) one.tags.push_back(tag.words());
  one.path = value["path"].words();
  one.line = value["line"].number<std::size_t>();
  one.outcome = value["outcome"].outcome();
  one.note = value["note"].words();
  one.started = value["started_us"].moment();
  one.duration = value["duration_us"].microseconds();
  for (const Value& finding : value["findings"].items()) one.findings.push_back(finding_of(finding));
  std::vector<Entry> entries;
  for (const Value& entry : value["transcript"]["entries"].items()) entries.push_back(entry_of(entry));
  one.transcript =
      result::Transcript::restored(std::move(entries), value["transcript"]["omitted"].number<std::size_t>());
  one.target_log = value["target_log"].octets();
  for (const Value& attempt : value["attempts"].items())
    one.attempts.push_back(
        {attempt["outcome"].outcome(), attempt["headline"].words(), attempt["duration_us"].microseconds()});
  one.retried = value["retried"].truth();
  if (!value["expectation"].is_null()) one.expectation = expectation_of(value["expectation"]);
  return one;
}

void expect_version(const Value& value) {
  if (const int version = value["version"].number<int>(); version != json_version)
    value["version"].wrong(fmt::format("version {} is not known, only {}", version, json_version));
}

result::RunResult run_of(const Value& value) {
  if (value["format"].words() != "smtpspec results")
    value["format"].wrong("these are no results of smtpspec");
  expect_version(value);
  result::RunResult run;
  run.tool_version = value["tool_version"].words();
  run.target = value["target"].words();
  run.target_software = value["target_software"].words();
  run.target_address = value["target_address"].words();
  for (const Value& property : value["properties"].items())
    run.properties.emplace_back(property["name"].words(), property["value"].words());
  run.started = value["started_us"].moment();
  run.duration = value["duration_us"].microseconds();
  run.interrupted = value["interrupted"].truth();
  run.trouble = value["trouble"].words();
  if (const Value shard = value["shard"]; !shard.is_null())
    run.shard = {shard["index"].number<unsigned>(), shard["count"].number<unsigned>()};
  for (const Value& one : value["cases"].items()) run.cases.push_back(case_of(one));
  return run;
}

std::vector<result::RunResult> runs_of(const Value& value) {
  if (value["format"].words() != "smtpspec results of several runs") return {run_of(value)};
  expect_version(value);
  std::vector<result::RunResult> runs;
  for (const Value& run : value["runs"].items()) runs.push_back(run_of(run));
  return runs;
}

}  // namespace

JsonReading read_json(std::string_view document) {
  js::error_code error;
  const js::value value = js::parse(document, error);
  if (error) return {{}, fmt::format("this is no JSON: {}", error.message())};
  try {
    return {run_of(Value(value, "")), {}};
  } catch (const Problem& problem) {
    return {{}, problem.words};
  }
}

JsonRuns read_json_runs(std::string_view document) {
  js::error_code error;
  const js::value value = js::parse(document, error);
  if (error) return {{}, fmt::format("this is no JSON: {}", error.message())};
  try {
    return {runs_of(Value(value, "")), {}};
  } catch (const Problem& problem) {
    return {{}, problem.words};
  }
}

}  // namespace smtpspec::reports

#include <algorithm>
#include <boost/json.hpp>

#include "reports/json.hpp"
#include "reports/verdict.hpp"
#include "result/coverage.hpp"
#include "text/visible.hpp"

namespace smtpspec::reports {
namespace {

namespace js = boost::json;

constexpr std::string_view set_format = "smtpspec results of several runs";
using result::CaseResult;
using result::Entry;
using result::Finding;

std::string words(const std::string& text) {
  return text::is_utf8(text) ? text : text::visible(text);
}

long long microseconds(result::TimePoint moment) {
  return std::chrono::duration_cast<std::chrono::microseconds>(moment.time_since_epoch()).count();
}

js::object written(const text::Clause& clause) {
  js::object out{
      {"rfc", clause.rfc}, {"section", words(clause.section)}, {"level", text::name_of(clause.level)}};
  if (!clause.entry.empty()) out["entry"] = words(clause.entry);
  return out;
}

js::value written(const text::Span& span) {
  if (!span) return nullptr;
  const text::Position at = span.position();
  const std::string line(span.source->line(at.line));
  // What goes on in further lines is not stored.
  const std::size_t length =
      std::min(span.octets().size(), line.size() - std::min(at.column - 1, line.size()));
  return js::object{{"path", words(span.source->name())},
                    {"line", at.line},
                    {"column", at.column},
                    {"length", length},
                    {"text", words(line)}};
}

js::object written(const Finding& finding) {
  js::object out{{"id", words(finding.id)},
                 {"weight", name_of(finding.weight)},
                 {"clause", written(finding.clause)},
                 {"message", words(finding.message)},
                 {"expected", words(finding.expected)},
                 {"got", words(finding.got)},
                 {"reason", words(finding.reason)},
                 {"place", written(finding.span)}};
  out["entry"] = finding.entry == Finding::no_entry ? js::value(nullptr) : js::value(finding.entry);
  return out;
}

js::object written(const Entry& entry) {
  js::object out{{"kind", result::name_of(entry.kind)},
                 {"side", entry.side == result::Side::client ? "client" : "server"},
                 {"at_us", entry.at.count()},
                 {"octets", text::visible(entry.octets)},
                 {"size", entry.size},
                 {"cut_at", entry.cut_at},
                 {"in_tls", entry.in_tls},
                 {"asked_for", entry.asked_for},
                 {"label", words(entry.label)}};
  if (!entry.leg.empty()) out["leg"] = words(entry.leg);
  return out;
}

js::object written(const result::Transcript& transcript) {
  js::array entries;
  for (const Entry& entry : transcript.entries()) entries.push_back(written(entry));
  return {{"omitted", transcript.omitted()}, {"entries", std::move(entries)}};
}

js::object written(const result::Attempt& attempt) {
  return {{"outcome", result::name_of(attempt.outcome)},
          {"headline", words(attempt.headline)},
          {"duration_us", attempt.duration.count()}};
}

js::value written(const std::optional<result::Expectation>& expectation) {
  if (!expectation) return nullptr;
  js::object out{
      {"verdict", name_of(expectation->verdict)}, {"outcome", result::name_of(expectation->outcome)},
      {"finding", words(expectation->finding)},   {"reason", words(expectation->reason)},
      {"link", words(expectation->link)},         {"place", written(expectation->span)}};
  out["clause"] = expectation->clause ? js::value(written(*expectation->clause)) : js::value(nullptr);
  return out;
}

js::object written(const CaseResult& one) {
  js::array entries, tags, findings, attempts;
  for (const std::string& entry : one.entries) entries.emplace_back(words(entry));
  for (const std::string& tag : one.tags) tags.emplace_back(words(tag));
  for (const Finding& finding : one.findings) findings.push_back(written(finding));
  for (const result::Attempt& attempt : one.attempts) attempts.push_back(written(attempt));
  return {{"id", words(one.id)},
          {"title", words(one.title)},
          {"failing_means", words(one.failing_means)},
          {"seen_in", words(one.seen_in)},
          {"clause", written(one.clause)},
          {"entries", std::move(entries)},
          {"tags", std::move(tags)},
          {"path", words(one.path)},
          {"line", one.line},
          {"outcome", result::name_of(one.outcome)},
          {"note", words(one.note)},
          {"started_us", microseconds(one.started)},
          {"duration_us", one.duration.count()},
          {"findings", std::move(findings)},
          {"transcript", written(one.transcript)},
          {"target_log", text::visible(one.target_log)},
          {"attempts", std::move(attempts)},
          {"retried", one.retried},
          {"expectation", written(one.expectation)}};
}

js::object counts_of(const result::RunResult& run) {
  js::object counts;
  const result::Tally tally = run.tally();
  for (const result::Status status : result::all_statuses) counts[name_of(status)] = tally.of(status);
  return counts;
}

js::object extent_of(const result::RunResult& run) {
  const result::Coverage coverage = result::coverage_of(run);
  js::array hindrances;
  for (const result::Hindrance& one : coverage.hindrances)
    hindrances.push_back({{"reason", words(one.words)}, {"cases", one.cases}});
  return {{"judged", coverage.judged},
          {"of", coverage.all},
          {"blocked", coverage.blocked},
          {"blocked_by", std::move(hindrances)}};
}

// As whoever reads the document would make it: of the name as it is stored.
std::string verdict_on(const result::RunResult& run, result::Strictness strictness) {
  if (text::is_utf8(run.target)) return words(verdict(run, strictness));
  result::RunResult stored = run;
  stored.target = words(run.target);
  return words(verdict(stored, strictness));
}

js::object head_of(const result::RunResult& run, result::Strictness strictness) {
  js::array properties;
  for (const auto& [name, value] : run.properties)
    properties.push_back({{"name", words(name)}, {"value", words(value)}});
  js::value shard;
  if (run.shard) shard = js::object{{"index", run.shard->index}, {"count", run.shard->count}};
  return {{"format", "smtpspec results"},
          {"version", json_version},
          {"verdict", verdict_on(run, strictness)},
          {"exit_code", result::exit_code(run, strictness)},
          {"counts", counts_of(run)},
          {"coverage", extent_of(run)},
          {"tool_version", words(run.tool_version)},
          {"target", words(run.target)},
          {"target_software", words(run.target_software)},
          {"target_address", words(run.target_address)},
          {"properties", std::move(properties)},
          {"started_us", microseconds(run.started)},
          {"duration_us", run.duration.count()},
          {"interrupted", run.interrupted},
          {"trouble", words(run.trouble)},
          {"shard", std::move(shard)}};
}

std::string object_of(const result::RunResult& run, result::Strictness strictness) {
  std::string out = js::serialize(head_of(run, strictness));
  out.pop_back();  // its brace: the cases follow
  out += ",\"cases\":[";
  std::string_view separator = "\n";
  for (const CaseResult& one : run.cases) {
    out += separator;
    out += js::serialize(written(one));
    separator = ",\n";
  }
  return out + "\n]}";
}

}  // namespace

std::string json(const result::RunResult& run, result::Strictness strictness) {
  return object_of(run, strictness) + "\n";
}

std::string json(std::span<const result::RunResult> runs, result::Strictness strictness) {
  if (runs.size() == 1) return json(runs.front(), strictness);
  std::string out = js::serialize(js::object{
      {"format", set_format}, {"version", json_version}, {"exit_code", result::exit_code(runs, strictness)}});
  out.pop_back();
  out += ",\"runs\":[";
  std::string_view separator = "\n";
  for (const result::RunResult& run : runs) {
    out += separator;
    out += object_of(run, strictness);
    separator = ",\n";
  }
  return out + "\n]}\n";
}

}  // namespace smtpspec::reports

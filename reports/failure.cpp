#include "reports/failure.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>
#include <vector>

#include "reports/dialogue.hpp"
#include "reports/moment.hpp"
#include "reports/place.hpp"
#include "text/diagnostic.hpp"
#include "text/visible.hpp"

namespace smtpspec::reports {
namespace {

using result::CaseResult;
using result::Expectation;
using result::Finding;
using result::judged_by_findings;
using result::Outcome;
using result::Weight;

constexpr std::size_t fact_limit = 1000;

void fact(std::string& out, std::string_view indent, std::string_view key, std::string_view value) {
  const std::string line = one_line(value, fact_limit);
  if (!line.empty()) out += fmt::format("{}{:<10} {}\n", indent, fmt::format("{}:", key), line);
}

std::string clause_line(const text::Clause& clause) {
  if (!clause) return {};
  std::string line = clause.str();
  for (const std::string& further : {clause.entry, clause.url()})
    if (!further.empty()) line += "  " + further;
  return line;
}

void place(std::string& out, std::string_view indent, const text::Span& span, const CaseResult& one) {
  if (!span) return;
  out += fmt::format("{}at {}:{}\n", indent, text::visible(shown_file(span.source->name(), one.id)),
                     span.position().line);
  std::string_view lines;
  const std::string excerpt = text::excerpt(span);
  for (lines = excerpt; !lines.empty();) {
    const std::size_t end = lines.find('\n') + 1;
    out += indent;
    out += lines.substr(0, end);
    lines.remove_prefix(end == 0 ? lines.size() : end);
  }
}

void observed(std::string& out, std::string_view indent, const Finding& finding, const CaseResult& one) {
  place(out, indent, finding.span, one);
  fact(out, indent, "expected", finding.expected);
  fact(out, indent, "got", finding.got);
  fact(out, indent, "clause", clause_line(finding.clause));
  fact(out, indent, "remark", finding.reason);
  if (finding.id != "expectation") fact(out, indent, "finding", finding.id);
}

void about_the_case(std::string& out, const CaseResult& one, const FailureOptions& options) {
  const bool clause_is_said = judged_by_findings(one) && one.findings.front().clause == one.clause;
  fact(out, "", "rule", one.title);
  if (!clause_is_said) fact(out, "", "clause", clause_line(one.clause));
  fact(out, "", "case", one.id);
  fact(out, "", "target", options.target);
  if (judged_by_findings(one)) fact(out, "", "note", one.note);
}

// "fail, expected 552"
std::string deviation(const Expectation& expected) {
  return expected.finding.empty() ? std::string(name_of(expected.outcome))
                                  : fmt::format("{}, {}", name_of(expected.outcome), expected.finding);
}

std::string_view introduction(Expectation::Verdict verdict) {
  switch (verdict) {
    case Expectation::Verdict::as_expected:
      return "This is a known deviation of the target";
    case Expectation::Verdict::unexpected_pass:
      return "The baseline lists a deviation that was not seen";
    case Expectation::Verdict::different:
      return "The baseline lists another deviation";
  }
  return "";
}

void expectation(std::string& out, const CaseResult& one) {
  if (!one.expectation) return;
  const Expectation& expected = *one.expectation;
  out += fmt::format("\n{}:\n", introduction(expected.verdict));
  place(out, "  ", expected.span, one);
  fact(out, "  ", "deviation", deviation(expected));
  fact(out, "  ", "why", expected.reason);
  if (expected.clause) fact(out, "  ", "clause", clause_line(*expected.clause));
  fact(out, "  ", "link", expected.link);
}

void attempts(std::string& out, const CaseResult& one) {
  if (one.attempts.empty()) return;
  out += "\nAttempts:\n";
  for (std::size_t index = 0; index < one.attempts.size(); ++index) {
    const result::Attempt& attempt = one.attempts[index];
    const std::string line = one_line(attempt.headline, headline_limit);
    out += fmt::format("  {}. {} in {} s{}{}\n", index + 1, name_of(attempt.outcome),
                       seconds(in_milliseconds(attempt.duration)), line.empty() ? "" : ": ", line);
  }
}

void further_findings(std::string& out, const CaseResult& one) {
  const std::size_t first = judged_by_findings(one) ? 1 : 0;
  for (std::size_t index = first; index < one.findings.size(); ++index) {
    const Finding& finding = one.findings[index];
    out += fmt::format("\n{}. {}: {}\n", index + 1, name_of(finding.weight),
                       one_line(finding.message, headline_limit));
    observed(out, "   ", finding, one);
  }
}

std::size_t bad_attempts(const CaseResult& one) {
  return static_cast<std::size_t>(
      std::count_if(one.attempts.begin(), one.attempts.end(),
                    [](const result::Attempt& attempt) { return attempt.outcome != Outcome::pass; }));
}

}  // namespace

std::string repeat_of(const result::RunResult& run) {
  for (const auto& [name, value] : run.properties)
    if (name == "repeat") return value;
  return {};
}

std::string headline(const CaseResult& one, Charset charset) {
  std::string words = headline_of(one);
  if (one.outcome == Outcome::unstable) {
    words = fmt::format("{} of {} attempts did not pass: {}", bad_attempts(one), one.attempts.size(), words);
  } else if (one.expectation && one.expectation->verdict == Expectation::Verdict::unexpected_pass) {
    words = "passes, but the baseline lists a deviation: " + deviation(*one.expectation);
  } else if (one.expectation && one.expectation->verdict == Expectation::Verdict::different) {
    words = fmt::format("not the known deviation ({}): {}", deviation(*one.expectation), words);
  }
  const std::string line = one_line(words, headline_limit, charset);
  return line.empty() ? fmt::format("{}, without a reason given", name_of(one.outcome)) : line;
}

std::string failure_text(const CaseResult& one, const FailureOptions& options) {
  std::string out = headline(one) + "\n";
  fact(out, "", "means", result::meaning_of(one));
  if (judged_by_findings(one)) observed(out, "", one.findings.front(), one);
  about_the_case(out, one, options);
  further_findings(out, one);
  expectation(out, one);
  attempts(out, one);
  if (!one.transcript.empty()) {
    out += fmt::format("\nTranscript, in seconds since the connection{}:\n", legs_in_words(one.transcript));
    out += dialogue(one.transcript, marks_of(one), options.transcript_lines).text;
  }
  if (!options.repeat.empty())
    out += fmt::format("\nRepeat just this case:\n  {} {}\n", options.repeat,
                       one.seen_in.empty() ? one.id : one.seen_in);
  return plain(out, options.charset);
}

std::string transcript_text(const CaseResult& one, Charset charset) {
  return plain(dialogue(one.transcript, marks_of(one), all_lines).text, charset);
}

bool shows_whole_transcript(const CaseResult& one, const FailureOptions& options) {
  return dialogue(one.transcript, marks_of(one), options.transcript_lines).lines_left_out == 0;
}

}  // namespace smtpspec::reports

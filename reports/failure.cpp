#include "reports/failure.hpp"

#include <fmt/format.h>

#include <string_view>
#include <vector>

#include "reports/dialogue.hpp"
#include "text/diagnostic.hpp"
#include "text/visible.hpp"

namespace smtpspec::reports {
namespace {

using result::CaseResult;
using result::Finding;
using result::Outcome;
using result::Weight;

constexpr std::size_t fact_limit = 1000;

bool judged_by_findings(const CaseResult& one) {
  return !one.findings.empty() && (one.outcome == Outcome::fail || one.outcome == Outcome::tolerated);
}

void fact(std::string& out, std::string_view indent, std::string_view key, std::string_view value) {
  const std::string line = one_line(value, fact_limit);
  if (!line.empty()) out += fmt::format("{}{:<10} {}\n", indent, fmt::format("{}:", key), line);
}

std::string clause_line(const text::Clause& clause) {
  return clause.rfc == 0 ? std::string() : fmt::format("{}  {}", clause.str(), clause.url());
}

void place(std::string& out, std::string_view indent, const text::Span& span) {
  if (!span) return;
  out += fmt::format("{}at {}:{}\n", indent, text::visible(span.source->name()), span.position().line);
  std::string_view lines;
  const std::string excerpt = text::excerpt(span);
  for (lines = excerpt; !lines.empty();) {
    const std::size_t end = lines.find('\n') + 1;
    out += indent;
    out += lines.substr(0, end);
    lines.remove_prefix(end == 0 ? lines.size() : end);
  }
}

std::string_view word_for(Weight weight) {
  switch (weight) {
    case Weight::violation:
      return "violation";
    case Weight::tolerated:
      return "tolerated";
    case Weight::remark:
      return "remark";
  }
  return "";
}

void observed(std::string& out, std::string_view indent, const Finding& finding) {
  place(out, indent, finding.span);
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

void further_findings(std::string& out, const CaseResult& one) {
  const std::size_t first = judged_by_findings(one) ? 1 : 0;
  for (std::size_t index = first; index < one.findings.size(); ++index) {
    const Finding& finding = one.findings[index];
    out += fmt::format("\n{}. {}: {}\n", index + 1, word_for(finding.weight),
                       one_line(finding.message, headline_limit));
    observed(out, "   ", finding);
  }
}

}  // namespace

std::string headline(const CaseResult& one, Charset charset) {
  std::string line;
  if (judged_by_findings(one)) line = one_line(one.findings.front().message, headline_limit, charset);
  if (line.empty()) line = one_line(one.note, headline_limit, charset);
  if (line.empty()) line = fmt::format("{}, without a reason given", name_of(one.outcome));
  return line;
}

std::string failure_text(const CaseResult& one, const FailureOptions& options) {
  std::string out = headline(one) + "\n";
  if (judged_by_findings(one)) observed(out, "", one.findings.front());
  about_the_case(out, one, options);
  further_findings(out, one);
  if (!one.transcript.empty()) {
    out += "\nTranscript, in seconds since the connection:\n";
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

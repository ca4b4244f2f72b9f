#include "reports/html/judgement.hpp"

#include <fmt/format.h>

#include "reports/failure.hpp"
#include "reports/html/words.hpp"
#include "reports/moment.hpp"
#include "reports/place.hpp"
#include "reports/plain.hpp"
#include "text/diagnostic.hpp"

namespace smtpspec::reports::page {
namespace {

using result::CaseResult;
using result::Expectation;
using result::Finding;

void fact(Writer& out, Markup name, std::string_view value) {
  const Escaped said = line(value);
  if (!said.str().empty()) out << "<dt>" << name << "</dt><dd>" << said << "</dd>";
}

void octets(Writer& out, Markup name, std::string_view value) {
  const Escaped said = line(value);
  if (!said.str().empty()) out << "<div><dt>" << name << "</dt><dd><code>" << said << "</code></dd></div>";
}

// The author's line with its caret.
void place(Writer& out, const text::Span& span, const CaseResult& one) {
  if (!span) return;
  out << "<pre class=place>"
      << lines(fmt::format("{}:{}", shown_file(span.source->name(), one.id), span.position().line)) << "\n"
      << lines(text::excerpt(span)) << "</pre>\n";
}

// A finding of a wire rule names that rule's own case.
void finding_name(Writer& out, const Finding& finding, const Table& table) {
  if (finding.id == "expectation" || finding.id.empty()) return;
  out << "<dt>Wire rule</dt><dd>";
  const auto anchor = table.anchors.find(finding.id);
  if (anchor != table.anchors.end())
    out << "<a href=\"#" << line(anchor->second) << "\"><code>" << line(finding.id) << "</code></a></dd>";
  else
    out << "<code>" << line(finding.id) << "</code></dd>";
}

void finding_part(Writer& out, const CaseResult& one, const Finding& finding, const Table& table,
                  std::size_t number) {
  out << "<div class=\"finding " << line(name_of(finding.weight)) << "\"><h5>";
  if (number > 1) out << page::number(number) << ". " << line(name_of(finding.weight)) << ": ";
  out << line(finding.message, headline_limit) << "</h5>\n";
  place(out, finding.span, one);
  if (!finding.expected.empty() || !finding.got.empty()) {
    out << "<dl class=versus>";
    octets(out, "Expected", finding.expected);
    octets(out, "Observed", finding.got);
    out << "</dl>\n";
  }
  out << "<dl>";
  if (finding.clause) {
    out << "<dt>Clause</dt><dd>";
    clause_link(out, finding.clause);
    out << "</dd>";
  }
  fact(out, "Remark", finding.reason);
  finding_name(out, finding, table);
  out << "</dl></div>\n";
}

Markup sentence_for(Expectation::Verdict verdict) {
  switch (verdict) {
    case Expectation::Verdict::as_expected:
      return "Known deviation: it came just as the baseline says.";
    case Expectation::Verdict::unexpected_pass:
      return "The baseline knows a deviation here that is gone: its entry is to be taken out.";
    case Expectation::Verdict::different:
      return "The baseline knows a deviation here, but another one than this.";
  }
  return "";
}

bool may_be_a_link(std::string_view text) {
  return text.starts_with("https://") || text.starts_with("http://");
}

void expectation(Writer& out, const CaseResult& one) {
  if (!one.expectation) return;
  const Expectation& known = *one.expectation;
  out << "<div class=known><p>" << sentence_for(known.verdict) << "</p><dl>";
  fact(out, "Reason", known.reason);
  fact(out, "Known",
       fmt::format("{}{}{}", name_of(known.outcome), known.finding.empty() ? "" : ": ", known.finding));
  if (known.clause) {
    out << "<dt>Departs from</dt><dd>";
    clause_link(out, *known.clause);
    out << "</dd>";
  }
  if (may_be_a_link(known.link))
    out << "<dt>See</dt><dd><a rel=\"noopener noreferrer\" href=\"" << line(known.link) << "\">"
        << line(known.link) << "</a></dd>";
  else
    fact(out, "See", known.link);
  out << "</dl>\n";
  place(out, known.span, one);
  out << "</div>\n";
}

void attempts(Writer& out, const CaseResult& one) {
  if (one.attempts.empty()) return;
  out << "<h5>" << counted(one.attempts.size(), "attempt") << "</h5><ol class=attempts>";
  for (const result::Attempt& attempt : one.attempts)
    out << "<li>" << line(name_of(attempt.outcome)) << " <small>"
        << line(fmt::format("{} s", seconds(in_milliseconds(attempt.duration)))) << "</small> "
        << line(attempt.headline, headline_limit) << "</li>";
  out << "</ol>\n";
}

void earlier(Writer& out, const Cell& cell) {
  if (cell.change == Change::none) return;
  if (cell.change == Change::added) {
    out << "<p class=before>New: the earlier run did not have it.</p>";
    return;
  }
  const Words& words = words_of(result::status_of(*cell.before));
  out << "<p class=before>Before: <span class=\"s " << words.name << "\">" << words.sign << " " << words.word
      << "</span> ";
  if (cell.before->outcome != result::Outcome::pass) out << line(headline(*cell.before));
  out << "</p>\n";
}

}  // namespace

void clause_link(Writer& out, const text::Clause& clause) {
  if (!clause) return;
  if (clause.rfc == 0)
    out << line(clause.place()) << " ";
  else
    out << "<a rel=\"noopener noreferrer\" href=\"" << line(clause.url()) << "\">" << line(clause.place())
        << "</a> ";
  if (clause.level == text::Level::states)
    out << "<span class=level-states>";
  else
    out << "<span class=level>";
  out << line(name_of(clause.level)) << "</span>";
}

void judgement(Writer& out, const Cell& cell, const Table& table) {
  const CaseResult& one = *cell.now;
  earlier(out, cell);
  if (const std::string means = result::meaning_of(one); !means.empty())
    out << "<p class=means>" << line(means) << "</p>\n";
  expectation(out, one);
  if (!one.note.empty()) out << "<p class=note>" << line(one.note) << "</p>\n";
  std::size_t number = 0;
  for (const Finding& finding : one.findings) finding_part(out, one, finding, table, ++number);
  attempts(out, one);
}

}  // namespace smtpspec::reports::page

#include "reports/html/case.hpp"

#include <fmt/format.h>

#include "reports/failure.hpp"
#include "reports/html/duties.hpp"
#include "reports/html/judgement.hpp"
#include "reports/html/transcript.hpp"
#include "reports/html/words.hpp"
#include "reports/moment.hpp"
#include "reports/place.hpp"
#include "reports/plain.hpp"

namespace smtpspec::reports::page {
namespace {

using result::CaseResult;

constexpr std::size_t log_limit = 16 * 1024;

Escaped took(const CaseResult& one) {
  return line(fmt::format("{} s", seconds(in_milliseconds(one.duration))));
}

void heading(Writer& out, const Row& row) {
  const CaseResult& one = *row.about;
  out << "<h3>" << line(one.title) << "</h3>\n<p class=about>";
  clause_link(out, one.clause);
  out << " <code>" << line(one.id) << "</code>";
  for (const std::string& tag : one.tags) out << " <span class=tag>" << line(tag) << "</span>";
  if (!one.path.empty())
    out << " <span class=path>" << line(fmt::format("{}:{}", shown_file(one.path, one.id), one.line))
        << "</span>";
  entry_links(out, one.entries);
  out << " <a class=permanent href=\"#" << line(row.anchor) << "\">permanent link</a></p>\n";
}

// Whether the part begins with these words anyway once it is open.
bool says_the_same(const CaseResult& one, std::string_view words) {
  const std::string& first =
      one.note.empty() && !one.findings.empty() ? one.findings.front().message : one.note;
  return !one.expectation && words == one_line(first, headline_limit);
}

// Open from the start where somebody has to look, unless there is too much of it.
void summary(Writer& out, const Cell& cell, const Column& column) {
  const Words& words = words_of(result::status_of(*cell.now));
  out << "<summary><span class=\"s " << words.name << "\">" << words.sign << " " << words.word
      << "</span> <b>" << line(column.name) << "</b> ";
  const bool as_it_should = cell.now->outcome == result::Outcome::pass && !cell.now->expectation;
  const std::string said = as_it_should ? "" : headline(*cell.now);
  if (!said.empty()) {
    out << "<span class=\"headline";
    if (says_the_same(*cell.now, said)) out << " told";
    out << "\">" << line(said) << "</span> ";
  }
  out << "<small>" << took(*cell.now) << "</small></summary>\n";
}

void log(Writer& out, const CaseResult& one, const Column& column) {
  if (one.target_log.empty()) return;
  if (one.target_log == column.shared_log) {
    out << "<p>The target's own words stand in <a href=\"#@" << line(column.anchor)
        << "\">its log</a>.</p>\n";
    return;
  }
  out << "<details><summary>The target's log</summary><pre>"
      << lines(cut_lines(visible_lines(one.target_log), log_limit)) << "</pre></details>\n";
}

// A wire rule that nothing broke has no session of its own to be repeated.
void repetition(Writer& out, const CaseResult& one, const Column& column) {
  if (column.repeat.empty() || (result::is_wire_rule(one) && one.seen_in.empty())) return;
  out << "<pre class=repeat>"
      << line(fmt::format("{} {}", column.repeat, one.seen_in.empty() ? one.id : one.seen_in)) << "</pre>\n";
}

void seen_in(Writer& out, const CaseResult& one, const Table& table) {
  if (one.seen_in.empty()) return;
  out << "<p>Seen in the session of ";
  const auto anchor = table.anchors.find(one.seen_in);
  if (anchor != table.anchors.end())
    out << "<a href=\"#" << line(anchor->second) << "\"><code>" << line(one.seen_in) << "</code></a>.</p>\n";
  else
    out << "<code>" << line(one.seen_in) << "</code>.</p>\n";
}

void part(Writer& out, const Table& table, const Cell& cell, const Column& column, const HtmlOptions& options,
          bool open) {
  const CaseResult& one = *cell.now;
  const bool bad = needs_a_person(one, table.strictness);
  out << "<details class=\"part " << words_of(result::status_of(one)).name << "\"";
  if (bad && open) out << " open";
  out << ">";
  summary(out, cell, column);
  out << "<div id=\"" << line(cell.anchor) << "\">\n";
  judgement(out, cell, table);
  seen_in(out, one, table);
  const bool in_order = !bad && one.findings.empty();
  transcript(out, one, in_order ? options.transcript_lines_in_order : options.transcript_lines);
  log(out, one, column);
  repetition(out, one, column);
  out << "</div></details>\n";
}

void absent(Writer& out, const Cell& cell, const Column& column) {
  out << "<p id=\"" << line(cell.anchor) << "\"><span class=\"s missing\">· no case</span> <b>"
      << line(column.name) << "</b> ";
  if (cell.before != nullptr)
    out << "The earlier run had it: " << words_of(result::status_of(*cell.before)).word << ".";
  out << "</p>\n";
}

}  // namespace

void case_part(Writer& out, const Table& table, const Row& row, const HtmlOptions& options, bool open) {
  bool bad = false;
  for (const Cell& cell : row.cells)
    bad = bad || (cell.now != nullptr && needs_a_person(*cell.now, table.strictness));
  out << "<section class=\"case";
  if (bad) out << " bad";
  out << "\" id=\"" << line(row.anchor) << "\">";
  heading(out, row);
  for (std::size_t index = 0; index < row.cells.size(); ++index) {
    if (row.cells[index].now != nullptr)
      part(out, table, row.cells[index], table.columns[index], options, open);
    else
      absent(out, row.cells[index], table.columns[index]);
  }
  out << "</section>\n";
}

}  // namespace smtpspec::reports::page

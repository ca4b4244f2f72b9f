#include "reports/html/matrix.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "reports/html/words.hpp"

namespace smtpspec::reports::page {
namespace {

using result::CaseResult;
using result::Status;

void head(Writer& out, const Table& table) {
  out << "<thead><tr><th scope=col>Rule</th>";
  for (const Column& column : table.columns)
    out << "<th scope=col><a href=\"#@" << line(column.anchor) << "\">" << line(column.name) << "</a></th>";
  out << "</tr></thead>\n";
}

// "24 of 26" pass, for each target in its own column.
void roll_up(Writer& out, const Group& group, std::size_t column) {
  result::Tally tally;
  for (const Row& row : group.rows)
    if (row.cells[column].now != nullptr)
      ++tally.counts[static_cast<std::size_t>(result::status_of(*row.cells[column].now))];
  const std::size_t judged = tally.total() - tally.of(Status::not_applicable);
  if (judged == 0) {
    out << "<td>–</td>";
    return;
  }
  out << "<td>" << number(tally.of(Status::pass)) << "<small> of " << number(judged) << "</small></td>";
}

void cell(Writer& out, const Cell& one) {
  if (one.now == nullptr) {
    out << "<td class=missing>";
    if (one.change == Change::gone)
      out << "<a href=\"#" << line(one.anchor) << "\">· gone</a></td>";
    else
      out << "·</td>";
    return;
  }
  const Words& words = words_of(result::status_of(*one.now));
  out << "<td class=" << words.name << "><a href=\"#" << line(one.anchor) << "\">" << words.sign << " "
      << words.word << "</a>";
  if (one.change != Change::none) {
    out << "<small data-change=" << word_for(one.change) << ">";
    if (one.change == Change::added)
      out << "new";
    else
      out << "was " << words_of(result::status_of(*one.before)).word;
    out << "</small>";
  }
  out << "</td>";
}

// The RFC is said by the group; some rules of an extension come from another one, RFC 5321 mostly.
void clause(Writer& out, const text::Clause& clause, const std::string& group) {
  if (clause.is_named())
    out << line(clause.place()) << " ";
  else if (clause && !group.ends_with(rfc_name(clause)))
    out << line(clause.document()) << " ";
  if (!clause.section.empty() && !clause.is_named()) out << "§ " << line(clause.section) << " ";
  if (clause.level != text::Level::states) out << "<b>" << line(name_of(clause.level)) << "</b> ";
}

void row(Writer& out, const Row& one, const std::string& group) {
  const CaseResult& about = *one.about;
  out << "<tr data-rfc=\"" << line(group) << " " << line(rfc_name(about.clause)) << "\" data-level=\""
      << line(name_of(about.clause.level)) << "\"";
  if (!about.tags.empty())
    out << " data-tags=\"" << line(fmt::format("{}", fmt::join(about.tags, " "))) << "\"";
  out << "><th scope=row><a href=\"#" << line(one.anchor) << "\">" << line(about.title) << "</a> <small>";
  clause(out, about.clause, group);
  out << "<code>" << line(about.id) << "</code></small></th>";
  for (const Cell& each : one.cells) cell(out, each);
  out << "</tr>\n";
}

}  // namespace

Markup word_for(Change change) {
  switch (change) {
    case Change::none:
      return "same";
    case Change::regressed:
      return "regressed";
    case Change::fixed:
      return "fixed";
    case Change::different:
      return "different";
    case Change::added:
      return "new";
    case Change::gone:
      return "gone";
  }
  return "";
}

void matrix(Writer& out, const Table& table) {
  out << "<section id=-matrix aria-labelledby=-matrix-title><h2 id=-matrix-title>Rules and "
         "targets</h2>\n"
         "<div class=sheet><table class=matrix>\n";
  head(out, table);
  for (const Group& group : table.groups) {
    out << "<tbody id=\"" << line(group.anchor) << "\"><tr class=group><th scope=rowgroup>"
        << line(title_of(group.name)) << "</th>";
    for (std::size_t column = 0; column < table.columns.size(); ++column) roll_up(out, group, column);
    out << "</tr>\n";
    for (const Row& one : group.rows) row(out, one, group.name);
    out << "</tbody>\n";
  }
  out << "</table></div></section>\n";
}

std::size_t count_of(const Table& table, Status status) {
  std::size_t count = 0;
  for (const Column& column : table.columns) count += column.run->tally().of(status);
  return count;
}

void legend(Writer& out, const Table& table) {
  out << "<section class=legend aria-labelledby=-legend><h2 id=-legend>What the words mean</h2><dl>";
  for (const Status status : result::all_statuses) {
    const Words& words = words_of(status);
    out << "<dt><span class=\"s " << words.name << "\">" << words.sign << " " << words.word
        << "</span> <small>" << number(count_of(table, status)) << "</small></dt><dd>" << words.meaning
        << "</dd>";
  }
  out << "</dl></section>\n";
}

}  // namespace smtpspec::reports::page

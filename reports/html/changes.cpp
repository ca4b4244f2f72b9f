#include "reports/html/changes.hpp"

#include <fmt/format.h>

#include <array>

#include "reports/failure.hpp"
#include "reports/html/matrix.hpp"
#include "reports/html/words.hpp"
#include "reports/moment.hpp"

namespace smtpspec::reports::page {
namespace {

using result::CaseResult;

// What a person wants to know first comes first.
constexpr std::array order = {Change::regressed, Change::different, Change::fixed, Change::added,
                              Change::gone};

template <typename Visit>
void each(const Table& table, Change wanted, Visit&& visit) {
  for (const Group& group : table.groups)
    for (const Row& row : group.rows)
      for (std::size_t column = 0; column < row.cells.size(); ++column)
        if (row.cells[column].change == wanted) visit(row, row.cells[column], table.columns[column]);
}

std::size_t count_of(const Table& table, Change wanted) {
  std::size_t count = 0;
  each(table, wanted, [&](const auto&...) { ++count; });
  return count;
}

void status(Writer& out, const CaseResult* one) {
  if (one == nullptr) {
    out << "<td class=missing>·</td>";
    return;
  }
  const Words& words = words_of(result::status_of(*one));
  out << "<td class=" << words.name << ">" << words.sign << " " << words.word << "</td>";
}

void change_row(Writer& out, const Row& row, const Cell& cell, const Column& column) {
  out << "<tr><td><b class=" << word_for(cell.change) << ">" << word_for(cell.change)
      << "</b></td><th scope=row><a href=\"#" << line(cell.anchor) << "\">" << line(row.about->title)
      << "</a> <code>" << line(row.about->id) << "</code></th><td>" << line(column.name) << "</td>";
  status(out, cell.before);
  status(out, cell.now);
  out << "<td>";
  const CaseResult* const said = cell.now != nullptr ? cell.now : cell.before;
  if (said->outcome != result::Outcome::pass)
    out << line(headline(*said));
  else if (cell.before != nullptr && cell.before->outcome != result::Outcome::pass)
    out << "no longer: " << line(headline(*cell.before));
  out << "</td></tr>\n";
}

void since_when(Writer& out, const Table& table) {
  out << "<ul>";
  for (const Column& column : table.columns) {
    out << "<li><b>" << line(column.name) << "</b>: ";
    if (column.earlier == nullptr) {
      out << "no earlier run of this target is given.</li>";
      continue;
    }
    const result::RunResult& before = *column.earlier;
    out << "compared with " << line(before.target);
    if (!before.target_software.empty()) out << " (" << line(before.target_software, 200) << ")";
    out << ", judged ";
    moment(out, before.started);
    out << " by smtpspec " << line(before.tool_version, 40) << ".</li>";
  }
  out << "</ul>";
}

}  // namespace

void changes(Writer& out, const Table& table) {
  if (!table.compared) return;
  out << "<section class=changes aria-labelledby=-changes><h2 id=-changes>What changed</h2><p>";
  std::size_t all = 0;
  for (const Change change : order) {
    const std::size_t count = count_of(table, change);
    all += count;
    if (count > 0)
      out << "<b class=" << word_for(change) << ">" << number(count) << " " << word_for(change) << "</b> ";
  }
  if (all == 0) out << "Nothing: every case came as before.";
  out << "</p>";
  since_when(out, table);
  if (all > 0) {
    out << "<table><thead><tr><th scope=col>Change</th><th scope=col>Rule</th><th "
           "scope=col>Target</th>"
           "<th scope=col>Before</th><th scope=col>Now</th><th scope=col>In words</th></tr></thead><tbody>\n";
    for (const Change change : order)
      each(table, change, [&](const Row& row, const Cell& cell, const Column& column) {
        change_row(out, row, cell, column);
      });
    out << "</tbody></table>";
  }
  out << "</section>\n";
}

}  // namespace smtpspec::reports::page

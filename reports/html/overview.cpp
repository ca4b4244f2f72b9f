#include "reports/html/overview.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "reports/failure.hpp"
#include "reports/html/judgement.hpp"
#include "reports/html/words.hpp"

namespace smtpspec::reports::page {
namespace {

using result::CaseResult;
using result::Status;

// More than these stay folded: what stands below must not get out of sight.
constexpr std::size_t rules_unfolded = 12;
constexpr std::size_t headline_in_overview = 160;

bool is_known(const CaseResult& one) {
  return result::status_of(one) == Status::known_deviation;
}

// Whether it belongs to what is broken: what a person has to look at, and violations that are known. What was
// not run says nothing.
bool is_broken(const Cell& cell, result::Strictness strictness) {
  using result::Outcome;
  if (cell.now == nullptr || cell.now->outcome == Outcome::not_run) return false;
  const Outcome outcome = cell.now->outcome;
  return needs_a_person(*cell.now, strictness) ||
         (is_known(*cell.now) &&
          (outcome == Outcome::fail || outcome == Outcome::crash || outcome == Outcome::unstable));
}

// Those that need a person first; within, the order of the RFCs.
std::vector<const Row*> broken_rows(const Table& table) {
  std::vector<const Row*> rows;
  const auto broken = [&](const Cell& cell) {
    return is_broken(cell, table.strictness);
  };
  for (const Group& group : table.groups)
    for (const Row& row : group.rows)
      if (std::any_of(row.cells.begin(), row.cells.end(), broken)) rows.push_back(&row);
  std::stable_partition(rows.begin(), rows.end(), [&](const Row* row) {
    return std::any_of(row->cells.begin(), row->cells.end(),
                       [&](const Cell& cell) { return broken(cell) && !is_known(*cell.now); });
  });
  return rows;
}

// One chip for each target that breaks it, those first of whom it was not known; returns the first of these
// cases.
const CaseResult* who(Writer& out, const Row& row, const Table& table) {
  const CaseResult* first = nullptr;
  for (const bool known : {false, true})
    for (std::size_t index = 0; index < row.cells.size(); ++index) {
      const Cell& cell = row.cells[index];
      if (!is_broken(cell, table.strictness) || is_known(*cell.now) != known) continue;
      const Words& words = words_of(result::status_of(*cell.now));
      out << "<a class=\"s " << words.name << "\" href=\"#" << line(cell.anchor) << "\">" << words.sign << " "
          << line(table.columns[index].name) << " <small>" << words.word << "</small></a> ";
      if (first == nullptr) first = cell.now;
    }
  return first;
}

void rule(Writer& out, const Row& row, const Table& table) {
  out << "<tr><td>";
  const CaseResult* const first = who(out, row, table);
  out << "</td><th scope=row><a href=\"#" << line(row.anchor) << "\">" << line(row.about->title) << "</a><p>";
  clause_link(out, row.about->clause);
  out << " <code>" << line(headline(*first), headline_in_overview) << "</code></p></th></tr>\n";
}

void rules(Writer& out, std::span<const Row* const> rows, const Table& table) {
  out << "<table><thead><tr><th scope=col>Target</th><th scope=col>Rule, its clause, and what came</th>"
         "</tr></thead><tbody>\n";
  for (const Row* const row : rows) rule(out, *row, table);
  out << "</tbody></table>\n";
}

void broken(Writer& out, const Table& table) {
  const std::vector<const Row*> all = broken_rows(table);
  const std::span<const Row* const> rows(all);
  out << "<section class=broken aria-labelledby=-broken><h2 id=-broken>What breaks</h2>\n";
  if (rows.empty()) out << "<p>Nothing: no rule was seen to be broken.</p>\n";
  const std::size_t unfolded = rows.size() <= rules_unfolded + 2 ? rows.size() : rules_unfolded;
  if (!rows.empty()) rules(out, rows.first(unfolded), table);
  if (rows.size() > unfolded) {
    out << "<details><summary>" << number(rows.size() - unfolded) << " more</summary>\n";
    rules(out, rows.subspan(unfolded), table);
    out << "</details>\n";
  }
  out << "</section>\n";
}

struct Sums {
  std::size_t kept = 0;
  std::size_t tolerated = 0;  // excusable, and no pass
  std::size_t broken = 0;     // without what is known
  std::size_t trouble = 0;    // a person has to look, but the rule was not seen to be broken
  std::size_t known = 0;
  std::size_t all() const { return kept + tolerated + broken + trouble + known; }
};

Sums sums_of(const Group& group, std::size_t column, result::Strictness strictness) {
  Sums sums;
  for (const Row& row : group.rows) {
    const Cell& cell = row.cells[column];
    if (cell.now == nullptr) continue;
    const result::Standing standing = result::standing_of(*cell.now, strictness);
    if (is_broken(cell, strictness))
      ++(is_known(*cell.now)                     ? sums.known
         : standing == result::Standing::trouble ? sums.trouble
                                                 : sums.broken);
    else if (is_known(*cell.now))
      ++sums.known;
    else if (standing == result::Standing::conforming)
      ++(result::status_of(*cell.now) == Status::tolerated ? sums.tolerated : sums.kept);
  }
  return sums;
}

// The worst decides about the colour.
void sums_cell(Writer& out, const Sums& sums) {
  if (sums.all() == 0) {
    out << "<td class=not-applicable>–</td>";
    return;
  }
  if (sums.broken > 0)
    out << "<td class=fail>";
  else if (sums.trouble > 0)
    out << "<td class=error>";
  else if (sums.known > 0)
    out << "<td class=known-deviation>";
  else
    out << "<td class=pass>✓ " << number(sums.kept) << " ";
  if (sums.broken > 0) out << "✗ " << number(sums.broken) << " ";
  if (sums.trouble > 0) out << "! " << number(sums.trouble) << " ";
  if (sums.known > 0) out << "≠ " << number(sums.known) << " ";
  if (sums.tolerated > 0) out << "≈ " << number(sums.tolerated) << " ";
  if (sums.kept < sums.all()) out << "<small>of " << number(sums.all()) << "</small>";
  out << "</td>";
}

void by_rfc(Writer& out, const Table& table) {
  out << "<section class=by-rfc aria-labelledby=-by-rfc><h2 id=-by-rfc>Where</h2>\n<table><thead><tr><th "
         "scope=col>RFC</th>";
  for (const Column& column : table.columns) out << "<th scope=col>" << line(column.name) << "</th>";
  out << "</tr></thead><tbody>\n";
  for (const Group& group : table.groups) {
    out << "<tr><th scope=row><a href=\"#" << line(group.anchor) << "\">" << line(short_title_of(group.name))
        << "</a></th>";
    for (std::size_t column = 0; column < table.columns.size(); ++column)
      sums_cell(out, sums_of(group, column, table.strictness));
    out << "</tr>\n";
  }
  out << "</tbody></table></section>\n";
}

}  // namespace

void overview(Writer& out, const Table& table) {
  if (table.groups.empty()) return;
  out << "<div class=overview>\n";
  broken(out, table);
  by_rfc(out, table);
  out << "</div>\n";
}

}  // namespace smtpspec::reports::page

#include "reports/html/overview.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <span>
#include <string>
#include <vector>

#include "reports/failure.hpp"
#include "reports/html/judgement.hpp"
#include "reports/html/words.hpp"
#include "result/causes.hpp"

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

// The case that decides where the row stands: the first that needs a person, or else the first that is known.
const CaseResult& weightiest(const Row& row, result::Strictness strictness) {
  const CaseResult* known = nullptr;
  for (const Cell& cell : row.cells) {
    if (!is_broken(cell, strictness)) continue;
    if (!is_known(*cell.now)) return *cell.now;
    if (known == nullptr) known = cell.now;
  }
  return *known;
}

// What is broken, by whom and how, in words that are the same for all rows with this cause.
std::string shape_of(const Row& row, result::Strictness strictness) {
  std::string shape;
  for (std::size_t index = 0; index < row.cells.size(); ++index) {
    const Cell& cell = row.cells[index];
    if (!is_broken(cell, strictness)) continue;
    const std::string shown = result::shown_by(*cell.now);
    shape += fmt::format("{} {} {}\n", index, name_of(result::status_of(*cell.now)),
                         shown.empty() ? row.anchor : shown);
  }
  return shape;
}

// Rows that are broken by the same targets in the same way.
using Joined = std::vector<const Row*>;

// Those that need a person first; within, the gravest.
std::vector<Joined> broken_rows(const Table& table) {
  Joined rows;
  for (const Group& group : table.groups)
    for (const Row& row : group.rows)
      if (std::any_of(row.cells.begin(), row.cells.end(),
                      [&](const Cell& cell) { return is_broken(cell, table.strictness); }))
        rows.push_back(&row);
  std::stable_sort(rows.begin(), rows.end(), [&](const Row* left, const Row* right) {
    const CaseResult& one = weightiest(*left, table.strictness);
    const CaseResult& other = weightiest(*right, table.strictness);
    if (is_known(one) != is_known(other)) return is_known(other);
    return result::is_graver(one, other);
  });
  std::vector<Joined> all;
  std::map<std::string, std::size_t> places;
  for (const Row* const row : rows) {
    const auto [place, is_new] = places.emplace(shape_of(*row, table.strictness), all.size());
    if (is_new) all.emplace_back();
    all[place->second].push_back(row);
  }
  return all;
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

void also_in(Writer& out, std::span<const Row* const> rows) {
  if (rows.empty()) return;
  out << "<details><summary>The same in " << counted(rows.size(), "more case") << "</summary><ul>\n";
  for (const Row* const row : rows)
    out << "<li><a href=\"#" << line(row->anchor) << "\">" << line(row->about->title) << "</a></li>\n";
  out << "</ul></details>";
}

void rule(Writer& out, const Joined& rows, const Table& table) {
  const Row& row = *rows.front();
  out << "<tr><td>";
  const CaseResult* const first = who(out, row, table);
  out << "</td><th scope=row><a href=\"#" << line(row.anchor) << "\">" << line(row.about->title) << "</a><p>";
  clause_link(out, row.about->clause);
  out << " <code>" << line(headline(*first), headline_in_overview) << "</code></p>";
  if (const std::string means = result::meaning_of(*first); !means.empty())
    out << "<p class=means>" << line(means) << "</p>";
  also_in(out, std::span(rows).subspan(1));
  out << "</th></tr>\n";
}

void rules(Writer& out, std::span<const Joined> rows, const Table& table) {
  out << "<table><thead><tr><th scope=col>Target</th><th scope=col>Rule, its clause, and what came</th>"
         "</tr></thead><tbody>\n";
  for (const Joined& joined : rows) rule(out, joined, table);
  out << "</tbody></table>\n";
}

void broken(Writer& out, const Table& table) {
  const std::vector<Joined> all = broken_rows(table);
  const std::span<const Joined> rows(all);
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

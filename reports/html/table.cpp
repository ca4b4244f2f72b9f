#include "reports/html/table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <map>
#include <set>
#include <tuple>

#include "reports/failure.hpp"
#include "reports/html/words.hpp"
#include "reports/run_names.hpp"

namespace smtpspec::reports::page {
namespace {

using result::CaseResult;
using result::RunResult;

const RunResult* earlier_of(const RunResult& run, std::size_t runs, std::span<const RunResult> earlier) {
  if (runs == 1 && earlier.size() == 1) return &earlier.front();
  const auto same = std::find_if(earlier.begin(), earlier.end(),
                                 [&](const RunResult& one) { return one.target == run.target; });
  return same == earlier.end() ? nullptr : &*same;
}

// Anchors are unique on the page, whatever the names are.
class Anchors {
 public:
  std::string take(std::string_view text) {
    const std::string wanted = anchor_of(text);
    std::string anchor = wanted;
    for (std::size_t count = 2; !taken_.insert(anchor).second; ++count)
      anchor = fmt::format("{}~{}", wanted, count);
    return anchor;
  }

 private:
  std::set<std::string> taken_;
};

// A section as it is sorted: 4.5.3.1 behind 4.5.3, 4.10 behind 4.2.
std::vector<unsigned long> section_key(std::string_view section) {
  std::vector<unsigned long> key;
  bool inside = false;  // a number
  for (const char octet : section.substr(0, 40)) {
    const bool digit = octet >= '0' && octet <= '9';
    if (digit && !inside) key.push_back(0);
    if (digit) key.back() = std::min(key.back() * 10 + static_cast<unsigned long>(octet - '0'), 1'000'000UL);
    inside = digit;
  }
  return key;
}

// How much of a name says which role is judged: 0 where it is another one.
std::size_t role_of(std::string_view id, std::string_view folder) {
  return id.starts_with(folder) ? folder.size() : 0;
}

// The folder by RFC: "rfc3207", "client/rfc3207", "relay/rfc3461".
std::string group_of(const std::string& id) {
  const std::size_t first = id.find('/');
  const std::size_t role = std::max(role_of(id, for_clients), role_of(id, for_relays));
  const std::size_t second = role > 0 ? id.find('/', role) : first;
  return id.substr(0, second == std::string::npos ? first : second);
}

// Servers, clients, relays, then the wire rules; RFCs by their number.
std::tuple<bool, bool, bool, unsigned long, std::string> group_key(const std::string& name) {
  const auto number = section_key(name);
  return {name == "watch", name.starts_with(for_relays), name.starts_with(for_clients),
          number.empty() ? 0 : number.front(), name};
}

bool goes_before(const Row& left, const Row& right) {
  const auto key = [](const Row& row) {
    return std::tuple(row.about->clause.rfc, section_key(row.about->clause.section), row.about->id);
  };
  return key(left) < key(right);
}

// What both runs say about a case without words that change from run to run (queue ids, times).
auto essence(const CaseResult& one) {
  const bool found = !one.findings.empty();
  return std::tuple(result::status_of(one), found ? one.findings.front().id : std::string(),
                    found ? one.findings.front().span.position().line : 0);
}

Change change_of(const Cell& cell, const Column& column, result::Strictness strictness) {
  if (column.earlier == nullptr || (cell.now == nullptr && cell.before == nullptr)) return Change::none;
  if (cell.before == nullptr) return Change::added;
  if (cell.now == nullptr) return Change::gone;
  if (essence(*cell.now) == essence(*cell.before)) return Change::none;
  const bool bad = needs_a_person(*cell.now, strictness);
  if (bad == needs_a_person(*cell.before, strictness)) return Change::different;
  return bad ? Change::regressed : Change::fixed;
}

// The log that at least two cases have in common: a run's whole log.
std::string_view shared_log(const RunResult& run) {
  std::string_view first;
  for (const CaseResult& one : run.cases) {
    if (one.target_log.empty()) continue;
    if (one.target_log == first) return first;
    if (first.empty()) first = one.target_log;
  }
  return {};
}

std::vector<Column> columns_of(std::span<const RunResult> runs, const HtmlOptions& options) {
  const std::vector<std::string> names = run_names(runs);
  Anchors anchors;
  std::vector<Column> columns;
  for (std::size_t index = 0; index < runs.size(); ++index)
    columns.push_back({.run = &runs[index],
                       .earlier = earlier_of(runs[index], runs.size(), options.earlier),
                       .name = names[index],
                       .anchor = anchors.take(names[index]),
                       .repeat = repeat_of(runs[index]),
                       .shared_log = shared_log(runs[index])});
  return columns;
}

// The cases of all runs by their ids.
std::map<std::string, std::vector<Cell>> cells_by_id(const std::vector<Column>& columns) {
  std::map<std::string, std::vector<Cell>> all;
  const auto cell = [&](const std::string& id, std::size_t column) -> Cell& {
    auto& cells = all[id];
    cells.resize(columns.size());
    return cells[column];
  };
  for (std::size_t index = 0; index < columns.size(); ++index) {
    for (const CaseResult& one : columns[index].run->cases) cell(one.id, index).now = &one;
    if (columns[index].earlier == nullptr) continue;
    for (const CaseResult& one : columns[index].earlier->cases) cell(one.id, index).before = &one;
  }
  return all;
}

const CaseResult& first_of(const std::vector<Cell>& cells) {
  for (const Cell& cell : cells)
    if (cell.now != nullptr) return *cell.now;
  return *std::find_if(cells.begin(), cells.end(), [](const Cell& one) { return one.before; })->before;
}

}  // namespace

std::string anchor_of(std::string_view text) {
  std::string anchor;
  for (const char octet : text) {
    const bool safe = std::isalnum(static_cast<unsigned char>(octet)) != 0 ||
                      std::string_view("-._/:+").find(octet) != std::string_view::npos;
    anchor += safe ? octet : '_';
  }
  return anchor;
}

Table table_of(std::span<const RunResult> runs, const HtmlOptions& options) {
  Table table{.columns = columns_of(runs, options), .strictness = options.strictness};
  std::map<std::string, Group> groups;
  Anchors anchors;
  for (auto& [id, cells] : cells_by_id(table.columns)) {
    const std::string name = group_of(id);
    Row row{.about = &first_of(cells), .anchor = anchors.take(id), .cells = std::move(cells)};
    for (std::size_t index = 0; index < row.cells.size(); ++index) {
      row.cells[index].change = change_of(row.cells[index], table.columns[index], table.strictness);
      row.cells[index].anchor = row.anchor + "@" + table.columns[index].anchor;
    }
    table.anchors[id] = row.anchor;
    auto& group = groups[name];
    group.name = name;
    group.anchor = "-in-" + anchor_of(name);
    group.rows.push_back(std::move(row));
  }
  for (auto& [name, group] : groups) {
    std::sort(group.rows.begin(), group.rows.end(), goes_before);
    table.groups.push_back(std::move(group));
  }
  std::sort(table.groups.begin(), table.groups.end(), [](const Group& left, const Group& right) {
    return group_key(left.name) < group_key(right.name);
  });
  table.compared = std::any_of(table.columns.begin(), table.columns.end(),
                               [](const Column& one) { return one.earlier != nullptr; });
  return table;
}

}  // namespace smtpspec::reports::page

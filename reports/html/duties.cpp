#include "reports/html/duties.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <optional>
#include <set>

#include "ledger/covered.hpp"
#include "ledger/embedded.hpp"
#include "reports/html/words.hpp"

namespace smtpspec::reports::page {
namespace {

using result::CaseResult;
using result::Status;

// The worst first.
constexpr std::array by_weight = {Status::crash,     Status::fail,          Status::unexpected_pass,
                                  Status::unstable,  Status::error,         Status::known_deviation,
                                  Status::tolerated, Status::blocked,       Status::pass,
                                  Status::not_run,   Status::not_applicable};

// More links than these are folded.
constexpr std::size_t links_unfolded = 2;

std::string place_of(std::string_view id) {
  return "-" + anchor_of(id);
}

// Whether a case that is no pass is so for another duty than this one: its finding cites that.
bool is_about_another(const CaseResult& one, std::string_view id) {
  if (!result::judged_by_findings(one)) return false;
  const std::string& accused = one.findings.front().clause.entry;
  return !accused.empty() && accused != id;
}

// The cells of one target that speak about an entry.
std::vector<const Cell*> cells_of(const std::vector<const Row*>& rows, std::size_t column) {
  std::vector<const Cell*> cells;
  for (const Row* row : rows)
    if (row->cells[column].now != nullptr) cells.push_back(&row->cells[column]);
  return cells;
}

// One chip for each status, with a link to the first case that ended so, and how many did.
void verdicts_of(Writer& out, const std::vector<const Cell*>& cells, std::string_view id) {
  for (const bool elsewhere : {false, true})
    for (const Status status : by_weight) {
      std::vector<const Cell*> such;
      std::copy_if(cells.begin(), cells.end(), std::back_inserter(such), [&](const Cell* cell) {
        return result::status_of(*cell->now) == status && is_about_another(*cell->now, id) == elsewhere;
      });
      if (such.empty()) continue;
      const Words& words = words_of(status);
      out << "<a class=\"s ";
      if (elsewhere)
        out << "elsewhere";
      else
        out << words.name;
      out << "\" href=\"#" << line(such.front()->anchor) << "\">" << words.sign << " " << words.word;
      if (elsewhere) out << " for another duty";
      if (such.size() > 1) out << " <small>× " << number(such.size()) << "</small>";
      out << "</a> ";
    }
}

void case_links(Writer& out, const std::vector<const Row*>& rows) {
  const bool folded = rows.size() > links_unfolded;
  if (folded) out << "<details><summary>" << counted(rows.size(), "case") << "</summary>";
  for (const Row* row : rows)
    out << "<a href=\"#" << line(row->anchor) << "\"><code>" << line(row->about->id) << "</code></a> ";
  if (folded) out << "</details>";
}

// A sentence; what stands in backticks is code.
void sentence(Writer& out, std::string_view words) {
  for (bool code = false; !words.empty(); code = !code) {
    const std::string_view part = words.substr(0, words.find('`'));
    words.remove_prefix(std::min(words.size(), part.size() + 1));
    if (code) {
      out << "<code>" << line(part) << "</code>";
      continue;
    }
    if (part.starts_with(' ')) out << " ";  // which a line does not begin or end with
    out << line(part);
    if (part.ends_with(' ')) out << " ";
  }
}

template <class List>
Escaped names_of(const List& list) {
  std::vector<std::string_view> names;
  for (const auto one : list) names.push_back(name_of(one));
  return line(fmt::format("{}", fmt::join(names, ", ")));
}

void state(Writer& out, const ledger::Entry& entry, bool cited) {
  if (ledger::was_proven(entry.id))
    out << "<b class=proven>proven</b>";
  else if (cited)
    out << "cited";
  else
    out << "open";
  if (!entry.open.empty()) out << ", " << line(entry.open);
}

void entry_row(Writer& out, const ledger::Entry& entry, const std::vector<const Row*>& rows,
               std::size_t columns) {
  out << "<tr id=\"" << line(place_of(entry.id)) << "\"><th scope=row>";
  sentence(out, entry.sentence);
  out << "<p><code>" << line(entry.id) << "</code> <b>" << line(text::name_of(entry.clause.level))
      << "</b> binds " << names_of(entry.binds) << "; shows: " << names_of(entry.seen) << "; ";
  state(out, entry, !rows.empty());
  out << "</p>";
  case_links(out, rows);
  out << "</th>";
  if (rows.empty()) {
    out << "<td class=missing colspan=" << number(columns) << ">no case</td></tr>\n";
    return;
  }
  for (std::size_t column = 0; column < columns; ++column) {
    out << "<td>";
    verdicts_of(out, cells_of(rows, column), entry.id);
    out << "</td>";
  }
  out << "</tr>\n";
}

void section_head(Writer& out, const ledger::Entry& first, std::size_t columns) {
  const std::string document = first.id.substr(0, first.id.find('/'));
  out << "<tbody id=\"" << line(place_of(document + "/" + first.section))
      << "\"><tr class=group><th colspan=" << number(columns + 1) << ">";
  if (first.clause.rfc == 0)
    out << line(first.section);
  else
    out << "<a rel=\"noopener noreferrer\" href=\"" << line(first.clause.url()) << "\">§ "
        << line(first.section) << "</a>";
  out << "</th></tr>\n";
}

// How many entries of a document each target was seen to break, whether that is known or not.
std::vector<std::size_t> broken_of(const ledger::Document& document, const Table& table, const Citers& citers,
                                   Status how) {
  std::vector<std::size_t> broken(table.columns.size());
  for (const ledger::Entry& entry : document.entries) {
    const auto found = citers.find(entry.id);
    if (found == citers.end()) continue;
    for (std::size_t column = 0; column < broken.size(); ++column) {
      const auto cells = cells_of(found->second, column);
      broken[column] += std::any_of(cells.begin(), cells.end(), [&](const Cell* cell) {
        return result::status_of(*cell->now) == how && cell->now->outcome == result::Outcome::fail &&
               !is_about_another(*cell->now, entry.id);
      });
    }
  }
  return broken;
}

void document_head(Writer& out, const ledger::Document& document, const Table& table, const Citers& citers) {
  std::size_t proven = 0, cited = 0;
  for (const ledger::Entry& entry : document.entries) {
    const bool was_proven = ledger::was_proven(entry.id);
    proven += was_proven ? 1 : 0;
    cited += !was_proven && citers.contains(entry.id) ? 1 : 0;
  }
  out << "<summary><b>" << line(document.title) << "</b> <small>"
      << line(fmt::format("{} proven, {} cited, {} open", proven, cited,
                          document.entries.size() - proven - cited))
      << "</small>";
  for (const Status how : {Status::fail, Status::known_deviation}) {
    const std::vector<std::size_t> broken = broken_of(document, table, citers, how);
    for (std::size_t column = 0; column < broken.size(); ++column)
      if (broken[column] > 0)
        out << " <span class=\"s " << words_of(how).name << "\">" << words_of(how).sign << " "
            << number(broken[column]) << " " << line(table.columns[column].name) << "</span>";
  }
  out << "</summary>\n";
}

void document_part(Writer& out, const ledger::Document& document, const Table& table, const Citers& citers) {
  const std::size_t columns = table.columns.size();
  out << "<details id=\"" << line(place_of(document.name)) << "\">";
  document_head(out, document, table, citers);
  out << "<div class=scroll><table><thead><tr><th scope=col>Duty</th>";
  for (const Column& column : table.columns) out << "<th scope=col>" << line(column.name) << "</th>";
  out << "</tr></thead>\n";
  const ledger::Entry* before = nullptr;
  for (const ledger::Entry& entry : document.entries) {
    if (before == nullptr || before->section != entry.section) {
      if (before != nullptr) out << "</tbody>\n";
      section_head(out, entry, columns);
    }
    before = &entry;
    const auto found = citers.find(entry.id);
    entry_row(out, entry, found == citers.end() ? std::vector<const Row*>() : found->second, columns);
  }
  out << "</tbody></table></div></details>\n";
}

bool is_cited(const ledger::Document& document, const Citers& citers) {
  return std::any_of(document.entries.begin(), document.entries.end(),
                     [&](const ledger::Entry& one) { return citers.contains(one.id); });
}

}  // namespace

Citers citers_of(const Table& table) {
  Citers citers;
  for (const Group& group : table.groups)
    for (const Row& row : group.rows) {
      std::set<const ledger::Entry*> cited;
      for (const std::string& id : row.about->entries) cited.insert(ledger::embedded().find(id));
      for (const Cell& cell : row.cells)
        if (cell.now != nullptr)
          for (const std::string& id : cell.now->entries) cited.insert(ledger::embedded().find(id));
      for (const ledger::Entry* one : cited)
        if (one != nullptr) citers[one->id].push_back(&row);
    }
  return citers;
}

void duties(Writer& out, const Table& table, const Citers& citers) {
  if (citers.empty()) return;
  out << "<section class=duties id=-duties aria-labelledby=-duties-title><h2 id=-duties-title>By RFC</h2>\n"
         "<p class=extent>Every duty that the ledger of requirements knows, the cases that cite it, and how "
         "they "
         "ended. <b class=proven>proven</b>: breaking just this was seen to be noticed.</p>\n";
  std::string others;
  for (const ledger::Document* document : ledger::embedded().documents()) {
    if (is_cited(*document, citers))
      document_part(out, *document, table, citers);
    else
      others += fmt::format("{}{} ({})", others.empty() ? "" : ", ",
                            document->entries.front().clause.document(), document->entries.size());
  }
  if (!others.empty())
    out << "<p class=extent>No case here is about the duties of " << line(others) << ".</p>\n";
  out << "</section>\n";
}

void entry_links(Writer& out, const std::vector<std::string>& entries) {
  for (const std::string& id : entries) {
    if (ledger::embedded().find(id) != nullptr)
      out << " <a class=entry href=\"#" << line(place_of(id)) << "\">" << line(id) << "</a>";
    else
      out << " <span class=entry>" << line(id) << "</span>";
  }
}

}  // namespace smtpspec::reports::page

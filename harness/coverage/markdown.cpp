#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <set>

#include "coverage/report.hpp"
#include "coverage/selection.hpp"
#include "coverage/tally.hpp"
#include "ledger/extensions.hpp"

namespace smtpspec::coverage {
namespace {

using text::Level;

constexpr std::string_view introduction =
    "# What the scenarios cover\n"
    "\n"
    "Of every testable duty in the ledger of requirements (`requirements/`): whether it is **proven** (a "
    "mistake of\n"
    "the reference that cites it is noticed by a scenario or wire rule that cites it), **cited** by one, or "
    "**open**.\n"
    "`smtpspec coverage --markdown > scenarios/COVERAGE.md` makes this file anew; `smtpspec coverage --open` "
    "lists\n"
    "what is missing, with its sentences.\n\n";

std::string cells(const std::vector<Duty>& duties) {
  const Tally all = tally_of(duties), hard = hard_on_the_wire(duties);
  const auto excused =
      static_cast<std::size_t>(std::count_if(duties.begin(), duties.end(), [](const Duty& one) {
        return one.state == State::open && !one.entry->open.empty();
      }));
  return fmt::format(" {} | {} | {} | {} | {} | {} | {} |\n", all.total(), all.of(State::proven),
                     all.of(State::cited), all.of(State::open) - excused, excused, hard.of(State::proven),
                     hard.total());
}

constexpr std::string_view columns =
    " entries | proven | cited | open | open for a reason | hard on the wire, proven | of |\n"
    "|---|---:|---:|---:|---:|---:|---:|---:|\n";

void by_document(std::string& text, const ledger::Ledger& ledger, const std::vector<Duty>& duties) {
  text += fmt::format("## By RFC\n\n| |{}", columns);
  for (const std::string_view name : documents_of(duties)) {
    const ledger::Document* document = ledger.document(name);
    text += fmt::format("| [{}](#{}) |", document->title, name);
    text += cells(of_document(duties, name));
  }
  text += "| all |" + cells(duties) + "\n";
}

void by_level_and_party(std::string& text, const std::vector<Duty>& duties) {
  text += fmt::format("## By level\n\n| |{}", columns);
  for (const Level level : text::all_levels)
    text +=
        fmt::format("| {} |{}", name_of(level),
                    cells(where(duties, [&](const Duty& one) { return one.entry->clause.level == level; })));
  text += fmt::format("\n## By whom it binds\n\n| |{}", columns);
  for (const ledger::Party party : all_parties)
    text += fmt::format("| {} |{}", name_of(party),
                        cells(where(duties, [&](const Duty& one) { return one.entry->is_bound(party); })));
  text += '\n';
}

// How many scenarios, or mistakes, that are about one side cite any of them.
std::size_t citers_of(const std::vector<Duty>& duties, std::vector<Citer> Duty::*list, result::Side side) {
  std::set<std::string_view> names;
  for (const Duty& one : duties)
    for (const Citer& citer : one.*list)
      if (citer.side == side) names.insert(citer.name);
  return names.size();
}

void by_extension(std::string& text, const std::vector<Duty>& duties) {
  constexpr std::array parties = {std::pair(ledger::Party::server, result::Side::server),
                                  std::pair(ledger::Party::client, result::Side::client),
                                  std::pair(ledger::Party::relay, result::Side::relay)};
  std::string rows;
  for (const ledger::Extension& extension : ledger::extensions()) {
    const std::vector<Duty> some =
        where(duties, [&](const Duty& one) { return extension.holds(one.entry->id); });
    if (some.empty()) continue;
    rows += fmt::format("| {} |", extension.name);
    for (const auto& [party, side] : parties) {
      const Tally tally = tally_of(some, [&](const ledger::Entry& entry) {
        return entry.is_bound(party) ||
               (party == ledger::Party::server && entry.is_bound(ledger::Party::submission_server));
      });
      rows += fmt::format(" {} of {} | {} | {} |", tally.of(State::proven), tally.total(),
                          citers_of(some, &Duty::scenarios, side), citers_of(some, &Duty::mistakes, side));
    }
    rows += '\n';
  }
  if (rows.empty()) return;
  text +=
      "## By extension\n\nFor each party: of the entries that bind it those that are proven, the scenarios "
      "that\ncite any of the extension's entries, and the reference's mistakes that do. A relay is bound as "
      "a "
      "server\nand as a client too; what a scenario of a relay proves of these counts in their "
      "columns.\n\n"
      "| | server: proven | scenarios | mistakes | client: proven | scenarios | mistakes | "
      "relay: proven | scenarios | mistakes |\n|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|\n";
  text += rows + '\n';
}

// "4.2-1 -3 -4, 4.3-1", folded.
void ids(std::string& text, std::string_view label, const std::vector<Duty>& duties) {
  if (duties.empty()) return;
  constexpr std::size_t widest_line = 118;
  std::string line = fmt::format("* {} ({}):", label, duties.size());
  std::string_view section;
  for (const Duty& one : duties) {
    const std::string_view id = one.entry->id;
    const std::string_view number = id.substr(id.rfind('-'));
    const std::string word = one.entry->section == section ? fmt::format(" {}", number)
                                                           : fmt::format(" {}{}", one.entry->section, number);
    section = one.entry->section;
    if (line.size() + word.size() > widest_line) {
      text += line + "\n";
      line = " ";
    }
    line += word;
  }
  text += line + "\n";
}

void entries(std::string& text, const ledger::Ledger& ledger, const std::vector<Duty>& duties) {
  text += "## Every entry\n\nAn id is the RFC's name, the section and the number: `rfc5321/4.2-3`.\n\n";
  for (const std::string_view name : documents_of(duties)) {
    const std::vector<Duty> all = of_document(duties, name);
    text += fmt::format("### {}\n\n{}\n\n", name, ledger.document(name)->title);
    ids(text, "proven", where(all, [](const Duty& one) { return one.state == State::proven; }));
    ids(text, "cited", where(all, [](const Duty& one) { return one.state == State::cited; }));
    for (const auto& [reason, count] : reasons_of(all))
      ids(text, reason.empty() ? "open" : fmt::format("open, {}", reason),
          where(all, [&](const Duty& one) { return one.state == State::open && one.entry->open == reason; }));
    text += '\n';
  }
  text.pop_back();
}

}  // namespace

std::string markdown_of(const ledger::Ledger& ledger, const std::vector<Duty>& duties) {
  std::string text(introduction);
  by_document(text, ledger, duties);
  by_level_and_party(text, duties);
  by_extension(text, duties);
  entries(text, ledger, duties);
  return text;
}

}  // namespace smtpspec::coverage

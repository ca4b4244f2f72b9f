#include <fmt/format.h>

#include <optional>

#include "coverage/report.hpp"
#include "coverage/tally.hpp"

namespace smtpspec::coverage {
namespace {

using text::Level;

constexpr std::size_t first_column = 20, column = 13;

std::string in_words(const Tally& tally) {
  if (tally.total() == 0) return "-";
  return fmt::format("{}/{}/{}", tally.of(State::proven), tally.of(State::cited), tally.of(State::open));
}

void row(std::string& text, std::string_view label, const std::vector<Duty>& duties,
         std::optional<ledger::Party> party) {
  const auto cell = [&](std::optional<Level> level) {
    const Tally tally = tally_of(duties, [&](const ledger::Entry& entry) {
      return (!level || entry.clause.level == *level) && (!party || entry.is_bound(*party));
    });
    text += fmt::format("{:>{}}", in_words(tally), column);
  };
  text += fmt::format("{:<{}}", label, first_column);
  for (const Level level : text::all_levels) cell(level);
  cell(std::nullopt);
  text += '\n';
}

// A row for each party that is bound, and one for all of them where there are several: an entry that binds
// two counts once there.
void rows(std::string& text, std::string_view label, const std::vector<Duty>& duties) {
  std::vector<ledger::Party> bound;
  for (const ledger::Party party : all_parties)
    if (tally_of(duties, [&](const ledger::Entry& entry) { return entry.is_bound(party); }).total() > 0)
      bound.push_back(party);
  text += fmt::format("{}\n", label);
  for (const ledger::Party party : bound) row(text, fmt::format("  {}", name_of(party)), duties, party);
  if (bound.size() > 1) row(text, "  all", duties, std::nullopt);
}

std::string line_of(std::string_view label, const Tally& tally) {
  return fmt::format("{:<{}}{} proven, {} cited, {} open, of {}\n", label, first_column,
                     tally.of(State::proven), tally.of(State::cited), tally.of(State::open), tally.total());
}

}  // namespace

std::string table_of(const std::vector<Duty>& duties) {
  std::string text = fmt::format("{:<{}}", "proven/cited/open", first_column);
  for (const Level level : text::all_levels) text += fmt::format("{:>{}}", name_of(level), column);
  text += fmt::format("{:>{}}\n", "all levels", column);
  const std::vector<std::string_view> documents = documents_of(duties);
  for (const std::string_view name : documents) {
    const std::vector<Duty> some = of_document(duties, name);
    rows(text, some.front().entry->clause.document(), some);
  }
  if (documents.size() > 1) rows(text, "all of them", duties);
  return text + "\n" + totals_of(duties);
}

std::string totals_of(const std::vector<Duty>& duties) {
  std::string text =
      line_of("entries", tally_of(duties)) + line_of("hard, on the wire", hard_on_the_wire(duties));
  std::string reasons;
  std::size_t without = 0;
  for (const auto& [reason, count] : reasons_of(duties)) {
    if (reason.empty())
      without = count;
    else
      reasons += fmt::format("{} {}, ", count, reason);
  }
  return text + fmt::format("{:<{}}{}{} for no reason\n", "why open", first_column, reasons, without);
}

}  // namespace smtpspec::coverage

#include "coverage/selection.hpp"

#include <algorithm>
#include <iterator>
#include <tuple>

#include "coverage/tally.hpp"
#include "scenario/catalogue.hpp"

namespace smtpspec::coverage {
namespace {

template <class List, class Matches>
bool any_or_none(const List& list, const Matches& matches) {
  return list.empty() || std::any_of(list.begin(), list.end(), matches);
}

bool holds_section(std::string_view outer, std::string_view inner) {
  return inner.starts_with(outer) && (inner.size() == outer.size() || inner[outer.size()] == '.');
}

bool selects(const Selection& selection, const ledger::Entry& entry) {
  const auto is_called = [&](const std::string& glob) {
    return scenario::glob_matches(glob, entry.id) || scenario::glob_matches(glob + "/**", entry.id);
  };
  return any_or_none(selection.ids, is_called) &&
         any_or_none(selection.rfcs, [&](unsigned rfc) { return rfc == entry.clause.rfc; }) &&
         any_or_none(selection.sections,
                     [&](const std::string& one) { return holds_section(one, entry.section); }) &&
         any_or_none(selection.levels, [&](text::Level level) { return level == entry.clause.level; }) &&
         any_or_none(selection.binds, [&](ledger::Party party) { return entry.is_bound(party); }) &&
         any_or_none(selection.seen, [&](ledger::Place place) { return entry.is_seen(place); });
}

}  // namespace

std::vector<const ledger::Entry*> select(const std::vector<const ledger::Entry*>& entries,
                                         const Selection& selection) {
  std::vector<const ledger::Entry*> some;
  std::copy_if(entries.begin(), entries.end(), std::back_inserter(some),
               [&](const ledger::Entry* one) { return selects(selection, *one); });
  return some;
}

std::vector<Duty> select(const std::vector<Duty>& duties, const Selection& selection) {
  return where(duties, [&](const Duty& one) {
    return selects(selection, *one.entry) &&
           any_or_none(selection.states, [&](State state) { return state == one.state; });
  });
}

std::vector<Duty> open_first(std::vector<Duty> duties) {
  const auto key = [](const Duty& one) {
    const bool soft = !ledger::is_hard(one.entry->clause.level);
    const bool elsewhere = !one.entry->is_seen(ledger::Place::wire);
    return std::tuple(one.state != State::open, !one.entry->open.empty(), soft || elsewhere, soft, elsewhere);
  };
  std::stable_sort(duties.begin(), duties.end(),
                   [&](const Duty& left, const Duty& right) { return key(left) < key(right); });
  return duties;
}

}  // namespace smtpspec::coverage

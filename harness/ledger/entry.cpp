#include "ledger/entry.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace smtpspec::ledger {
namespace {

constexpr std::array<std::string_view, 4> parties = {"server", "client", "relay", "submission-server"};
constexpr std::array<std::string_view, 8> places = {"wire",   "delivered", "next-hop", "returned",
                                                    "caller", "minutes",   "dns",      "inside"};

// The place of a name in its list, which is that of its enumerator.
template <class Enum, std::size_t size>
std::optional<Enum> called(const std::array<std::string_view, size>& names, std::string_view name) {
  const auto found = std::find(names.begin(), names.end(), name);
  if (found == names.end()) return std::nullopt;
  return static_cast<Enum>(found - names.begin());
}

bool holds(const auto& list, auto one) {
  return std::find(list.begin(), list.end(), one) != list.end();
}

// The next part of a section's number, taken from the front: a number, or letters behind all numbers.
std::pair<unsigned, std::string_view> take_part(std::string_view& section) {
  const std::string_view part = section.substr(0, section.find('.'));
  section.remove_prefix(std::min(section.size(), part.size() + 1));
  unsigned number = 0;
  for (const char one : part) {
    if (one < '0' || one > '9') return {~0U, part};
    number = number * 10 + static_cast<unsigned>(one - '0');
  }
  return {number, {}};
}

}  // namespace

std::string_view name_of(Party party) {
  return parties[static_cast<std::size_t>(party)];
}

std::string_view name_of(Place place) {
  return places[static_cast<std::size_t>(place)];
}

std::optional<Party> party_called(std::string_view name) {
  return called<Party>(parties, name);
}

std::optional<Place> place_called(std::string_view name) {
  return called<Place>(places, name);
}

std::span<const std::string_view> party_names() {
  return parties;
}

std::span<const std::string_view> place_names() {
  return places;
}

bool Entry::is_bound(Party party) const {
  return holds(binds, party);
}

bool Entry::is_seen(Place place) const {
  return holds(seen, place);
}

bool Entry::concerns(bool servers) const {
  if (is_bound(Party::relay)) return true;
  return servers ? is_bound(Party::server) || is_bound(Party::submission_server) : is_bound(Party::client);
}

bool is_hard(text::Level level) {
  return level == text::Level::must || level == text::Level::must_not;
}

bool comes_before(std::string_view section, std::string_view other) {
  section = section.substr(0, section.find(' '));
  other = other.substr(0, other.find(' '));
  while (!section.empty() && !other.empty()) {
    const auto left = take_part(section), right = take_part(other);
    if (left != right) return left < right;
  }
  return section.empty() && !other.empty();
}

}  // namespace smtpspec::ledger

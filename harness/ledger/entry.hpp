// Entry: one testable duty of an RFC, as the ledger of requirements has it
// (scenarios/requirements/README.md).
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "text/clause.hpp"
#include "text/source.hpp"

namespace smtpspec::ledger {

// Whom a duty binds.
enum class Party { server, client, relay, submission_server };

// Where a breach can be seen from outside.
enum class Place { wire, delivered, next_hop, returned, caller, minutes, dns, inside };

std::string_view name_of(Party party);  // "submission-server"
std::string_view name_of(Place place);  // "next-hop"
std::optional<Party> party_called(std::string_view name);
std::optional<Place> place_called(std::string_view name);
std::span<const std::string_view> party_names();
std::span<const std::string_view> place_names();

struct Entry {
  std::string id;       // "rfc5321/4.2-3": permanent
  text::Clause clause;  // RFC, section with its item, level, and the id
  std::string section;  // as the head line has it: "4.2"
  std::vector<Party> binds;
  std::vector<Place> seen;
  std::string open;      // why no black-box test can prove it today: "needs dns"; may be empty
  std::string sentence;  // the duty, in our own words
  text::Span span;       // of the id, in its head line

  bool is_bound(Party party) const;
  bool is_seen(Place place) const;
  // Whether a scenario or wire rule that judges servers (or else clients) can be about it: what binds a relay
  // shows on either side of it.
  bool concerns(bool servers) const;
};

// MUST, MUST NOT: what nobody may do otherwise.
bool is_hard(text::Level level);

// Sections in the order of an RFC: 4.2 before 4.10, numbers before letters. Items of a list belong to their
// section.
bool comes_before(std::string_view section, std::string_view other);

}  // namespace smtpspec::ledger

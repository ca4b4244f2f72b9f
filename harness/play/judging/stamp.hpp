// Stamp: a Received field, read by its clauses (RFC 5321 section 4.4).
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace smtpspec::play {

struct Stamp {
  // FROM, BY, VIA, WITH, ID or FOR, upper case, and the words behind it; comments are away. What stands in
  // front of the first keyword has none.
  struct Clause {
    std::string keyword;
    std::vector<std::string> words;
  };
  std::vector<Clause> clauses;      // as they come
  std::optional<std::string> date;  // behind the last semicolon

  // Null if there is none.
  const Clause* find(std::string_view keyword) const;
};

Stamp read_stamp(std::string_view value);

// What a date-time (RFC 5322 section 3.3) says of year and zone, in any of their forms; nothing: it is none.
struct DateWords {
  std::string year, zone;
};
std::optional<DateWords> read_date(std::string_view date);

// In the registry "WITH protocol types".
bool is_registered_protocol(std::string_view word);

// A Domain or an address literal, as FROM and BY have it.
bool is_domain_or_literal(std::string_view word);

}  // namespace smtpspec::play

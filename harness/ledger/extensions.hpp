// Extensions: which entries of the ledger are about which service extension, or about the greeting that
// brings the list of them. For reports that ask "what about DSN?" and not "what about RFC 3461?".
#pragma once

#include <span>
#include <string_view>

namespace smtpspec::ledger {

struct Extension {
  std::string_view name;                      // the keyword of EHLO where it has one: "SIZE"
  std::span<const std::string_view> entries;  // how the ids of its entries begin: "rfc1870/"

  bool holds(std::string_view id) const;
};

// In the order in which they came about, more or less. One entry may be of several.
std::span<const Extension> extensions();

}  // namespace smtpspec::ledger

// Path: reverse-paths and forward-paths, one function per production of RFC 5321 section 4.1.2 (with the
// UTF-8 of RFC 6531 section 3.3).
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace smtpspec::smtp {

struct Path {
  std::string
      source_route;        // "@a,@b:" as it came, empty without; to be ignored (RFC 5321 4.1.1.3, appendix C)
  std::string local_part;  // as it came: a quoted string keeps its quotes
  std::string domain;      // or an address literal with its brackets; empty for <> and <Postmaster>

  bool is_null() const { return local_part.empty() && domain.empty(); }
  bool is_postmaster() const;  // <Postmaster> without a domain, RFC 5321 4.1.1.3
  bool is_ascii() const;
  // local-part@domain without brackets and route; "" for the null path.
  std::string mailbox() const;
};

bool operator==(const Path&, const Path&);

// Reads a path from the start of `octets` ("<...>", brackets required); `rest` becomes what follows it.
// Empty if there is no well-formed path. UTF-8 must be valid.
std::optional<Path> parse_path(std::string_view octets, std::string_view& rest);

// Domain / address-literal of EHLO and HELO (4.1.1.1). ASCII only: nobody knows of SMTPUTF8 yet (RFC
// 6531 3.7.1).
bool is_domain(std::string_view octets);
bool is_address_literal(std::string_view octets);

bool is_ascii(std::string_view octets);

// UTF8-non-ascii (RFC 6532 3.1, RFC 3629 section 4): the length of the character at the front; 0 if there is
// none.
std::size_t utf8_non_ascii(std::string_view octets);

}  // namespace smtpspec::smtp

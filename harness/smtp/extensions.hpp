// Extensions: the list in a reply to EHLO (RFC 5321 section 4.1.1.1, ehlo-ok-rsp).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "smtp/reply.hpp"

namespace smtpspec::smtp {

struct Extension {
  std::string keyword;                  // in upper case
  std::vector<std::string> parameters;  // as they came
};

bool operator==(const Extension&, const Extension&);

class Extensions {
 public:
  Extensions() = default;
  explicit Extensions(std::vector<Extension> list) : list_(std::move(list)) {}

  bool offers(std::string_view keyword) const { return find(keyword) != nullptr; }
  const Extension* find(std::string_view keyword) const;  // case-insensitive; null if absent
  // The n-th parameter (from 0) of a keyword; empty if absent.
  std::optional<std::string> parameter(std::string_view keyword, std::size_t n = 0) const;
  // Of a keyword with parameters NAME=VALUE, the value of the first of that name; empty if there is none.
  std::optional<std::string> value(std::string_view keyword, std::string_view name) const;
  // The n-th parameter read as a decimal number without sign; empty if it is none.
  std::optional<std::uint64_t> number(std::string_view keyword, std::size_t n = 0) const;
  const std::vector<Extension>& list() const& { return list_; }
  std::vector<Extension> list() && { return std::move(list_); }
  bool empty() const { return list_.empty(); }

 private:
  std::vector<Extension> list_;
};

// (ALPHA / DIGIT) *(ALPHA / DIGIT / "-")
bool is_ehlo_keyword(std::string_view word);

// From the second line on; the first names the server. Lines that do not begin with an ehlo-keyword are left
// out (the wire rules judge them); any number of blanks separates parameters. Empty for a reply that is not
// 250.
Extensions parse_extensions(const Reply& ehlo_reply);

// A decimal number without sign that fits 64 bits; empty otherwise (also for an empty text).
std::optional<std::uint64_t> parse_number(std::string_view digits);

}  // namespace smtpspec::smtp

#include "smtp/path.hpp"

#include <algorithm>
#include <cstddef>

#include "smtp/command.hpp"

// Each production is a function that takes what matches from the front of `in` and says whether anything did;
// without a match `in` stays as it was, except where the whole path fails with it (mailbox,
// path_in_brackets).

namespace smtpspec::smtp {
namespace {

using Text = std::string_view;

bool is_digit(char octet) {
  return octet >= '0' && octet <= '9';
}
bool is_alpha(char octet) {
  return (octet >= 'a' && octet <= 'z') || (octet >= 'A' && octet <= 'Z');
}
bool is_let_dig(char octet) {
  return is_alpha(octet) || is_digit(octet);
}
bool is_hexdig(char octet) {
  return is_digit(octet) || (octet >= 'a' && octet <= 'f') || (octet >= 'A' && octet <= 'F');
}
bool is_between(char octet, unsigned char low, unsigned char high) {
  const auto value = static_cast<unsigned char>(octet);
  return value >= low && value <= high;
}

bool literal(Text& in, char octet) {
  if (!in.starts_with(octet)) return false;
  in.remove_prefix(1);
  return true;
}

// Takes `count` octets as a match; zero is none.
bool taken(Text& in, std::size_t count) {
  in.remove_prefix(count);
  return count > 0;
}

// atext = ALPHA / DIGIT / "!" / "#" / "$" / "%" / "&" / "'" / "*" / "+" / "-" / "/" / "=" / "?" / "^" / "_" /
//         "`" / "{" / "|" / "}" / "~"                                        (RFC 5322 3.2.3)
// atext =/ UTF8-non-ascii                                                    (RFC 6531 3.3)
std::size_t atext(Text in) {
  if (in.empty()) return 0;
  if (is_let_dig(in.front()) || Text("!#$%&'*+-/=?^_`{|}~").find(in.front()) != Text::npos) return 1;
  return utf8_non_ascii(in);
}

// Atom = 1*atext
bool atom(Text& in) {
  std::size_t length = 0;
  while (const std::size_t one = atext(in.substr(length))) length += one;
  return taken(in, length);
}

// Dot-string = Atom *("." Atom)
bool dot_string(Text& in) {
  if (!atom(in)) return false;
  while (true) {
    Text next = in;
    if (!literal(next, '.') || !atom(next)) return true;
    in = next;
  }
}

// QcontentSMTP    = qtextSMTP / quoted-pairSMTP
// quoted-pairSMTP = %d92 %d32-126
// qtextSMTP       = %d32-33 / %d35-91 / %d93-126
// qtextSMTP       =/ UTF8-non-ascii                                          (RFC 6531 3.3)
std::size_t qcontent(Text in) {
  if (in.empty() || in.front() == '"') return 0;
  if (in.front() == '\\') return in.size() > 1 && is_between(in[1], 32, 126) ? 2 : 0;
  return is_between(in.front(), 32, 126) ? 1 : utf8_non_ascii(in);
}

// Quoted-string = DQUOTE *QcontentSMTP DQUOTE
bool quoted_string(Text& in) {
  Text next = in;
  if (!literal(next, '"')) return false;
  while (const std::size_t one = qcontent(next)) next.remove_prefix(one);
  if (!literal(next, '"')) return false;
  in = next;
  return true;
}

// Local-part = Dot-string / Quoted-string
bool local_part(Text& in) {
  return dot_string(in) || quoted_string(in);
}

// sub-domain = Let-dig [Ldh-str]
// Ldh-str    = *( ALPHA / DIGIT / "-" ) Let-dig
// sub-domain =/ U-label                                                      (RFC 6531 3.3)
bool sub_domain(Text& in) {
  std::size_t length = 0, without_hyphens = 0;
  while (length < in.size()) {
    const std::size_t one = is_let_dig(in[length]) ? 1 : utf8_non_ascii(in.substr(length));
    if (one > 0)
      without_hyphens = length += one;
    else if (in[length] == '-' && length > 0)
      ++length;
    else
      break;
  }
  return taken(in, without_hyphens);
}

// Domain = sub-domain *("." sub-domain)
bool domain(Text& in) {
  if (!sub_domain(in)) return false;
  while (true) {
    Text next = in;
    if (!literal(next, '.') || !sub_domain(next)) return true;
    in = next;
  }
}

// Snum = 1*3DIGIT, in the range 0 through 255
bool snum(Text& in) {
  std::size_t digits = 0;
  int value = 0;
  while (digits < 3 && digits < in.size() && is_digit(in[digits])) value = value * 10 + (in[digits++] - '0');
  return value <= 255 && taken(in, digits);
}

// The productions of 4.1.3 are asked about the whole of what stands between the brackets.

// IPv4-address-literal = Snum 3("." Snum)
bool is_ipv4(Text in) {
  for (int part = 0; part < 4; ++part)
    if ((part > 0 && !literal(in, '.')) || !snum(in)) return false;
  return in.empty();
}

// IPv6-hex *(":" IPv6-hex), IPv6-hex = 1*4HEXDIG: how many there are; empty if it is something else.
std::optional<std::size_t> ipv6_groups(Text in) {
  if (in.empty()) return 0;
  std::size_t groups = 0;
  while (true) {
    std::size_t digits = 0;
    while (digits < in.size() && is_hexdig(in[digits])) ++digits;
    if (digits < 1 || digits > 4) return std::nullopt;
    in.remove_prefix(digits);
    ++groups;
    if (in.empty()) return groups;
    if (!literal(in, ':')) return std::nullopt;
  }
}

// IPv6-full = IPv6-hex 7(":" IPv6-hex)
// IPv6-comp = [IPv6-hex *5(":" IPv6-hex)] "::" [IPv6-hex *5(":" IPv6-hex)], no more than 6 groups in all
bool is_ipv6_of_hex(Text in, std::size_t groups_in_full) {
  const std::size_t gap = in.find("::");
  if (gap == Text::npos) return ipv6_groups(in) == groups_in_full;
  const auto left = ipv6_groups(in.substr(0, gap)), right = ipv6_groups(in.substr(gap + 2));
  return left && right && *left + *right + 2 <= groups_in_full;
}

// IPv6v4-full = IPv6-hex 5(":" IPv6-hex) ":" IPv4-address-literal
// IPv6v4-comp = [IPv6-hex *3(":" IPv6-hex)] "::" [IPv6-hex *3(":" IPv6-hex) ":"] IPv4-address-literal
bool is_ipv6_with_ipv4(Text in) {
  const std::size_t colon = in.rfind(':');
  if (colon == Text::npos || !is_ipv4(in.substr(colon + 1))) return false;
  const bool gap_before_ipv4 = colon > 0 && in[colon - 1] == ':';
  return is_ipv6_of_hex(in.substr(0, gap_before_ipv4 ? colon + 1 : colon), 6);
}

// IPv6-addr = IPv6-full / IPv6-comp / IPv6v4-full / IPv6v4-comp
bool is_ipv6(Text in) {
  return is_ipv6_of_hex(in, 8) || is_ipv6_with_ipv4(in);
}

// General-address-literal = Standardized-tag ":" 1*dcontent
// Standardized-tag        = Ldh-str
// dcontent                = %d33-90 / %d94-126
bool is_general_literal(Text in) {
  const Text tag = in.substr(0, in.find(':'));
  if (tag.empty() || tag.size() + 1 >= in.size() || !is_let_dig(tag.back())) return false;
  if (is_ipv6(in)) return false;  // without its tag: what stands in front of its first colon is none
  const Text content = in.substr(tag.size() + 1);
  return std::all_of(tag.begin(), tag.end(), [](char one) { return is_let_dig(one) || one == '-'; }) &&
         std::all_of(content.begin(), content.end(),
                     [](char one) { return is_between(one, 33, 90) || is_between(one, 94, 126); });
}

// address-literal = "[" ( IPv4-address-literal / IPv6-address-literal / General-address-literal ) "]"
bool address_literal(Text& in) {
  const std::size_t end = in.find(']');
  if (!in.starts_with('[') || end == Text::npos) return false;
  const Text inside = in.substr(1, end - 1);
  constexpr Text ipv6_tag = "IPv6:";
  // The tag IPv6 has its own production: what does not follow it is no general literal either.
  const bool well_formed = equal_ignoring_case(inside.substr(0, ipv6_tag.size()), ipv6_tag)
                               ? is_ipv6(inside.substr(ipv6_tag.size()))
                               : is_ipv4(inside) || is_general_literal(inside);
  return well_formed && taken(in, end + 1);
}

// At-domain = "@" Domain
bool at_domain(Text& in) {
  Text next = in;
  if (!literal(next, '@') || !domain(next)) return false;
  in = next;
  return true;
}

// A-d-l ":", A-d-l = At-domain *( "," At-domain )
bool source_route(Text& in) {
  Text next = in;
  if (!at_domain(next)) return false;
  while (literal(next, ','))
    if (!at_domain(next)) return false;
  if (!literal(next, ':')) return false;
  in = next;
  return true;
}

// Mailbox = Local-part "@" ( Domain / address-literal )
bool mailbox(Text& in, Path& path) {
  const Text begin = in;
  if (!local_part(in)) return false;
  path.local_part = begin.substr(0, begin.size() - in.size());
  if (!literal(in, '@')) return false;
  const Text behind_at = in;
  if (!domain(in) && !address_literal(in)) return false;
  path.domain = behind_at.substr(0, behind_at.size() - in.size());
  return true;
}

// Path = "<" [ A-d-l ":" ] Mailbox ">"
bool path_in_brackets(Text& in, Path& path) {
  if (!literal(in, '<')) return false;
  const Text begin = in;
  if (source_route(in)) path.source_route = begin.substr(0, begin.size() - in.size());
  return mailbox(in, path) && literal(in, '>');
}

}  // namespace

// UTF8-non-ascii = UTF8-2 / UTF8-3 / UTF8-4
// UTF8-2 = %xC2-DF UTF8-tail
// UTF8-3 = %xE0 %xA0-BF UTF8-tail / %xE1-EC 2( UTF8-tail ) / %xED %x80-9F UTF8-tail / %xEE-EF 2( UTF8-tail )
// UTF8-4 = %xF0 %x90-BF 2( UTF8-tail ) / %xF1-F3 3( UTF8-tail ) / %xF4 %x80-8F 2( UTF8-tail )
std::size_t utf8_non_ascii(std::string_view in) {
  if (in.size() < 2 || !is_between(in[0], 0xC2, 0xF4)) return 0;
  const auto first = static_cast<unsigned char>(in[0]);
  const std::size_t length = first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
  if (in.size() < length) return 0;
  for (std::size_t at = 1; at < length; ++at)
    if (!is_between(in[at], 0x80, 0xBF)) return 0;
  const bool overlong =
      (first == 0xE0 && !is_between(in[1], 0xA0, 0xBF)) || (first == 0xF0 && !is_between(in[1], 0x90, 0xBF));
  const bool surrogate = first == 0xED && !is_between(in[1], 0x80, 0x9F);
  const bool beyond_unicode = first == 0xF4 && !is_between(in[1], 0x80, 0x8F);
  return overlong || surrogate || beyond_unicode ? 0 : length;
}

bool Path::is_postmaster() const {
  return domain.empty() && equal_ignoring_case(local_part, "postmaster");
}

bool is_ascii(std::string_view octets) {
  return std::none_of(octets.begin(), octets.end(), [](char one) { return is_between(one, 0x80, 0xFF); });
}

bool Path::is_ascii() const {
  return smtp::is_ascii(source_route) && smtp::is_ascii(local_part) && smtp::is_ascii(domain);
}

std::string Path::mailbox() const {
  return domain.empty() ? local_part : local_part + "@" + domain;
}

bool operator==(const Path& left, const Path& right) {
  return left.source_route == right.source_route && left.local_part == right.local_part &&
         left.domain == right.domain;
}

// Reverse-path = Path / "<>"; RCPT (4.1.1.3) has "<Postmaster>" besides.
std::optional<Path> parse_path(std::string_view octets, std::string_view& rest) {
  constexpr Text null_path = "<>", postmaster = "<Postmaster>";
  if (octets.starts_with(null_path)) {
    rest = octets.substr(null_path.size());
    return Path{};
  }
  if (equal_ignoring_case(octets.substr(0, postmaster.size()), postmaster)) {
    rest = octets.substr(postmaster.size());
    return Path{.local_part = std::string(octets.substr(1, postmaster.size() - 2))};
  }
  Path path;
  if (!path_in_brackets(octets, path)) return std::nullopt;
  rest = octets;
  return path;
}

bool is_domain(std::string_view octets) {
  const bool ascii =
      std::none_of(octets.begin(), octets.end(), [](char one) { return is_between(one, 0x80, 0xFF); });
  return ascii && domain(octets) && octets.empty();
}

bool is_address_literal(std::string_view octets) {
  return address_literal(octets) && octets.empty();
}

}  // namespace smtpspec::smtp

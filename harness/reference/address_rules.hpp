// What a server makes of addresses and of the names in EHLO: which well-formed ones it takes for malformed,
// and which malformed ones it takes as they come. A correct server does neither (RFC 5321 4.1.2, 4.1.3).
#pragma once

namespace smtpspec::reference {

// Well-formed, and taken for malformed.
enum class Form {
  // of a path
  reverse_route,          // a source route in MAIL
  rare_atext,             // beyond letters, digits and - _ + .
  inner_dot,              // between two atoms
  quoted_blank,           // between quotes, as the next two
  quoted_special,         // @ > , :
  quoted_pair,            // a backslash and what it quotes
  empty_quotes,           // ""@domain
  long_local_part,        // of more than 32 octets
  long_path,              // of more than 128 octets
  one_label,              // a domain without a dot
  digit_or_hyphen_label,  // one that begins with a digit, or has a hyphen inside
  literal_domain,         // an address literal behind the @
  capital_domain,         // in upper case
  // of a name in EHLO
  ipv4_name,
  ipv6_name,
  ipv6_in_full,
  ipv6_compressed,
  ipv6_with_ipv4,
  ipv6_tag_in_other_case,
  // of the argument of VRFY and EXPN
  quoted_user,
  long_user,  // of more than 32 octets
  // of MAIL
  second_parameter,
};

// Malformed, and taken as it came.
enum class Malformation {
  // in a path
  misplaced_dot,      // at either end of a local-part, or two
  stray_octet,        // in an unquoted local-part, as the next
  control_octet,      // 0 to 31 and 127
  null_forward_path,  // RCPT TO:<>
  odd_label,          // empty, or with a hyphen at either end
  numbered_domain,    // #123
  // in a name in EHLO
  ipv4_number,              // above 255
  ipv4_count,               // other than four of them
  ipv6_groups,              // too many beside ::
  ipv6_groups_before_ipv4,  // the same in front of a dotted address
  // in MAIL and RCPT
  parameter,  // without keyword, or with = and no value
};

}  // namespace smtpspec::reference

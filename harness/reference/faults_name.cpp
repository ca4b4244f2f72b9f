// Faults of names: of the client's in EHLO and HELO, and of users in VRFY.
#include "reference/fault_areas.hpp"

namespace smtpspec::reference {

using ledger::cites;

std::vector<Fault> name_faults() {
  return {
      {"accepts-ipv4-above-255", "An IPv4 literal with a number above 255 is taken as it comes.",
       cites("rfc5321/4.1.3-2"), overlooks<Malformation::ipv4_number>},
      {"accepts-ipv4-of-any-count", "An IPv4 literal of other than four numbers is taken as it comes.",
       cites("rfc5321/4.1.3-11"), overlooks<Malformation::ipv4_count>},
      {"accepts-ipv6-of-any-count", "An IPv6 literal with too many groups is taken as it comes.",
       cites("rfc5321/4.1.3-7"), overlooks<Malformation::ipv6_groups>},
      {"accepts-ipv6-with-ipv4-of-any-count",
       "An IPv6 literal with too many groups in front of a dotted address is taken as it comes.",
       cites("rfc5321/4.1.3-12"), overlooks<Malformation::ipv6_groups_before_ipv4>},
      {"helo-argument-optional", "HELO without a domain is accepted.", cites("rfc5321/4.1.1.1-9"),
       [](Behaviour& b) {
         b.let_pass.add(Offence::helo_without_name);
       }},
      {"ipv4-literal-is-no-name", "EHLO is refused with an IPv4 literal.", cites("rfc5321/4.1.1.1-6"),
       mistakes<Form::ipv4_name>},
      {"ipv6-compressed-is-malformed", "EHLO is refused with an IPv6 literal that has a double colon.",
       cites("rfc5321/4.1.3-5"), mistakes<Form::ipv6_compressed>},
      {"ipv6-in-full-is-malformed", "EHLO is refused with an IPv6 literal of eight groups.",
       cites("rfc5321/4.1.3-4"), mistakes<Form::ipv6_in_full>},
      {"ipv6-literal-is-no-name", "EHLO is refused with an IPv6 literal.", cites("rfc5321/4.1.1.1-7"),
       mistakes<Form::ipv6_name>},
      {"ipv6-tag-in-one-case", "The tag of IPv6 literals is recognized as IPv6 only.",
       cites("rfc5321/4.1.3-10"), mistakes<Form::ipv6_tag_in_other_case>},
      {"ipv6-with-ipv4-is-malformed", "EHLO is refused with an IPv6 literal that ends in a dotted address.",
       cites("rfc5321/4.1.3-6"), mistakes<Form::ipv6_with_ipv4>},
      {"short-user-limit", "VRFY or EXPN of more than 32 octets is malformed.", cites("rfc5321/4.5.3.1.1-2"),
       mistakes<Form::long_user>},
      {"verifies-no-quotes", "VRFY or EXPN with a quoted string is malformed.",
       cites("rfc5321/4.1.2-19", "rfc5321/4.1.2-33"), mistakes<Form::quoted_user>},
  };
}

}  // namespace smtpspec::reference

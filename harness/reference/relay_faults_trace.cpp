// Faults of the reference relay. The Received field.
#include "reference/relay_fault_areas.hpp"

namespace smtpspec::reference {

using ledger::cites;

std::vector<RelayFault> relay_trace_faults() {
  using enum TraceMistake;
  return {
      {"trace-none", "No Received field is added.", cites("rfc5321/4.4-1", "rfc4954/7-1"), relay_makes<none>},
      {"trace-at-end", "The Received field stands at the end of the header section.",
       cites("rfc5321/4.4-1", "rfc5321/4.4-7"), relay_makes<at_end>},
      {"trace-twice", "The Received field is added twice.", cites("rfc5321/3.6.3-4"), relay_makes<twice>},
      {"trace-below-others", "The Received field stands below those that were there.",
       cites("rfc5321/4.4-7", "rfc5321/4.4-1"), relay_makes<below_others>},
      {"trace-loses-others", "The Received fields that were there are taken away.", cites("rfc5321/4.4-6"),
       relay_makes<others_lost>},
      {"trace-with-esmtp-always",
       "The Received field says ESMTP also for what came inside TLS, after a login or under SMTPUTF8.",
       cites("rfc3848/1-2", "rfc3848/1-1", "rfc3848/1-3", "rfc6531/4.3-1", "rfc6531/4.3-2", "rfc6531/4.3-3",
             "rfc6531/4.3-4", "rfc4954/7-2", "rfc4954/7-3"),
       relay_makes<with_plain>},
      {"trace-with-login-always", "The Received field says ESMTPA without any login.",
       cites("rfc3848/1-10", "rfc3848/1-2", "rfc3848/1-8", "rfc6531/4.3-1", "rfc6531/4.3-3"),
       relay_makes<with_auth>},
      {"trace-with-unregistered", "The Received field has a protocol that nobody registered.",
       cites("rfc5321/4.4-30"), relay_makes<with_unknown>},
      {"trace-without-date", "The Received field has no date.", cites("rfc5321/4.4-35"),
       relay_makes<without_date>},
      {"trace-with-short-year", "The year in the Received field has two digits.", cites("rfc5321/4.4-36"),
       relay_makes<short_year>},
      {"trace-with-zone-name", "The date of the Received field has GMT for its zone.",
       cites("rfc5321/4.4-8", "rfc5321/4.4-36"), relay_makes<zone_name>},
      {"trace-for-several", "FOR in the Received field has all recipients.",
       cites("rfc5321/4.4-5", "rfc5321/7.6-1", "rfc5321/7.2-1"), relay_makes<for_several>},
      {"trace-without-from", "The Received field has no FROM clause.", cites("rfc5321/4.4-2"),
       relay_makes<without_from>},
      {"trace-without-by", "The Received field has no BY clause.", cites("rfc5321/4.4-25"),
       relay_makes<without_by>},
      {"trace-from-of-two-words", "Two words stand behind FROM in the Received field.",
       cites("rfc5321/4.4-37", "rfc5321/4.4-26"), relay_makes<from_malformed>},
      {"trace-by-before-from", "BY stands in front of FROM in the Received field.", cites("rfc5321/4.4-25"),
       relay_makes<clauses_turned>},
      {"trace-return-path", "A Return-Path field is added.", cites("rfc5321/4.4-15", "rfc5321/3.6.3-4"),
       relay_makes<return_path>},
      {"trace-with-tls-always", "The Received field says ESMTPS without any TLS.",
       cites("rfc3848/1-9", "rfc3848/1-10", "rfc6531/4.3-1"), relay_makes<with_tls>},
      {"trace-id-before-with", "ID stands in front of WITH in the Received field.", cites("rfc5321/4.4-27"),
       relay_makes<id_before_with>},
      {"trace-id-of-two-words", "ID in the Received field has more than one word.", cites("rfc5321/4.4-31"),
       relay_makes<id_of_two_words>},
      {"trace-from-itself", "FROM in the Received field has the relay's own name.", cites("rfc5321/4.4-3"),
       relay_makes<own_name_in_from>},
      {"trace-without-address", "FROM in the Received field is without the address of the client.",
       cites("rfc5321/4.4-4", "rfc5321/4.4-42"), relay_makes<without_address>},
  };
}

}  // namespace smtpspec::reference

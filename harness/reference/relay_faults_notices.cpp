// Faults of the reference relay. Whether a report goes out, and to whom.
#include "reference/relay_fault_areas.hpp"

namespace smtpspec::reference {

using ledger::cites;

std::vector<RelayFault> relay_notice_faults() {
  using enum NoticeMistake;
  return {
      {"notice-in-spite-of-never", "A failure is reported although NOTIFY is NEVER.",
       cites("rfc3461/5.2.2-4", "rfc3461/5.2.6-2"), relay_makes<never_ignored>},
      {"notice-of-failure-unasked", "A failure is reported although NOTIFY leaves FAILURE out.",
       cites("rfc3461/5.2.6-2"), relay_makes<failure_unasked>},
      {"notice-of-failure-missing", "No failure is reported where NOTIFY asks for it.",
       cites("rfc3461/5.2.6-1", "rfc3461/5.2.2-3", "rfc5321/6.1-2", "rfc2852/4.1.2-3"),
       relay_makes<failure_kept>},
      {"notice-needs-notify", "No failure is reported where there is no NOTIFY.",
       cites("rfc3461/5.2.6-3", "rfc3461/5.2.2-6", "rfc5321/6.1-2", "rfc5321/2.1-3"),
       relay_makes<failure_kept_without_notify>},
      {"notice-twice", "A failure is reported twice.", cites("rfc3464/3-4"), relay_makes<failure_twice>},
      {"notice-of-relaying-missing",
       "Nobody is told of a message that asks for SUCCESS and went to a next hop without DSN.",
       cites("rfc3461/5.2.2-2"), relay_makes<none_for_relayed>},
      {"notice-of-relaying-unasked",
       "A message is reported as relayed although NOTIFY does not ask for SUCCESS.",
       cites("rfc3461/5.2.2-5", "rfc3464/2.3.3-8"), relay_makes<relayed_unasked>},
      {"notice-of-relaying-to-dsn", "A message is reported as relayed although the next hop offers DSN.",
       cites("rfc3464/2.3.3-7"), relay_makes<relayed_in_spite_of_dsn>},
      {"notice-of-delay-unasked", "A delay is reported although NOTIFY leaves DELAY out.",
       cites("rfc3461/5.2.5-1"), relay_makes<delay_unasked>},
      {"notice-for-null-sender", "A failure is reported to the author of a message with a null reverse-path.",
       cites("rfc3461/5.2-1", "rfc4405/4.2-11", "rfc5321/6.1-4", "rfc3464/2-10", "rfc1870/6.2-6"),
       relay_makes<for_null_sender>},
      {"notice-to-author", "Reports go to the address of the From field.",
       cites("rfc5321/6.1-3", "rfc3464/2-6", "rfc3461/6.1-2"), relay_makes<to_author>},
      {"notice-to-submitter", "Reports go to the address of SUBMITTER.",
       cites("rfc4405/4.2-10", "rfc3461/6.1-2"), relay_makes<to_submitter>},
      {"notice-not-from-null", "Reports go out with the relay's postmaster as their reverse-path.",
       cites("rfc5321/3.6.3-3", "rfc3461/6.1-1", "rfc3464/2-9", "rfc3464/2-10", "rfc8689/5-4"),
       relay_makes<sender_not_null>},
      {"notice-with-ret", "Reports go out with RET.", cites("rfc3461/6.1-3"), relay_makes<with_ret>},
      {"notice-with-notify-failure", "Reports go out with NOTIFY=FAILURE.", cites("rfc3461/6.1-4"),
       relay_makes<notify_failure>},
      {"notice-with-envid-of-message", "Reports go out with the ENVID of the message that they are about.",
       cites("rfc3461/6.1-5"), relay_makes<envid_of_message>},
      {"notice-of-all-recipients", "A report lists all recipients, whatever became of them.",
       cites("rfc3461/5.2.8-1", "rfc3464/2.3.3-8"), relay_makes<all_recipients_listed>},
      {"notice-of-one-recipient",
       "Of several recipients that failed together only the first one is reported.",
       cites("rfc5321/4.4-21", "rfc3461/5.2.6-3", "rfc3461/5.2.6-1"), relay_makes<one_recipient_only>},
      {"notice-of-lost-deadline-missing",
       "Nobody is told that a message with BY and mode N went to a next hop without DELIVERBY.",
       cites("rfc2852/4.1.4.2-2"), relay_makes<none_for_late>},
      {"notice-of-traced-mail-missing", "Nobody is told of the relaying of a message with BY and T.",
       cites("rfc2852/4.1.4-5"), relay_makes<none_for_traced>},
  };
}

}  // namespace smtpspec::reference

// Faults of the reference relay. The parameters of DSN that are sent on.
#include "reference/relay_fault_areas.hpp"

namespace smtpspec::reference {

using ledger::cites;

std::vector<RelayFault> relay_dsn_faults() {
  using enum ForwardingMistake;
  return {
      {"relay-loses-notify", "NOTIFY is not sent on.", cites("rfc3461/5.2.1-5"), relay_makes<notify_lost>},
      {"relay-makes-notify-up", "NOTIFY=FAILURE is sent on for a recipient that had no NOTIFY.",
       cites("rfc3461/5.2.1-6"), relay_makes<notify_made_up>},
      {"relay-sends-notify-of-first", "Each recipient gets the NOTIFY of the first one.",
       cites("rfc3461/5.2.1-5", "rfc3461/5.2.1-6"), relay_makes<notify_of_first>},
      {"relay-loses-orcpt", "ORCPT is not sent on.", cites("rfc3461/5.2.1-7", "rfc3885/3.3-3"),
       relay_makes<orcpt_lost>},
      {"relay-makes-orcpt-up", "A recipient without ORCPT gets one with the address of the To field.",
       cites("rfc3461/5.2.1-8"), relay_makes<orcpt_made_up>},
      {"relay-decodes-orcpt", "ORCPT is sent on as what its xtext stands for.", cites("rfc3461/5.2.1-7"),
       relay_makes<orcpt_decoded>},
      {"relay-lowers-orcpt", "ORCPT is sent on in lower case.", cites("rfc3461/5.2.1-7"),
       relay_makes<orcpt_in_lower_case>},
      {"relay-alters-envid", "Something is put behind ENVID before it is sent on.", cites("rfc3461/5.2.1-1"),
       relay_makes<envid_altered>},
      {"relay-encodes-envid-again", "ENVID is made xtext though it is that already.",
       cites("rfc3461/5.2.1-1"), sender_makes<DsnMistake::envid_encoded_again>},
      {"relay-decodes-envid", "ENVID is sent on as what its xtext stands for.", cites("rfc3461/5.2.1-1"),
       sender_makes<DsnMistake::envid_decoded>},
      {"relay-raises-envid", "ENVID is sent on in upper case.", cites("rfc3461/5.2.1-1"),
       relay_makes<envid_in_upper_case>},
      {"relay-makes-envid-up", "A message without ENVID gets the relay's own number as ENVID.",
       cites("rfc3461/5.2.1-2"), relay_makes<envid_made_up>},
      {"relay-loses-ret", "RET is not sent on.", cites("rfc3461/5.2.1-3"), relay_makes<ret_lost>},
      {"relay-makes-ret-up", "A message without RET is sent on with RET=HDRS.",
       cites("rfc3461/5.2.1-4", "rfc3461/6.1-3"), relay_makes<ret_made_up>},
      {"relay-turns-ret", "RET is sent on with the other of its values.", cites("rfc3461/5.2.1-3"),
       relay_makes<ret_turned>},
      {"relay-sends-notify-unoffered", "NOTIFY is sent to a next hop that does not offer DSN.",
       cites("rfc3461/5.2.2-1", "rfc5321/4.1.1.3-4"),
       [](RelayBehaviour& b) {
         b.client.parameters_not_offered.add(EsmtpParameter::notify);
       }},
      {"relay-sends-orcpt-unoffered", "ORCPT is sent to a next hop that does not offer DSN.",
       cites("rfc3461/5.2.2-1", "rfc5321/4.1.1.3-4"),
       [](RelayBehaviour& b) {
         b.client.parameters_not_offered.add(EsmtpParameter::orcpt);
       }},
      {"relay-sends-envid-unoffered", "ENVID is sent to a next hop that does not offer DSN.",
       cites("rfc3461/5.2.2-1", "rfc5321/4.1.1.2-2"),
       [](RelayBehaviour& b) {
         b.client.parameters_not_offered.add(EsmtpParameter::envid);
       }},
      {"relay-sends-ret-unoffered", "RET is sent to a next hop that does not offer DSN.",
       cites("rfc3461/5.2.2-1", "rfc5321/4.1.1.2-2"),
       [](RelayBehaviour& b) {
         b.client.parameters_not_offered.add(EsmtpParameter::ret);
       }},
  };
}

}  // namespace smtpspec::reference

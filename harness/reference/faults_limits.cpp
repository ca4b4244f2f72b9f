// Faults of LIMITS, RFC 9422: what is said of limits, and whether it is so.
#include "reference/fault_areas.hpp"

namespace smtpspec::reference {

using ledger::cites;

std::vector<Fault> limits_faults() {
  return {
      {"limits-without-a-limit", "LIMITS is in the list and names no limit.", cites("rfc9422/3-2"),
       [](Behaviour& b) {
         b.offers.limits = "";
       }},
      {"limits-with-two-blanks", "Two blanks stand between limits.",
       cites("rfc9422/3-2", "rfc5321/4.1.1.1-13"),
       [](Behaviour& b) {
         b.offers.limits = "RCPTMAX=1000  MAILMAX=50";
       }},
      {"limits-with-semicolon", "A semicolon stands between limits.", cites("rfc9422/3-5", "rfc9422/4.2-1"),
       [](Behaviour& b) {
         b.offers.limits = "RCPTMAX=1000;MAILMAX=50";
       }},
      {"limits-equals-nothing", "Nothing stands behind the = of a limit.",
       cites("rfc9422/3-3", "rfc9422/3-5", "rfc9422/4.2-1"),
       [](Behaviour& b) {
         b.offers.limits = "RCPTMAX=";
       }},
      {"limits-dotted-name", "A dot stands in the name of a limit.", cites("rfc9422/3-4"),
       [](Behaviour& b) {
         b.offers.limits = "RCPT.MAX=1000";
       }},
      {"limits-unregistered", "A limit is announced that nobody registered.", cites("rfc9422/3.1-1"),
       [](Behaviour& b) {
         b.offers.limits = "RCPTMAX=1000 PATIENCE=3";
       }},
      {"mailmax-of-seven-digits", "MAILMAX has seven digits.", cites("rfc9422/4.1-1"),
       [](Behaviour& b) {
         b.offers.limits = "RCPTMAX=1000 MAILMAX=1000000";
       }},
      {"rcptmax-is-zero", "RCPTMAX=0 says that there is no limit.", cites("rfc9422/4.2-1"),
       [](Behaviour& b) {
         b.offers.limits = "RCPTMAX=0";
       }},
      {"rcptdomainmax-in-words", "RCPTDOMAINMAX has a word for its value.", cites("rfc9422/4.3-1"),
       [](Behaviour& b) {
         b.offers.limits = "RCPTMAX=1000 RCPTDOMAINMAX=none";
       }},
      {"rcptmax-not-kept", "RCPTMAX=150 is announced, and the recipient behind 120 is one too many.",
       cites("rfc9422/4.2-2"),
       [](Behaviour& b) {
         b.offers.limits = "RCPTMAX=150";
         b.recipient_limit = 120;
       }},
  };
}

}  // namespace smtpspec::reference

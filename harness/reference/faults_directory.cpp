// Faults of addresses that are no mailboxes: of lists, and of people who have moved.
#include "reference/fault_areas.hpp"

namespace smtpspec::reference {

using ledger::cites;

std::vector<Fault> directory_faults() {
  return {
      {"expn-tells-no-mailboxes", "The 250 of EXPN says that there is the list, and names nobody.",
       cites("rfc5321/3.5.1-5", "rfc5321/3.5.1-2", "rfc6531/3.7.4.2-7"),
       [](Behaviour& b) {
         b.replies[Situation::expanded].text = "the list has members";
       }},
      {"expn-in-one-line", "EXPN tells all mailboxes in one line.",
       cites("rfc5321/3.5.1-6", "rfc6531/3.7.4.2-8"),
       [](Behaviour& b) {
         b.replies[Situation::expanded].text = "<alice@mx.test> <bob@mx.test>";
       }},
      {"forwards-once", "Mail for somebody who has moved is refused once 251 has told where he is.",
       cites("rfc5321/3.4-1"),
       [](Behaviour& b) {
         b.lapses.add(Lapse::forwards_once);
       }},
      {"moved-told-without-mailbox", "The 251 and 551 of VRFY say that somebody has moved, and not where to.",
       cites("rfc5321/3.5.2-7"),
       [](Behaviour& b) {
         b.replies[Situation::name_forwarded].text = "user not local; will forward";
         b.replies[Situation::name_moved].text = "user not local; try elsewhere";
       }},
      {"new-address-told-unasked",
       "Where somebody is now is told by 251 and 551 also beyond ASCII, without SMTPUTF8.",
       cites("rfc6531/3.7.4.1-2", "rfc6531/3.7.4.1-3"),
       [](Behaviour& b) {
         b.utf8_mistakes.add(Utf8Mistake::tells_new_address_unasked);
       }},
      {"refuses-moved-once", "Mail for somebody who has moved is taken once 551 has told where he is.",
       cites("rfc5321/3.4-2"),
       [](Behaviour& b) {
         b.lapses.add(Lapse::refuses_once_who_has_moved);
       }},
  };
}

}  // namespace smtpspec::reference

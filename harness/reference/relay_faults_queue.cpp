// Faults of the reference relay. The queue.
#include "reference/relay_fault_areas.hpp"

namespace smtpspec::reference {

using ledger::cites;

std::vector<RelayFault> relay_queue_faults() {
  using enum QueueMistake;
  return {
      {"queue-retries-refused", "A recipient that was refused with 5yz is tried again.",
       cites("rfc5321/4.2.1-2", "rfc5321/4.2.5-8", "rfc1870/6.2-4"), relay_makes<retries_refused>},
      {"queue-gives-deferred-up", "A recipient that was refused with 4yz is given up and reported at once.",
       cites("rfc5321/4.2.1-1", "rfc5321/4.5.4.1-1", "rfc5321/3.8-6"), relay_makes<gives_up_deferred>},
      {"queue-sends-twice", "Each message is sent on twice.",
       cites("rfc5321/4.2.5-9", "rfc5321/4.5.3.1.10-4"), relay_makes<sends_twice>},
      {"queue-loses-deferred", "A recipient that was refused with 4yz is forgotten.",
       cites("rfc5321/2.1-3", "rfc5321/4.5.4.1-1", "rfc5321/4.2.1-1"), relay_makes<loses_deferred>},
      {"queue-loses-refused", "A recipient that was refused with 5yz is forgotten, and nobody is told.",
       cites("rfc5321/6.1-2", "rfc5321/2.1-3", "rfc3461/5.2.2-6", "rfc3461/5.2.6-3"),
       relay_makes<loses_refused>},
      {"queue-lost-when-killed", "When the relay is killed its queue is lost.",
       cites("rfc5321/6.1-1", "rfc5321/2.1-3"), relay_makes<lost_at_kill>},
      {"queue-again-when-killed", "When the relay is started again it sends again what was delivered.",
       cites("rfc5321/4.2.5-9", "rfc5321/4.5.3.1.10-4"), relay_makes<again_at_kill>},
      {"queue-again-to-all",
       "When it tries again for a deferred recipient, those who have the message get it again.",
       cites("rfc5321/4.5.3.1.10-4", "rfc5321/4.2.5-9"), relay_makes<again_to_all>},
      {"queue-fails-all-with-one",
       "When one recipient is refused, all of the session are reported as failed.",
       cites("rfc5321/4.3.1-4", "rfc5321/4.2.5-9"), relay_makes<refused_with_one>},
      {"queue-forgets-refused-beside-delivered",
       "When one recipient is delivered, all of the session are taken for delivered.",
       cites("rfc5321/2.1-3", "rfc5321/4.4-21", "rfc5321/6.1-2"), relay_makes<delivered_with_one>},
      {"queue-finds-no-loops", "A message goes on however many Received fields it has.",
       cites("rfc5321/6.3-2"), relay_makes<loops>},
      {"queue-finds-loops-early", "A message with more than ten Received fields is taken for a loop.",
       cites("rfc5321/6.3-1"), relay_makes<short_loops_only>},
      {"queue-sends-to-header", "The address of the To field gets the message too.", cites("rfc5321/C-3"),
       relay_makes<header_recipients>},
      {"queue-returns-malformed-header", "A message whose To field has no end is returned.",
       cites("rfc5321/3.6.3-5"), relay_makes<malformed_header_returned>},
      {"queue-takes-354-for-acceptance", "What is under way behind 354 is taken for delivered.",
       cites("rfc5321/4.2.5-4", "rfc5321/4.2.5-7", "rfc5321/2.1-3"),
       [](RelayBehaviour& b) {
         b.client.transfer = ContentTransfer::data;
         b.client.mistakes.add(ReplyMistake::takes_354_for_acceptance);
       }},
      {"queue-takes-lost-connection-for-delivery",
       "A connection lost behind the end of mail data is taken for delivery.",
       cites("rfc5321/3.8-6", "rfc5321/2.1-3"), sender_makes<ReplyMistake::lost_connection_is_delivery>},
      {"queue-takes-lost-connection-for-refusal",
       "A connection that is lost is taken for a permanent failure.", cites("rfc5321/3.8-6"),
       sender_makes<ReplyMistake::lost_connection_is_permanent>},
      {"queue-takes-421-for-refusal", "421 is taken for a permanent failure.",
       cites("rfc5321/4.3.2-3", "rfc5321/3.8-5"), sender_makes<ReplyMistake::closing_is_permanent>},
      {"queue-undoes-delivery-at-quit", "A refused QUIT takes back what was delivered, and it is sent again.",
       cites("rfc5321/4.2.5-9"), sender_makes<SessionMistake::failed_quit_undoes_delivery>},
      {"queue-takes-552-for-refusal", "552 for too many recipients is taken for a permanent failure.",
       cites("rfc5321/4.5.3.1.10-2"), sender_makes<ReplyMistake::too_many_recipients_is_permanent>},
      {"queue-tries-late-mail-again",
       "A message with BY and mode R is tried again when its time has come, at any next hop.",
       cites("rfc2852/4.1.3-1", "rfc2852/4.1.3-2", "rfc2852/4.1.4.1-1", "rfc2852/4.1.4.1-2",
             "rfc2852/4.1.4.1-3"),
       [](RelayBehaviour& b) {
         b.mistakes.add(late_tried_again);
         b.client.mistakes.add(PassingMistake::deliver_by_not_required);
       }},
  };
}

}  // namespace smtpspec::reference

// Faults of command groups and of input that is lost.
#include "reference/fault_areas.hpp"

namespace smtpspec::reference {

using ledger::cites;

std::vector<Fault> pipelining_faults() {
  return {
      {"answers-only-first-of-group", "Only the first command of a segment is executed.",
       cites("rfc2920/3.2-10", "rfc2920/3.1-1", "rfc2920/3.1-17", "rfc2920/3.1-7", "rfc5321/4.2-1"),
       [](Behaviour& b) {
         b.losses.add(Loss::behind_every_command);
       }},
      {"data-after-refused-recipients",
       "DATA is accepted though all recipients were refused, and so is the message.",
       cites("rfc2920/3.2-3", "rfc5321/3.3-11"),
       [](Behaviour& b) {
         b.let_pass.add(Offence::data_after_refused_recipients);
       }},
      {"doubles-reply", "The first reply to a group of two or more is sent twice.",
       cites("rfc5321/4.2-1", "rfc2920/3.1-17"),
       [](Behaviour& b) {
         b.reply_form.group_order = GroupOrder::one_doubled;
       }},
      {"drops-reply-in-group", "The second reply to a group is missing.",
       cites("rfc5321/4.2-1", "rfc2920/3.1-17"),
       [](Behaviour& b) {
         b.reply_form.group_order = GroupOrder::one_dropped;
       }},
      {"flushes-input-after-data", "Commands that follow the end of mail data in the same segment are lost.",
       cites("rfc2920/3.2-10", "rfc2920/3.1-7", "rfc5321/4.2-1"),
       [](Behaviour& b) {
         b.losses.add(Loss::behind_end_of_data);
       }},
      {"flushes-input-at-data", "Mail data that follows DATA in the same segment is lost.",
       cites("rfc2920/3.2-10"),
       [](Behaviour& b) {
         b.losses.add(Loss::behind_data);
       }},
      {"flushes-input-on-error", "Commands that follow a refused one in the same segment are lost.",
       cites("rfc2920/3.2-10", "rfc2920/3.1-1", "rfc2920/3.1-17", "rfc5321/4.2-1"),
       [](Behaviour& b) {
         b.losses.add(Loss::behind_refusal);
       }},
      {"holds-replies-for-a-command-begun", "Replies are held back while the rest of a command is missing.",
       cites("rfc2920/3.2-8", "rfc2920/3.2-6", "rfc2920/3.2-7"),
       [](Behaviour& b) {
         b.habits.add(Habit::holds_replies_for_unfinished_line);
       }},
      {"holds-reply-to-noop", "The reply to a NOOP that ends a group waits for the next command.",
       cites("rfc2920/3.2-6"),
       [](Behaviour& b) {
         b.lapses.add(Lapse::holds_reply_to_noop);
       }},
      {"holds-reply-to-unknown-command",
       "The reply to a command that is not recognized waits for the next one where it ends a group.",
       cites("rfc2920/3.2-7"),
       [](Behaviour& b) {
         b.lapses.add(Lapse::holds_reply_to_unknown);
       }},
      {"loses-input-beyond-4096-octets", "What a segment holds beyond 4096 octets is lost.",
       cites("rfc2920/3.2-10", "rfc5321/4.2-1", "rfc5321/4.5.3.1.7-1", "rfc3030/2-14"),
       [](Behaviour& b) {
         b.losses.add(Loss::beyond_4096_octets);
       }},
      {"loses-split-commands", "The beginning of a command whose rest comes in another segment is lost.",
       cites("rfc2920/3.2-10"),
       [](Behaviour& b) {
         b.losses.add(Loss::unfinished_line);
       }},
      {"pipelined-data-accepted-without-mail",
       "DATA is accepted though the MAIL before it was refused, and so is the message.",
       cites("rfc5321/3.3-11", "rfc2920/3.2-3"),
       [](Behaviour& b) {
         b.let_pass.add(Offence::data_after_refused_mail);
       }},
      {"quit-discards-pending-replies", "QUIT takes away the replies to the commands before it in the group.",
       cites("rfc5321/4.2-1", "rfc2920/3.1-17"),
       [](Behaviour& b) {
         b.habits.add(Habit::drops_replies_before_quit);
       }},
      {"swaps-replies",
       "Two replies to one group come in the wrong order: the first two neighbours that differ.",
       cites("rfc2920/3.2-1"),
       [](Behaviour& b) {
         b.reply_form.group_order = GroupOrder::swapped;
       }},
      {"expects-data-behind-recipients",
       "RSET, NOOP and QUIT are refused in one group with the RCPT in front of them.", cites("rfc2920/3.2-9"),
       [](Behaviour& b) {
         b.lapses.add(Lapse::expects_data_behind_recipients);
       }},
  };
}

}  // namespace smtpspec::reference

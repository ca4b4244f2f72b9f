// Faults of the reference client. How replies are read, alone and in a group.
#include "reference/client_fault_areas.hpp"

namespace smtpspec::reference {

using ledger::cites;

std::vector<ClientFault> client_replies_faults() {
  return {
      {"reply-ends-at-first-line", "The first line of a reply is taken for all of it.",
       cites("rfc5321/4.2-6", "rfc5321/4.2-7", "rfc5321/2.2.1-2", "rfc2920/3.1-13", "rfc2920/3.1-16",
             "rfc5321/4.3.1-1"),
       [](ClientBehaviour& b) {
         b.mistakes.add(ReplyMistake::ends_at_first_line);
       }},
      {"text-decides",
       "A reply is negative if its text speaks of an error, and positive if it speaks of acceptance.",
       cites("rfc5321/4.2-10"),
       [](ClientBehaviour& b) {
         b.mistakes.add(ReplyMistake::decides_by_text);
       }},
      {"enhanced-code-decides", "The enhanced code says whether a refusal is permanent.",
       cites("rfc5321/4.2-10"),
       [](ClientBehaviour& b) {
         b.mistakes.add(ReplyMistake::decides_by_enhanced_code);
       }},
      {"needs-reply-text", "A reply without text is no success.", cites("rfc5321/4.2-11", "rfc5321/4.2.1-5"),
       [](ClientBehaviour& b) {
         b.mistakes.add(ReplyMistake::needs_text);
       }},
      {"needs-ascii-reply", "A reply with UTF-8 in its text is no success.", cites("rfc6531/3.7.4.1-1"),
       [](ClientBehaviour& b) {
         b.mistakes.add(ReplyMistake::needs_ascii);
       }},
      {"takes-251-for-refusal", "A positive reply to RCPT other than 250 is no success.",
       cites("rfc5321/4.3.2-10", "rfc5321/4.2-13", "rfc5321/4.2-17"),
       [](ClientBehaviour& b) {
         b.mistakes.add(ReplyMistake::needs_250);
       }},
      {"takes-354-for-acceptance", "The mail counts as delivered once DATA was answered with 354.",
       cites("rfc5321/4.2.5-4", "rfc5321/4.2.5-7", "rfc5321/2.1-1", "rfc5321/3.8-6", "rfc1870/6.2-8"),
       [](ClientBehaviour& b) {
         b.mistakes.add(ReplyMistake::takes_354_for_acceptance);
       }},
      {"treats-4yz-as-permanent", "A transient refusal is reported as a permanent one.",
       cites("rfc5321/4.2.1-1", "rfc5321/4.2-14", "rfc5321/4.5.3.1.10-3", "rfc1870/6.2-2", "rfc1870/6.2-8"),
       [](ClientBehaviour& b) {
         b.mistakes.add(ReplyMistake::transient_is_permanent);
       }},
      {"treats-5yz-as-temporary", "A permanent refusal is reported as a transient one.",
       cites("rfc5321/4.2.1-2", "rfc5321/4.2-15", "rfc5321/4.3.2-11", "rfc5321/4.2.5-8", "rfc1870/6.2-4",
             "rfc5321/4.5.3.1-2", "rfc1870/6.2-7", "rfc1870/6.2-8", "rfc1870/6.4-2"),
       [](ClientBehaviour& b) {
         b.mistakes.add(ReplyMistake::permanent_is_transient);
       }},
      {"treats-421-as-permanent", "A server that closes is taken for one that refuses.",
       cites("rfc5321/4.3.2-3", "rfc5321/3.8-5", "rfc5321/4.2.1-1"),
       [](ClientBehaviour& b) {
         b.mistakes.add(ReplyMistake::closing_is_permanent);
       }},
      {"treats-552-at-rcpt-as-permanent", "552 behind accepted recipients is taken for a permanent refusal.",
       cites("rfc5321/4.5.3.1.10-2"),
       [](ClientBehaviour& b) {
         b.mistakes.add(ReplyMistake::too_many_recipients_is_permanent);
       }},
      {"treats-552-at-end-of-data-as-temporary", "552 at the end of mail data is reported as transient.",
       cites("rfc5321/4.2.5-8", "rfc5321/4.2.1-2", "rfc1870/6.2-8"),
       [](ClientBehaviour& b) {
         b.mistakes.add(ReplyMistake::too_big_is_transient);
       }},
      {"lost-connection-is-permanent", "A connection that ends is taken for a permanent refusal.",
       cites("rfc5321/3.8-6"),
       [](ClientBehaviour& b) {
         b.mistakes.add(ReplyMistake::lost_connection_is_permanent);
       }},
      {"lost-connection-is-delivery", "Mail whose end was never answered counts as delivered.",
       cites("rfc5321/3.8-6"),
       [](ClientBehaviour& b) {
         b.mistakes.add(ReplyMistake::lost_connection_is_delivery);
       }},
      {"no-lone-dot-after-354", "Behind a 354 without any accepted recipient no dot is sent.",
       cites("rfc2920/3.1-11", "rfc5321/4.1.1.4-14"),
       [](ClientBehaviour& b) {
         b.mistakes.add(GroupMistake::no_lone_dot);
       }},
      {"message-to-nobody", "Behind a 354 without any accepted recipient the message is sent.",
       cites("rfc2920/3.1-11"),
       [](ClientBehaviour& b) {
         b.mistakes.add(GroupMistake::message_to_nobody);
       }},
      {"stops-reading-at-refused-mail",
       "Behind a refused MAIL the other replies of its group are not waited for.",
       cites("rfc2920/3.1-8", "rfc2920/3.1-9", "rfc2920/3.1-12"),
       [](ClientBehaviour& b) {
         b.mistakes.add(GroupMistake::stops_reading_at_refused_mail);
       }},
      {"content-in-one-group-with-data", "The content is sent before the reply to DATA.",
       cites("rfc2920/3.1-2", "rfc5321/3.3-12"),
       [](ClientBehaviour& b) {
         b.mistakes.add(GroupMistake::content_in_group);
       }},
      {"quit-behind-content", "QUIT is sent before the reply to the content.", cites("rfc5321/4.3.1-1"),
       [](ClientBehaviour& b) {
         b.mistakes.add(GroupMistake::quit_behind_content);
       }},
      {"reads-replies-by-segment", "What one read brings is taken for whole lines.", cites("rfc5321/4.2-21"),
       [](ClientBehaviour& b) {
         b.mistakes.add(ReplyMistake::ends_with_segment);
       }},
      {"takes-1yz-for-success", "A reply whose code begins with 1 is a success.", cites("rfc5321/4.2-19"),
       [](ClientBehaviour& b) {
         b.mistakes.add(ReplyMistake::takes_1yz_for_success);
       }},
      {"content-without-354", "The content is sent whatever DATA was answered.",
       cites("rfc5321/3.3-12", "rfc2920/3.1-10", "rfc1870/6.2-7"),
       [](ClientBehaviour& b) {
         b.mistakes.add(ReplyMistake::takes_anything_for_354);
       }},
      {"forgets-refused-recipient", "Mail counts as delivered to all if one of them was accepted.",
       cites("rfc2920/3.1-8", "rfc5321/2.1-1"),
       [](ClientBehaviour& b) {
         b.mistakes.add(ReplyMistake::forgets_refused_recipient);
       }},
      {"reply-ends-at-bare-lf", "A bare LF ends a line of a reply.", cites("rfc5321/2.3.8-13"),
       [](ClientBehaviour& b) {
         b.mistakes.add(ReplyMistake::ends_at_bare_lf);
       }},
      {"reply-ends-at-bare-cr", "A bare CR ends a line of a reply.", cites("rfc5321/2.3.8-14"),
       [](ClientBehaviour& b) {
         b.mistakes.add(ReplyMistake::ends_at_bare_cr);
       }},
      {"short-reply-lines-only", "A reply line of more than 500 octets is taken for none.",
       cites("rfc5321/4.5.3.1.5-2"),
       [](ClientBehaviour& b) {
         b.mistakes.add(ReplyMistake::short_lines_only);
       }},
      {"text-has-the-code", "A number at the start of a reply's text is taken for its code.",
       cites("rfc5321/4.2.1-6"),
       [](ClientBehaviour& b) {
         b.mistakes.add(ReplyMistake::text_has_the_code);
       }},
      {"takes-3yz-for-success", "A 3yz to MAIL or RCPT is a success.", cites("rfc5321/4.2-16"),
       [](ClientBehaviour& b) {
         b.mistakes.add(ReplyMistake::takes_3yz_for_success);
       }},
      {"latest-segment-only", "Of a reply that comes in several segments the lines of the last are read.",
       cites("rfc5321/2.2.1-2", "rfc5321/4.2-21"),
       [](ClientBehaviour& b) {
         b.mistakes.add(ReplyMistake::latest_segment_only);
       }},
      {"takes-250-at-data-for-delivery", "The mail counts as delivered where DATA was answered with 2yz.",
       cites("rfc5321/2.1-1", "rfc5321/3.3-12"),
       [](ClientBehaviour& b) {
         b.mistakes.add(ReplyMistake::takes_2yz_at_data_for_delivery);
       }},
  };
}

}  // namespace smtpspec::reference

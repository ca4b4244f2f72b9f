// Variants: how replies look.
#include "reference/variants.hpp"

namespace smtpspec::reference {

using enum text::Level;

std::vector<Variant> reply_variants() {
  return {
      {"terse-replies",
       "Replies say ok and nothing more, be they positive or negative.",
       {5321, "4.2", states},
       [](Behaviour& b) {
         b.reply_form.terse = true;
       }},
      {"replies-of-two-lines",
       "Every reply has a line of text in front of its own.",
       {5321, "4.2", states},
       [](Behaviour& b) {
         b.reply_form.lines_before = 1;
       }},
      {"longest-replies",
       "Every reply has forty lines of 500 octets in front of its own.",
       {5321, "4.2", states},
       [](Behaviour& b) {
         b.reply_form.lines_before = 40;
         b.reply_form.line_octets = 480;
       }},
      {"replies-octet-by-octet",
       "Each octet of a reply is sent alone.",
       {5321, "4.2", states},
       [](Behaviour& b) {
         b.reply_form.octet_by_octet = true;
       }},
      {"greeting-of-several-lines",
       "The greeting has three lines.",
       {5321, "4.2", states},
       [](Behaviour& b) {
         b.replies[Situation::service_ready] = {
             220, "", "{server} ESMTP\nall that is said here is written down\nno relaying"};
       }},
      {"farewell-of-several-lines",
       "The reply to QUIT has three lines.",
       {5321, "4.2", states},
       [](Behaviour& b) {
         b.replies[Situation::goodbye] = {221, "2.0.0", "{server}\nthat was all\nuntil next time", 1, true};
       }},
      {"help-not-implemented",
       "HELP is answered with 502 and not offered.",
       {5321, "4.3.2", states},
       [](Behaviour& b) {
         b.offers.in_clear.remove(Extension::help);
         b.offers.in_tls.remove(Extension::help);
         b.replies[Situation::help] = {502, "5.5.1", "HELP not implemented"};
       }},
      {"help-of-one-line",
       "HELP is answered with 211 and one line.",
       {5321, "4.3.2", states},
       [](Behaviour& b) {
         b.replies[Situation::help] = {211, "2.0.0", "see RFC 5321"};
       }},
      {"expn-refused",
       "EXPN is answered with 550.",
       {5321, "4.3.2", states},
       [](Behaviour& b) {
         for (const Situation one : {Situation::expanded, Situation::list_unknown})
           b.replies[one] = {550, "5.7.1", "nobody is told who is on a list"};
       }},
      {"expn-252",
       "EXPN is answered with 252.",
       {5321, "7.3", must},
       [](Behaviour& b) {
         for (const Situation one : {Situation::expanded, Situation::list_unknown})
           b.replies[one] = {252, "2.5.2", "cannot expand lists"};
       }},
      {"other-success-texts",
       "Texts of success speak of errors, and of refusal of acceptance.",
       {5321, "4.2", states},
       [](Behaviour& b) {
         for (const Situation one : {Situation::nothing_done, Situation::reset, Situation::sender_accepted,
                                     Situation::recipient_accepted, Situation::message_accepted})
           b.replies[one].text = "no error: 550 would be a refusal";
         b.replies[Situation::mailbox_unknown].text = "250 ok would be acceptance";
       }},
      {"greets-with-its-name-alone",
       "The greeting and the reply to EHLO are the server's name and nothing else.",
       {5321, "4.2", states},
       [](Behaviour& b) {
         for (const Situation one : {Situation::service_ready, Situation::ehlo_accepted})
           b.replies[one].text = "{server}";
       }},
      {"named-by-an-address-literal",
       "The server has no name and calls itself by its address.",
       {5321, "4.3.1", states},
       [](Behaviour& b) {
         for (const Situation one : {Situation::service_ready, Situation::ehlo_accepted,
                                     Situation::helo_accepted, Situation::goodbye, Situation::closing})
           b.replies[one].text = "[192.0.2.1] service";
       }},
      {"verifies-with-full-names",
       "VRFY and EXPN tell the full name of a user in front of the mailbox.",
       {5321, "3.5.1", may},
       [](Behaviour& b) {
         b.policies.add(Policy::verifies);
         for (const Situation one : {Situation::verified, Situation::expanded})
           b.replies[one].text = "A. User <{argument}>";
       }},
      {"verifies-nothing-unambiguous",
       "VRFY is answered with 553 and several possibilities.",
       {5321, "3.5.1", may},
       [](Behaviour& b) {
         b.replies[Situation::cannot_verify] = {
             553, "5.1.4", "ambiguous; possibilities are\n<alice@mx.test>\n<bob@mx.test>"};
       }},
  };
}

}  // namespace smtpspec::reference

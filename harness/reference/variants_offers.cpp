// Variants: what is offered, and what is not.
#include "reference/variants.hpp"

namespace smtpspec::reference {

using enum text::Level;

std::vector<Variant> offer_variants() {
  return {
      {"offers-nothing",
       "The reply to EHLO names the server and nothing else.",
       {5321, "4.1.1.1", states},
       [](Behaviour& b) {
         b.offers.in_clear = b.offers.in_tls = {};
       }},
      {"offers-size-only",
       "SIZE is all that is offered.",
       {5321, "2.2.1", states},
       [](Behaviour& b) {
         b.offers.in_clear = b.offers.in_tls = {Extension::size};
       }},
      {"shortest-command-lines",
       "No extension is offered, and commands are no longer than 512 octets.",
       {5321, "4.5.3.1.4", states},
       [](Behaviour& b) {
         b.offers.in_clear = b.offers.in_tls = {};
         b.command_line_limit = 512;
       }},
      {"no-pipelining",
       "PIPELINING is not offered.",
       {2920, "2", states},
       [](Behaviour& b) {
         b.offers.in_clear.remove(Extension::pipelining);
         b.offers.in_tls.remove(Extension::pipelining);
       }},
      {"no-chunking",
       "CHUNKING and BINARYMIME are not offered.",
       {3030, "2", states},
       [](Behaviour& b) {
         for (auto* list : {&b.offers.in_clear, &b.offers.in_tls}) {
           list->remove(Extension::chunking);
           list->remove(Extension::binarymime);
         }
       }},
      {"no-binarymime",
       "CHUNKING is offered and BINARYMIME is not.",
       {3030, "3", states},
       [](Behaviour& b) {
         b.offers.in_clear.remove(Extension::binarymime);
         b.offers.in_tls.remove(Extension::binarymime);
       }},
      {"no-size",
       "SIZE is not offered.",
       {1870, "4", states},
       [](Behaviour& b) {
         b.offers.in_clear.remove(Extension::size);
         b.offers.in_tls.remove(Extension::size);
       }},
      {"no-8bitmime",
       "8BITMIME, SMTPUTF8 and BINARYMIME are not offered.",
       {6152, "3", states},
       [](Behaviour& b) {
         for (auto* list : {&b.offers.in_clear, &b.offers.in_tls}) {
           list->remove(Extension::eight_bit_mime);
           list->remove(Extension::smtputf8);
           list->remove(Extension::binarymime);
           list->remove(Extension::burl);  // which needs it
         }
       }},
      {"no-smtputf8",
       "SMTPUTF8 is not offered.",
       {6531, "3.1", states},
       [](Behaviour& b) {
         b.offers.in_clear.remove(Extension::smtputf8);
         b.offers.in_tls.remove(Extension::smtputf8);
       }},
      {"no-dsn",
       "DSN is not offered.",
       {3461, "2", states},
       [](Behaviour& b) {
         b.offers.in_clear.remove(Extension::dsn);
         b.offers.in_tls.remove(Extension::dsn);
       }},
      {"no-starttls",
       "STARTTLS is not offered.",
       {3207, "3", states},
       [](Behaviour& b) {
         b.offers.in_clear.remove(Extension::starttls);
       }},
      {"no-auth",
       "AUTH is not offered.",
       {4954, "3", states},
       [](Behaviour& b) {
         b.offers.in_tls.remove(Extension::auth);
         b.offers.in_tls.remove(Extension::atrn);
         b.offers.in_tls.remove(Extension::burl);
         b.offers.in_tls.remove(Extension::future_release);
       }},
      {"no-enhanced-codes",
       "ENHANCEDSTATUSCODES is not offered, and no reply has such a code.",
       {2034, "3", states},
       [](Behaviour& b) {
         b.offers.in_clear.remove(Extension::enhanced_status_codes);
         b.offers.in_tls.remove(Extension::enhanced_status_codes);
       }},
      {"enhanced-codes-unlisted",
       "Replies have enhanced codes although those are not offered: they are text.",
       {5321, "4.2", states},
       [](Behaviour& b) {
         b.offers.unlisted.add(Extension::enhanced_status_codes);
       }},
      {"auth-in-clear",
       "AUTH is offered before TLS, with mechanisms that show no password.",
       {4954, "4", states},
       [](Behaviour& b) {
         b.offers.in_clear.add(Extension::auth);
       }},
      {"plain-only",
       "PLAIN inside TLS is the only mechanism.",
       {4954, "4", must},
       [](Behaviour& b) {
         b.offers.mechanisms_in_tls = {sasl::Mechanism::plain};
       }},
      {"no-channel-binding",
       "SCRAM has no -PLUS name.",
       {5802, "6", should},
       [](Behaviour& b) {
         std::erase_if(b.offers.mechanisms_in_tls, sasl::binds_channel);
       }},
      {"mechanisms-of-others",
       "The list of mechanisms begins with some that nobody knows.",
       {4954, "3", states},
       [](Behaviour& b) {
         b.offers.further_mechanisms = " X-NEVER-HEARD-OF GSSAPI";
       }},
      {"tls-twelve-only",
       "TLS 1.2 is the only version.",
       {9325, "3.1.1", must},
       [](Behaviour& b) {
         b.handshake.versions = {"1.2"};
       }},
      {"lower-case-keywords",
       "The list of extensions is in lower case.",
       {5321, "4.1.1.1", must},
       [](Behaviour& b) {
         b.offers.in_lower_case = true;
       }},
      {"keywords-of-others",
       "The list of extensions has some that nobody knows, with parameters.",
       {5321, "4.1.1.1", states},
       [](Behaviour& b) {
         b.offers.further_lines = {"XCLIENT NAME ADDR PORT", "RRVS", "X-OTHER", "CHECKPOINT 864000 2030",
                                   "CONPERM"};
       }},
      {"deliverby-without-minimum",
       "DELIVERBY is offered without a minimum, and there is none.",
       {2852, "2", states},
       [](Behaviour& b) {
         b.offers.deliver_by_parameter = "";
         b.deliver_by_minimum = 1;
       }},
      {"deliverby-with-options",
       "DELIVERBY is offered with an empty minimum and an option that nobody knows.",
       {2852, "2", states},
       [](Behaviour& b) {
         b.offers.deliver_by_parameter = ",CALENDAR";
         b.deliver_by_minimum = 1;
       }},
      {"deliverby-within-a-month",
       "Nothing is delivered sooner than within 30 days.",
       {2852, "3", states},
       [](Behaviour& b) {
         b.deliver_by_minimum = 30L * 24 * 60 * 60;
       }},
      {"no-requests",
       "None of DELIVERBY, REQUIRETLS, SUBMITTER, NO-SOLICITING, MTRK, MT-PRIORITY, FUTURERELEASE and BURL "
       "is "
       "offered.",
       {5321, "2.2.1", states},
       [](Behaviour& b) {
         for (auto* list : {&b.offers.in_clear, &b.offers.in_tls})
           for (const Extension one : {Extension::deliver_by, Extension::require_tls, Extension::submitter,
                                       Extension::no_soliciting, Extension::mtrk, Extension::mt_priority,
                                       Extension::future_release, Extension::burl})
             list->remove(one);
       }},
      {"no-soliciting-of-classes",
       "NO-SOLICITING is offered with classes that are not wanted.",
       {3865, "2", states},
       [](Behaviour& b) {
         b.offers.in_clear.remove(Extension::no_soliciting);
         b.offers.in_tls.remove(Extension::no_soliciting);
         b.offers.unlisted.add(Extension::no_soliciting);
         b.offers.further_lines = {"NO-SOLICITING net.example:ADV,org.example:ADV:ADLT"};
       }},
      {"announces-many-limits",
       "LIMITS has all that is registered, RCPTMAX not first.",
       {9422, "3", states},
       [](Behaviour& b) {
         b.offers.limits = "MAILMAX=20 RCPTMAX=500 RCPTDOMAINMAX=3";
       }},
      {"no-limits",
       "LIMITS is not offered.",
       {9422, "3", states},
       [](Behaviour& b) {
         b.offers.in_clear.remove(Extension::limits);
         b.offers.in_tls.remove(Extension::limits);
       }},
      {"no-etrn",
       "ETRN is not offered.",
       {1985, "2", states},
       [](Behaviour& b) {
         b.offers.in_clear.remove(Extension::etrn);
         b.offers.in_tls.remove(Extension::etrn);
       }},
      {"etrn-for-nobody",
       "Every request by ETRN is refused with 458.",
       {1985, "5.1", states},
       [](Behaviour& b) {
         b.replies[Situation::etrn_idle] = b.replies[Situation::etrn_not_allowed] =
             b.replies[Situation::etrn_no_queue];
       }},
      {"etrn-for-everybody",
       "ETRN starts the whole queue: every request is answered with 250.",
       {1985, "6", states},
       [](Behaviour& b) {
         b.replies[Situation::etrn_idle] = {250, "2.0.0", "OK, queuing for node {argument} started"};
         b.replies[Situation::etrn_not_allowed] = b.replies[Situation::etrn_no_queue] =
             b.replies[Situation::etrn_idle];
       }},
      {"atrn-too-soon",
       "ATRN is refused with 450: it comes too soon behind another.",
       {2645, "5.2.1", may},
       [](Behaviour& b) {
         b.replies[Situation::atrn_no_mail] = b.replies[Situation::atrn_turned] =
             b.replies[Situation::atrn_no_access];
       }},
      {"atrn-turns-without-mail",
       "ATRN is answered with 250 where no mail waits; EHLO and QUIT follow.",
       {2645, "5.2.1", may},
       [](Behaviour& b) {
         b.turns_without_mail = true;
       }},
      {"atrn-with-other-mail",
       "Other mail waits in front of what is handed in.",
       {2645, "5.3", states},
       [](Behaviour& b) {
         b.waiting = {{"erin@elsewhere.test", "frank@customer.test", "Subject: other\r\n\r\nother mail\r\n"}};
       }},
      {"size-without-limit",
       "SIZE 0 is offered: there is no fixed limit.",
       {1870, "3", states},
       [](Behaviour& b) {
         b.size_limit = 0;
       }},
      {"size-without-number",
       "SIZE is offered without a number, which says nothing of a limit.",
       {1870, "3", states},
       [](Behaviour& b) {
         b.offers.size_parameter = "";
       }},
      {"smallest-size-limit",
       "Messages have at most 65536 octets.",
       {5321, "4.5.3.1.7", must},
       [](Behaviour& b) {
         b.size_limit = 65536;
       }},
  };
}

}  // namespace smtpspec::reference

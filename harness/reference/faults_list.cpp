// Faults of what a server says of itself: its name, and the list of what it offers and serves.
#include "reference/fault_areas.hpp"

namespace smtpspec::reference {
namespace {

using ledger::cites;

std::vector<Fault> faults_of_names() {
  return {
      {"greeting-names-nobody", "The greeting begins with stars in place of the server's name.",
       cites("rfc5321/4.2-4"),
       [](Behaviour& b) {
         b.replies[Situation::service_ready].text = "*** {server} ESMTP ***";
       }},
      {"greeting-says-ready", "The greeting is `220 ready`.", cites("rfc5321/2.3.5-1", "rfc5321/4.3.1-3"),
       [](Behaviour& b) {
         b.replies[Situation::service_ready].text = "ready";
       }},
      {"greeting-with-comma", "A comma stands behind the server's name in the greeting.",
       cites("rfc5321/4.2-20", "rfc5321/4.2-4"),
       [](Behaviour& b) {
         b.replies[Situation::service_ready].text = "{server}, ESMTP reference server ready";
       }},
      {"says-nothing-first", "A new connection is not greeted.", cites("rfc5321/3.1-1"),
       [](Behaviour& b) {
         b.replies[Situation::service_ready].times = 0;
       }},
      {"ehlo-names-another", "The reply to EHLO names another host than the greeting.",
       cites("rfc5321/4.3.1-3", "rfc5321/4.1.1.1-11"),
       [](Behaviour& b) {
         b.replies[Situation::ehlo_accepted].text = "backend.{server} at your service";
       }},
      {"ehlo-names-client", "The first word of the reply to EHLO is the client's name.",
       cites("rfc5321/4.1.1.1-11", "rfc5321/4.3.1-3"),
       [](Behaviour& b) {
         b.replies[Situation::ehlo_accepted].text = "{argument} is welcome";
       }},
      {"ehlo-with-comma", "A comma stands behind the server's name in the reply to EHLO.",
       cites("rfc5321/4.1.1.1-12", "rfc5321/4.1.1.1-11"),
       [](Behaviour& b) {
         b.replies[Situation::ehlo_accepted].text = "{server}, at your service";
       }},
      {"helo-says-ok", "The reply to HELO is `250 OK` and names nobody.", cites("rfc5321/4.1.1.1-19"),
       [](Behaviour& b) {
         b.replies[Situation::helo_accepted].text = "OK";
       }},
      {"quit-names-nobody", "The reply to QUIT does not begin with the server's name.",
       cites("rfc5321/4.2.2-1"),
       [](Behaviour& b) {
         b.replies[Situation::goodbye].text = "bye, says {server}";
       }},
      {"closing-names-nobody", "The 421 behind three refusals does not begin with the server's name.",
       cites("rfc5321/4.2.2-2"),
       [](Behaviour& b) {
         b.patience.errors = 3;
         b.replies[Situation::closing].text = "too many errors";
       }},
      {"name-missing-is-554", "EHLO and HELO without a name are refused with 554.",
       cites("rfc5321/4.3.2-5", "rfc5321/4.1.1.1-8", "rfc5321/4.1.1.1-9"),
       [](Behaviour& b) {
         b.replies[Situation::client_name_missing].code = 554;
       }},
  };
}

std::vector<Fault> faults_of_lists() {
  return {
      {"list-has-auth-alone", "AUTH is in the list without a mechanism.",
       cites("rfc5321/4.1.1.1-22", "rfc4954/3-2"),
       [](Behaviour& b) {
         b.offers.unlisted.add(Extension::auth);
         b.offers.further_lines = {"AUTH"};
       }},
      {"list-has-codes-with-parameter", "ENHANCEDSTATUSCODES is in the list with a parameter.",
       cites("rfc2034/3-2"),
       [](Behaviour& b) {
         b.offers.in_clear.remove(Extension::enhanced_status_codes);
         b.offers.in_tls.remove(Extension::enhanced_status_codes);
         b.offers.unlisted.add(Extension::enhanced_status_codes);
         b.offers.further_lines = {"ENHANCEDSTATUSCODES 2"};
       }},
      {"list-has-unregistered-keyword", "A keyword of the list is registered nowhere and begins with no X.",
       cites("rfc5321/2.2.2-1", "rfc5321/4.1.5-2"),
       [](Behaviour& b) {
         b.offers.further_lines = {"TELEPATHY"};
       }},
      {"no-8bitmime-offered", "Neither 8BITMIME is offered nor anything that needs it.",
       cites("rfc5321/2.4-13"),
       [](Behaviour& b) {
         for (auto* list : {&b.offers.in_clear, &b.offers.in_tls})
           for (const Extension one : {Extension::eight_bit_mime, Extension::smtputf8, Extension::binarymime})
             list->remove(one);
       }},
      {"limit-unlisted", "The limit on the size of messages is kept, and SIZE is not in the list.",
       cites("rfc5321/4.5.3.1.7-2"),
       [](Behaviour& b) {
         b.offers.unlisted.add(Extension::size);
       }},
      {"send-unlisted", "SEND, SOML and SAML are taken and not in the list.",
       cites("rfc5321/F.6-3", "rfc5321/4.1.1.1-18"),
       [](Behaviour& b) {
         b.further_verbs = {"SEND", "SOML", "SAML"};
       }},
      {"takes-debug", "DEBUG and WIZ, which no RFC knows, are taken.", cites("rfc5321/4.1.5-2"),
       [](Behaviour& b) {
         b.further_verbs = {"DEBUG", "WIZ"};
       }},
      {"takes-turn", "TURN is granted to a client that nobody knows.", cites("rfc5321/F.1-2"),
       [](Behaviour& b) {
         b.further_verbs = {"TURN"};
       }},
  };
}

}  // namespace

std::vector<Fault> list_faults() {
  std::vector<Fault> all = faults_of_names();
  for (const Fault& one : faults_of_lists()) all.push_back(one);
  return all;
}

}  // namespace smtpspec::reference

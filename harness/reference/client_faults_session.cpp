// Faults of the reference client. The session: greeting, EHLO, HELO and QUIT.
#include "reference/client_fault_areas.hpp"

namespace smtpspec::reference {

using ledger::cites;

namespace {

// Whatever the name is.
void gives_name(ClientBehaviour& behaviour, const char* name) {
  behaviour.client_name = name;
  behaviour.mistakes.add(AddressMistake::passes_on_any_name);
}

}  // namespace

std::vector<ClientFault> client_session_faults() {
  return {
      {"quit-with-argument", "QUIT has an argument.", cites("rfc5321/4.1.1-4"),
       [](ClientBehaviour& b) {
         b.mistakes.add(SessionMistake::quit_with_argument);
       }},
      {"speaks-before-greeting", "EHLO is sent before the greeting has come.", cites("rfc5321/4.3.1-2"),
       [](ClientBehaviour& b) {
         b.mistakes.add(SessionMistake::speaks_before_greeting);
       }},
      {"acts-on-first-greeting-line", "EHLO is sent when the first line of a longer greeting has come.",
       cites("rfc5321/4.3.1-2", "rfc5321/4.2-7"),
       [](ClientBehaviour& b) {
         b.mistakes.add(SessionMistake::acts_on_first_greeting_line);
       }},
      {"ignores-554-greeting", "The session goes on behind a greeting that refuses it.",
       cites("rfc5321/3.1-5"),
       [](ClientBehaviour& b) {
         b.mistakes.add(SessionMistake::ignores_refused_greeting);
       }},
      {"pipelines-behind-ehlo", "NOOP is sent in one group with EHLO.",
       cites("rfc2920/3.1-3", "rfc2920/3-1", "rfc5321/4.3.1-1"),
       [](ClientBehaviour& b) {
         b.mistakes.add(SessionMistake::noop_behind_ehlo);
       }},
      {"never-tries-helo", "EHLO that is not recognized is the end of the session.", cites("rfc5321/2.2.1-6"),
       [](ClientBehaviour& b) {
         b.helo_codes.clear();
       }},
      {"no-helo-after-500", "HELO follows a 502 to EHLO and no 500.", cites("rfc5321/2.2.1-6"),
       [](ClientBehaviour& b) {
         b.helo_codes = {502};
       }},
      {"no-helo-after-502", "HELO follows a 500 to EHLO and no 502.", cites("rfc5321/2.2.1-6"),
       [](ClientBehaviour& b) {
         b.helo_codes = {500};
       }},
      {"tries-helo-after-421", "HELO follows a 421 to EHLO.", cites("rfc5321/4.3.2-3"),
       [](ClientBehaviour& b) {
         b.mistakes.add(SessionMistake::helo_after_421);
       }},
      {"ehlo-without-name", "EHLO names nobody.", cites("rfc5321/2.3.5-3"),
       [](ClientBehaviour& b) {
         gives_name(b, "");
       }},
      {"ehlo-malformed-name", "EHLO has a name with an underscore.", cites("rfc5321/4.1.2-26"),
       [](ClientBehaviour& b) {
         gives_name(b, "client_test");
       }},
      {"ehlo-name-beyond-ascii", "EHLO has a name beyond ASCII.",
       cites("rfc5321/4.1.2-25", "rfc5321/4.1.2-26", "rfc6531/3.7.1-1"),
       [](ClientBehaviour& b) {
         gives_name(b, "cli\xC3\xA9nt.test");
       }},
      {"ehlo-bare-address", "EHLO has an address literal without brackets.",
       cites("rfc5321/4.1.3-3", "rfc5321/2.3.5-3"),
       [](ClientBehaviour& b) {
         gives_name(b, "IPv6:::1");
       }},
      {"bare-lf-in-commands", "Commands end in LF alone.", cites("rfc5321/2.3.8-8"),
       [](ClientBehaviour& b) {
         b.line_end = "\n";
       }},
      {"bare-cr-in-commands", "Commands end in CR CR LF.", cites("rfc5321/2.3.8-15", "rfc5321/4.1.2-25"),
       [](ClientBehaviour& b) {
         b.line_end = "\r\r\n";
       }},
      {"overlong-commands", "Commands are padded with blanks beyond 512 octets.",
       cites("rfc5321/4.5.3.1.4-2", "rfc5321/4.5.3.1-1"),
       [](ClientBehaviour& b) {
         b.line_end = std::string(512, ' ') + "\r\n";
       }},
      {"no-quit", "The connection is closed without QUIT.", cites("rfc5321/4.1.1.10-3"),
       [](ClientBehaviour& b) {
         b.mistakes.add(SessionMistake::no_quit);
       }},
      {"speaks-after-quit", "NOOP follows QUIT.", cites("rfc5321/4.1.1.10-3", "rfc2920/3.1-4"),
       [](ClientBehaviour& b) {
         b.mistakes.add(SessionMistake::speaks_after_quit);
       }},
      {"retries-at-once", "Mail that is deferred is tried again at once.",
       cites("rfc5321/4.5.4.1-2", "rfc5321/4.5.4.1-3"),
       [](ClientBehaviour& b) {
         b.mistakes.add(SessionMistake::retries_at_once);
       }},
      {"forgets-deferred-mail", "Mail that is deferred is not tried again when the queue is run.",
       cites("rfc5321/4.5.4.1-1", "rfc5321/4.2.1-1"),
       [](ClientBehaviour& b) {
         b.mistakes.add(SessionMistake::forgets_deferred_mail);
       }},
      {"retries-delivered-recipients",
       "Those who had the message get it again when it is tried again for others.",
       cites("rfc5321/4.5.3.1.10-4", "rfc5321/4.5.3.1.10-3", "rfc5321/4.2.5-9"),
       [](ClientBehaviour& b) {
         b.mistakes.add(SessionMistake::retries_delivered_recipients);
       }},
      {"retries-refused-recipients",
       "Recipients that were refused for good are tried again when the queue is run.",
       cites("rfc5321/4.2.1-2", "rfc5321/4.2.5-8"),
       [](ClientBehaviour& b) {
         b.mistakes.add(SessionMistake::retries_refused_recipients);
       }},
      {"opens-with-helo", "The session is opened with HELO and not with EHLO.", cites("rfc5321/2.2.1-4"),
       [](ClientBehaviour& b) {
         b.mistakes.add(SessionMistake::helo_first);
       }},
      {"mails-behind-refused-ehlo", "The mail begins behind an EHLO that was refused.",
       cites("rfc5321/4.1.1.1-4"),
       [](ClientBehaviour& b) {
         b.mistakes.add(SessionMistake::mails_behind_refused_ehlo);
       }},
      {"failed-quit-undoes-delivery", "Mail that was accepted counts as lost if QUIT fails.",
       cites("rfc5321/4.2.5-9"),
       [](ClientBehaviour& b) {
         b.mistakes.add(SessionMistake::failed_quit_undoes_delivery);
       }},
      {"ehlo-nickname", "EHLO has the name that the host calls itself by, localhost.",
       cites("rfc5321/2.3.5-1"),
       [](ClientBehaviour& b) {
         b.client_name = "localhost";
       }},
      {"ehlo-tagged-ipv4", "EHLO has an IPv4 address with a tag.",
       cites("rfc5321/4.1.3-8", "rfc5321/4.1.3-1"),
       [](ClientBehaviour& b) {
         b.client_name = "[IPv4:127.0.0.1]";
       }},
      {"ehlo-octet-beyond-255", "EHLO has an IPv4 address that is none.", cites("rfc5321/4.1.3-1"),
       [](ClientBehaviour& b) {
         gives_name(b, "[127.0.0.256]");
       }},
      {"ehlo-ipv6-gap-of-one", "EHLO has an IPv6 address in which :: stands for one group.",
       cites("rfc5321/4.1.3-9"),
       [](ClientBehaviour& b) {
         gives_name(b, "[IPv6:2001:db8:1:2::5:6:7]");
       }},
      {"ehlo-literal", "EHLO has an address though the host has a name.", cites("rfc5321/2.3.4-1"),
       [](ClientBehaviour& b) {
         b.client_name = "[127.0.0.1]";
       }},
      {"helo-without-name", "HELO names nobody.", cites("rfc5321/4.1.1.1-10"),
       [](ClientBehaviour& b) {
         b.mistakes.add(SessionMistake::helo_without_name);
       }},
      {"blank-before-verb", "Commands begin with a blank.", cites("rfc5321/4.1.1-1"),
       [](ClientBehaviour& b) {
         b.mistakes.add(SessionMistake::blank_before_verb);
       }},
      {"expands-lists", "EXPN is said before the mail.", cites("rfc5321/3.5.4-1"),
       [](ClientBehaviour& b) {
         b.habits.before_mail = {"EXPN list"};
       }},
      {"ehlo-literal-and-more", "EHLO has a name behind the address.", cites("rfc5321/4.1.1.1-2"),
       [](ClientBehaviour& b) {
         gives_name(b, "[127.0.0.1] client.test");
       }},
      {"turn", "TURN is said before QUIT.", cites("rfc5321/F.1-1"),
       [](ClientBehaviour& b) {
         b.habits.before_quit = {"TURN"};
       }},
      {"saml", "SAML is said before MAIL.", cites("rfc5321/F.6-1"),
       [](ClientBehaviour& b) {
         b.habits.before_mail = {"SAML FROM:<sender@client.test>"};
       }},
  };
}

}  // namespace smtpspec::reference

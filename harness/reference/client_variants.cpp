// Variants of the reference client.
#include "reference/client_variants.hpp"

#include <algorithm>
#include <vector>

namespace smtpspec::reference {
namespace {

using enum text::Level;

std::vector<ClientVariant> all_variants() {
  return {
      {"ehlo-twice",
       "EHLO is said again behind its reply, in clear and inside TLS.",
       {5321, "4.1.4", may},
       [](ClientBehaviour& b) {
         b.habits.set.add(ClientHabit::ehlo_twice);
       }},
      {"ehlo-after-login",
       "EHLO is said again behind AUTH.",
       {5321, "4.1.4", may},
       [](ClientBehaviour& b) {
         b.habits.set.add(ClientHabit::ehlo_after_login);
       }},
      {"ehlo-after-refused-tls",
       "EHLO is said again behind a STARTTLS that was refused.",
       {5321, "4.1.4", may},
       [](ClientBehaviour& b) {
         b.habits.set.add(ClientHabit::ehlo_after_refused_tls);
       }},
      {"rset-before-mail",
       "RSET is said before the mail.",
       {5321, "4.1.4", states},
       [](ClientBehaviour& b) {
         b.habits.before_mail = {"RSET"};
       }},
      {"noop-before-mail",
       "NOOP is said before the mail.",
       {5321, "4.1.4", states},
       [](ClientBehaviour& b) {
         b.habits.before_mail = {"NOOP"};
       }},
      {"vrfy-before-mail",
       "VRFY is said before the mail.",
       {5321, "4.1.4", states},
       [](ClientBehaviour& b) {
         b.habits.before_mail = {"VRFY alice"};
       }},
      {"help-before-mail",
       "HELP is said before the mail.",
       {5321, "4.1.4", states},
       [](ClientBehaviour& b) {
         b.habits.before_mail = {"HELP"};
       }},
      {"much-before-mail",
       "NOOP, RSET, EHLO, VRFY and NOOP are said before the mail.",
       {5321, "4.1.4", may},
       [](ClientBehaviour& b) {
         b.habits.before_mail = {"NOOP waiting", "RSET", "EHLO " + b.client_name, "VRFY alice", "NOOP"};
       }},
      {"noop-before-quit",
       "NOOP is said before QUIT.",
       {5321, "4.1.4", states},
       [](ClientBehaviour& b) {
         b.habits.before_quit = {"NOOP"};
       }},
      {"rset-before-quit",
       "RSET is said before QUIT.",
       {5321, "4.1.4", states},
       [](ClientBehaviour& b) {
         b.habits.before_quit = {"RSET"};
       }},
      {"noop-between-recipients",
       "NOOP is said between recipients, outside of groups.",
       {5321, "4.1.4", states},
       [](ClientBehaviour& b) {
         b.habits.set.add(ClientHabit::noop_between_recipients);
         b.declined.add(Service::pipelining);
       }},
      {"quits-again",
       "QUIT is said again where it was not answered with 221.",
       {5321, "4.1.1.10", may},
       [](ClientBehaviour& b) {
         b.habits.set.add(ClientHabit::quits_again);
       }},
      {"quits-without-rset",
       "QUIT and not RSET follows a transaction that failed.",
       {5321, "4.1.1.10", may},
       [](ClientBehaviour& b) {
         b.habits.set.add(ClientHabit::quits_without_rset);
       }},
      {"closes-behind-quit",
       "The reply to QUIT is not waited for.",
       {5321, "4.1.1.10", should},
       [](ClientBehaviour& b) {
         b.habits.set.add(ClientHabit::closes_behind_quit);
       }},
      {"lower-case-commands",
       "Commands are in lower case.",
       {5321, "2.4", must},
       [](ClientBehaviour& b) {
         b.habits.set.add(ClientHabit::lower_case_commands);
       }},
      {"octet-by-octet",
       "Each octet is sent alone.",
       {5321, "2.3.8", states},
       [](ClientBehaviour& b) {
         b.habits.set.add(ClientHabit::octet_by_octet);
       }},
      {"login-within-group",
       "AUTH PLAIN stands in one group with MAIL, RCPT and DATA.",
       {4954, "4", must},
       [](ClientBehaviour& b) {
         b.habits.set.add(ClientHabit::logs_in_within_group);
         b.habits.mechanisms = {sasl::Mechanism::plain};
       }},
      {"no-initial-response",
       "AUTH never has an initial response.",
       {4954, "4", may},
       [](ClientBehaviour& b) {
         b.habits.set.add(ClientHabit::no_initial_response);
       }},
      {"mails-without-login",
       "The mail follows an AUTH that failed.",
       {4954, "4", may},
       [](ClientBehaviour& b) {
         b.habits.set.add(ClientHabit::mails_without_login);
       }},
      {"gives-up-without-login",
       "No mechanism is good enough: the client gives up without AUTH.",
       {4954, "4", states},
       [](ClientBehaviour& b) {
         b.habits.mechanisms.emplace();
       }},
      {"gives-up-without-tls",
       "The client gives up where STARTTLS is refused or fails, although TLS is not required.",
       {3207, "4.1", states},
       [](ClientBehaviour& b) {
         b.habits.set.add(ClientHabit::gives_up_without_tls);
       }},
      {"tagged-return-path",
       "The return path names the recipient, so that a bounce tells of whom it is.",
       {5321, "3.3", states},
       [](ClientBehaviour& b) {
         b.habits.set.add(ClientHabit::tagged_return_path);
       }},
      {"escapes-blanks",
       "Blanks in a quoted local part have a backslash.",
       {5321, "4.1.2", states},
       [](ClientBehaviour& b) {
         b.habits.set.add(ClientHabit::escapes_blanks);
       }},
      {"completes-addresses",
       "An address without a domain gets the client's own.",
       {5321, "6.4", may},
       [](ClientBehaviour& b) {
         b.habits.set.add(ClientHabit::completes_addresses);
       }},
      {"trace-on-top",
       "Received, Message-ID and Date stand on top of the message.",
       {5321, "4.4", must},
       [](ClientBehaviour& b) {
         b.habits.set.add(ClientHabit::trace_on_top);
       }},
      {"data-only",
       "BDAT is never used.",
       {3030, "2", may},
       [](ClientBehaviour& b) {
         b.declined.add(Service::chunking);
       }},
      {"small-chunks",
       "Messages go out in chunks of 16 octets.",
       {3030, "2", states},
       [](ClientBehaviour& b) {
         b.chunk_octets = 16;
       }},
      {"empty-last-chunk",
       "The last chunk is empty.",
       {3030, "2", states},
       [](ClientBehaviour& b) {
         b.habits.set.add(ClientHabit::empty_last_chunk);
       }},
      {"never-pipelines",
       "Each reply is waited for.",
       {2920, "3.1", may},
       [](ClientBehaviour& b) {
         b.declined.add(Service::pipelining);
       }},
      {"data-behind-group",
       "DATA follows the replies to MAIL and RCPT.",
       {2920, "3.1", may},
       [](ClientBehaviour& b) {
         b.habits.set.add(ClientHabit::data_behind_group);
         b.declined.add(Service::chunking);
       }},
      {"body-always",
       "MAIL has BODY=7BIT where nothing needs more.",
       {6152, "3", may},
       [](ClientBehaviour& b) {
         b.habits.set.add(ClientHabit::body_always);
       }},
      {"auth-parameter",
       "MAIL has AUTH=<> where AUTH is offered.",
       {4954, "5", states},
       [](ClientBehaviour& b) {
         b.habits.set.add(ClientHabit::auth_parameter);
       }},
      {"names-original-recipients",
       "RCPT has ORCPT where anything is asked of DSN.",
       {3461, "4.2", states},
       [](ClientBehaviour& b) {
         b.habits.set.add(ClientHabit::names_original_recipients);
       }},
      {"helo-after-any-refusal",
       "HELO follows an EHLO that was refused with 500, 501, 502 or 504.",
       {5321, "3.2", should},
       [](ClientBehaviour& b) {
         b.helo_codes = {500, 501, 502, 504};
       }},
      {"named-by-address",
       "EHLO and HELO have an address literal.",
       {5321, "4.1.4", should},
       [](ClientBehaviour& b) {
         b.client_name = "[192.0.2.1]";
       }},
      {"named-in-capitals",
       "EHLO and HELO have a name in capitals.",
       {5321, "2.4", states},
       [](ClientBehaviour& b) {
         b.client_name = "CLIENT.TEST";
       }},
      {"refuses-unfit-contents",
       "A message that the server can't take is returned, not converted.",
       {6152, "3", states},
       [](ClientBehaviour& b) {
         b.unfit = UnfitContent::refused;
       }},
      {"converts-always",
       "Octets beyond ASCII are converted whatever is offered.",
       {6152, "3", may},
       [](ClientBehaviour& b) {
         b.habits.set.add(ClientHabit::converts_always);
       }},
  };
}

}  // namespace

std::span<const ClientVariant> client_variants() {
  static const std::vector<ClientVariant> variants = in_order<ClientBehaviour>({all_variants});
  return variants;
}

const ClientVariant* find_client_variant(std::string_view name) {
  return find_change(client_variants(), name);
}

}  // namespace smtpspec::reference

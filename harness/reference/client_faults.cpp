#include "reference/client_faults.hpp"

#include <algorithm>
#include <vector>

namespace smtpspec::reference {
namespace {

using enum text::Level;

std::vector<ClientFault> all_faults() {
  return {
      {"accepts-expired-certificate",
       "The mail goes out although the server's certificate has expired.",
       {3207, "4.1", states},
       [](ClientBehaviour& b) {
         b.mistakes.add(ClientMistake::accepts_expired_certificate);
       }},
      {"accepts-unknown-authority",
       "The mail goes out although nobody known signed the server's certificate.",
       {3207, "4.1", states},
       [](ClientBehaviour& b) {
         b.mistakes.add(ClientMistake::accepts_unknown_authority);
       }},
      {"accepts-wrong-name",
       "The mail goes out although the certificate names another server.",
       {3207, "4.1", states},
       [](ClientBehaviour& b) {
         b.mistakes.add(ClientMistake::accepts_wrong_name);
       }},
      {"bdat-unoffered",
       "BDAT is used although CHUNKING is not offered.",
       {3030, "2", states},
       [](ClientBehaviour& b) {
         b.transfer = ContentTransfer::chunks_where_offered;
         b.assumed.add(Service::chunking);
       }},
      {"continues-after-refused-chunk",
       "Chunks follow one that was refused.",
       {3030, "2", must_not},
       [](ClientBehaviour& b) {
         b.transfer = ContentTransfer::chunks_where_offered;
         b.chunk_octets = 16;
         b.mistakes.add(ClientMistake::goes_on_after_refused_chunk);
       }},
      {"eight-bit-unoffered",
       "Octets beyond ASCII are sent as they are although 8BITMIME is not offered.",
       {6152, "3", states},
       [](ClientBehaviour& b) {
         b.mistakes.add(ClientMistake::eight_bit_unconverted);
       }},
      {"executes-injected-reply",
       "A reply in clear behind the 220 to STARTTLS is taken for one inside TLS.",
       {3207, "5", must},
       [](ClientBehaviour& b) {
         b.mistakes.add(ClientMistake::executes_injected_reply);
       }},
      {"ignores-554-greeting",
       "The session goes on behind a greeting that refuses it.",
       {5321, "3.1", must},
       [](ClientBehaviour& b) {
         b.mistakes.add(ClientMistake::ignores_refused_greeting);
       }},
      {"keeps-extensions-across-tls",
       "The list of extensions in clear is used inside TLS.",
       {3207, "4.2", must},
       [](ClientBehaviour& b) {
         b.mistakes.add(ClientMistake::keeps_extensions_across_tls);
       }},
      {"never-tries-helo",
       "EHLO that is not recognized is the end of the session.",
       {5321, "3.2", should},
       [](ClientBehaviour& b) {
         b.mistakes.add(ClientMistake::never_tries_helo);
       }},
      {"no-dot-stuffing",
       "Dots at the start of lines are not doubled.",
       {5321, "4.5.2", states},
       [](ClientBehaviour& b) {
         b.mistakes.add(ClientMistake::no_stuffing);
       }},
      {"no-lone-dot-after-354",
       "Behind a 354 without any accepted recipient no dot is sent.",
       {2920, "3.1", states},
       [](ClientBehaviour& b) {
         b.mistakes.add(ClientMistake::no_lone_dot);
       }},
      {"no-quit",
       "The connection is closed without QUIT.",
       {5321, "4.1.1.10", must_not},
       [](ClientBehaviour& b) {
         b.mistakes.add(ClientMistake::no_quit);
       }},
      {"pipelines-unoffered",
       "Commands go out in a group although PIPELINING is not offered.",
       {2920, "3.1", states},
       [](ClientBehaviour& b) {
         b.assumed.add(Service::pipelining);
       }},
      {"sends-credentials-in-clear",
       "AUTH PLAIN is used without TLS.",
       {4954, "4", states},
       [](ClientBehaviour& b) {
         b.mistakes.add(ClientMistake::credentials_in_clear);
       }},
      {"sends-oversize-message",
       "A message beyond the server's limit is sent all the same.",
       {1870, "6.1", states},
       [](ClientBehaviour& b) {
         b.mistakes.add(ClientMistake::oversize_message);
       }},
      {"sends-size-unoffered",
       "MAIL carries SIZE although that is not offered.",
       {5321, "2.2.1", states},
       [](ClientBehaviour& b) {
         b.assumed.add(Service::size);
       }},
      {"skips-ehlo-after-tls",
       "Inside TLS the mail begins without EHLO.",
       {5321, "4.1.1.1", must},
       [](ClientBehaviour& b) {
         b.mistakes.add(ClientMistake::skips_ehlo_after_tls);
       }},
      {"skips-rset",
       "Behind a failed transaction the next begins without RSET.",
       {5321, "4.1.4", states},
       [](ClientBehaviour& b) {
         b.mistakes.add(ClientMistake::skips_rset);
       }},
      {"smtputf8-unoffered",
       "Addresses beyond ASCII are sent although SMTPUTF8 is not offered.",
       {6531, "3.2", must_not},
       [](ClientBehaviour& b) {
         b.assumed.add(Service::smtputf8);
       }},
      {"speaks-before-greeting",
       "EHLO is sent before the greeting has come.",
       {5321, "3.1", states},
       [](ClientBehaviour& b) {
         b.mistakes.add(ClientMistake::speaks_before_greeting);
       }},
      {"treats-4yz-as-permanent",
       "A transient refusal is reported as a permanent one.",
       {5321, "4.2.1", states},
       [](ClientBehaviour& b) {
         b.mistakes.add(ClientMistake::transient_is_permanent);
       }},
      {"treats-5yz-as-temporary",
       "A permanent refusal is reported as a transient one.",
       {5321, "4.2.1", states},
       [](ClientBehaviour& b) {
         b.mistakes.add(ClientMistake::permanent_is_transient);
       }},
      {"tries-helo-after-421",
       "HELO follows a 421 to EHLO.",
       {5321, "3.2", states},
       [](ClientBehaviour& b) {
         b.mistakes.add(ClientMistake::helo_after_421);
       }},
  };
}

}  // namespace

std::span<const ClientFault> client_faults() {
  static const std::vector<ClientFault> faults = all_faults();
  return faults;
}

const ClientFault* find_client_fault(std::string_view name) {
  const auto faults = client_faults();
  const auto found = std::find_if(faults.begin(), faults.end(),
                                  [&](const ClientFault& fault) { return fault.name == name; });
  return found != faults.end() ? &*found : nullptr;
}

}  // namespace smtpspec::reference

// Faults of the reference client. STARTTLS.
#include "reference/client_fault_areas.hpp"

namespace smtpspec::reference {

using ledger::cites;

std::vector<ClientFault> client_tls_faults() {
  return {
      {"goes-on-without-required-tls", "The mail goes out in clear where TLS is required and not offered.",
       cites("rfc3207/6-1", "rfc8314/5.2-6", "rfc8314/5.1-5", "rfc8314/5-2", "rfc4954/9-3", "rfc4616/1-4"),
       [](ClientBehaviour& b) {
         b.mistakes.add(TlsMistake::goes_on_without_offer);
         b.mistakes.add(AuthMistake::password_in_clear);
       }},
      {"goes-on-after-refused-starttls",
       "The mail goes out in clear where TLS is required and STARTTLS is refused.",
       cites("rfc3207/6-7", "rfc8314/5.2-6"),
       [](ClientBehaviour& b) {
         b.mistakes.add(TlsMistake::goes_on_after_refusal);
       }},
      {"goes-on-after-failed-handshake",
       "The mail goes out in clear where TLS is required and the handshake fails.",
       cites("rfc3207/6-8", "rfc8314/5.2-6"),
       [](ClientBehaviour& b) {
         b.mistakes.add(TlsMistake::goes_on_after_failed_handshake);
       }},
      {"handshake-after-refused-starttls", "The handshake begins although STARTTLS is refused.",
       cites("rfc3207/4-5", "rfc3207/4-15"),
       [](ClientBehaviour& b) {
         b.mistakes.add(TlsMistake::handshake_after_refusal);
       }},
      {"handshake-without-starttls", "The handshake begins without STARTTLS.", cites("rfc3207/4-15"),
       [](ClientBehaviour& b) {
         b.mistakes.add(TlsMistake::handshake_without_starttls);
       }},
      {"clear-text-behind-220", "EHLO follows the 220 to STARTTLS in clear, and no handshake.",
       cites("rfc3207/4-10"),
       [](ClientBehaviour& b) {
         b.mistakes.add(TlsMistake::clear_text_behind_220);
       }},
      {"starttls-unoffered", "STARTTLS is sent although it is not offered.", cites("rfc5321/2.2.1-7"),
       [](ClientBehaviour& b) {
         b.assumed.add(Service::starttls);
       }},
      {"starttls-with-argument", "STARTTLS has an argument.", cites("rfc3207/4-1"),
       [](ClientBehaviour& b) {
         b.mistakes.add(TlsMistake::argument);
       }},
      {"starttls-inside-tls", "STARTTLS is sent inside TLS, where a server offers it.",
       cites("rfc3207/4.2-11"),
       [](ClientBehaviour& b) {
         b.mistakes.add(TlsMistake::starttls_inside_tls);
       }},
      {"pipelines-behind-starttls", "EHLO is sent in clear in one group with STARTTLS.",
       cites("rfc3207/4-12"),
       [](ClientBehaviour& b) {
         b.mistakes.add(TlsMistake::ehlo_behind_starttls);
       }},
      {"executes-injected-reply", "A reply in clear behind the 220 to STARTTLS is taken for one inside TLS.",
       cites("rfc3207/4.2-8"),
       [](ClientBehaviour& b) {
         b.mistakes.add(TlsMistake::executes_injected_reply);
       }},
      {"continues-injected-line",
       "The beginning of a reply in clear behind the 220 to STARTTLS is that of the first one inside TLS.",
       cites("rfc3207/4.2-8"),
       [](ClientBehaviour& b) {
         b.mistakes.add(TlsMistake::continues_injected_line);
       }},
      {"speaks-tls-1-0", "TLS 1.0 is good enough where TLS is required.",
       cites("rfc9325/3.1.1-3", "rfc8314/5-7"),
       [](ClientBehaviour& b) {
         b.tls_versions = {"1.0", "1.2", "1.3"};
       }},
      {"speaks-tls-1-1", "TLS 1.1 is good enough where TLS is required.",
       cites("rfc9325/3.1.1-4", "rfc8314/5-7"),
       [](ClientBehaviour& b) {
         b.tls_versions = {"1.1", "1.2", "1.3"};
       }},
      {"refuses-tls-1-2", "TLS 1.2 is not spoken.", cites("rfc9325/3.1.1-1"),
       [](ClientBehaviour& b) {
         b.tls_versions = {"1.3"};
       }},
      {"refuses-tls-1-3", "TLS 1.3 is not spoken.", cites("rfc9325/3.1.1-2"),
       [](ClientBehaviour& b) {
         b.tls_versions = {"1.2"};
       }},
      {"speaks-old-tls-only", "TLS 1.0 and 1.1 are spoken, and nothing newer.",
       cites("rfc8314/5-6", "rfc9325/3.1.1-1", "rfc9325/3.1.1-2", "rfc9325/3.1.1-3", "rfc9325/3.1.1-4",
             "rfc8314/5-7"),
       [](ClientBehaviour& b) {
         b.tls_versions = {"1.0", "1.1"};
       }},
      {"believes-uri", "The mail goes out to a server that is named by a URI in its certificate.",
       cites("rfc7817/3-9"),
       [](ClientBehaviour& b) {
         b.mistakes.add(TlsMistake::believes_uri);
       }},
      {"prefers-common-name",
       "The mail goes out to a server that only the common name of its certificate names, beside other "
       "names.",
       cites("rfc7817/3-10"),
       [](ClientBehaviour& b) {
         b.mistakes.add(TlsMistake::prefers_common_name);
       }},
      {"matches-partial-wildcard",
       "A wildcard within a label of a certificate is taken for letters of the name.", cites("rfc7817/3-13"),
       [](ClientBehaviour& b) {
         b.mistakes.add(TlsMistake::matches_partial_wildcard);
       }},
      {"matches-trailing-wildcard",
       "A wildcard behind the first label of a certificate is taken for any label.", cites("rfc7817/3-16"),
       [](ClientBehaviour& b) {
         b.mistakes.add(TlsMistake::matches_trailing_wildcard);
       }},
      {"matches-wildcard-below", "A wildcard for the subdomains of a name counts for the name itself.",
       cites("rfc7817/3-12", "rfc4954/14-13"),
       [](ClientBehaviour& b) {
         b.mistakes.add(TlsMistake::matches_wildcard_below);
       }},
      {"waits-for-a-greeting-in-clear",
       "Where TLS begins with the first octet a greeting in clear is waited for.",
       cites("rfc8314/3.3-8", "rfc8314/3.3-2"),
       [](ClientBehaviour& b) {
         b.mistakes.add(TlsMistake::waits_in_clear);
       }},
      {"looks-at-first-name-only", "The first name of a certificate is the only one that counts.",
       cites("rfc7817/3-7", "rfc4954/14-12"),
       [](ClientBehaviour& b) {
         b.mistakes.add(TlsMistake::looks_at_first_name_only);
       }},
      {"minds-case-of-names", "A name in capitals in a certificate is another one.",
       cites("rfc7817/3-18", "rfc4954/14-10"),
       [](ClientBehaviour& b) {
         b.mistakes.add(TlsMistake::minds_case_of_names);
       }},
      {"skips-ehlo-after-tls", "Inside TLS the mail begins without EHLO.",
       cites("rfc5321/4.1.1.1-4", "rfc3207/4.2-9"),
       [](ClientBehaviour& b) {
         b.mistakes.add(TlsMistake::skips_ehlo);
       }},
      {"keeps-extensions-across-tls", "The list of extensions in clear is used inside TLS.",
       cites("rfc3207/4.2-7", "rfc4954/3-3", "rfc3207/4.2-9", "rfc5321/4.1.1.1-4"),
       [](ClientBehaviour& b) {
         b.mistakes.add(TlsMistake::keeps_extensions);
       }},
      {"accepts-expired-certificate", "The mail goes out although the server's certificate has expired.",
       cites("rfc8314/5.3-1", "rfc8314/3.3-3", "rfc7817/3-2", "rfc8314/5-3", "rfc3207/4.1-1"),
       [](ClientBehaviour& b) {
         b.mistakes.add(TlsMistake::accepts_expired_certificate);
       }},
      {"accepts-wrong-name", "The mail goes out although the certificate names another server.",
       cites("rfc7817/3-14", "rfc7817/3-1", "rfc7817/3-3", "rfc7817/3-20", "rfc8314/5.3-1", "rfc8314/3.3-3",
             "rfc8314/5-3", "rfc3207/4.1-1", "rfc4954/14-4", "rfc4954/14-5", "rfc4954/14-6"),
       [](ClientBehaviour& b) {
         b.mistakes.add(TlsMistake::accepts_wrong_name);
       }},
      {"accepts-unknown-authority",
       "The mail goes out although nobody known signed the server's certificate.",
       cites("rfc8314/5.3-1", "rfc8314/3.3-3", "rfc7817/3-2", "rfc8314/5-3", "rfc3207/4.1-1", "rfc4954/14-1"),
       [](ClientBehaviour& b) {
         b.mistakes.add(TlsMistake::accepts_unknown_authority);
       }},
      {"adds-to-list-in-clear", "The list of extensions in clear is used besides the one inside TLS.",
       cites("rfc3207/4.2-7", "rfc5321/4.1.1.2-2", "rfc4954/3-3"),
       [](ClientBehaviour& b) {
         b.mistakes.add(TlsMistake::adds_to_old_list);
       }},
      {"ignores-list-inside-tls", "EHLO is sent inside TLS, and the list of extensions in clear is used.",
       cites("rfc3207/4.2-7", "rfc3207/4.2-14", "rfc4954/3-3"),
       [](ClientBehaviour& b) {
         b.mistakes.add(TlsMistake::ignores_new_list);
       }},
      {"declines-starttls", "STARTTLS is offered and wished for, and not used.",
       cites("rfc3207/6-3", "rfc8314/5.2-8", "rfc8314/3.3-7"),
       [](ClientBehaviour& b) {
         b.declined.add(Service::starttls);
       }},
  };
}

}  // namespace smtpspec::reference

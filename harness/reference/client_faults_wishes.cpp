// Faults of the reference client. Parameters of MAIL that its sender asks for, and names and passwords.
#include "reference/client_fault_areas.hpp"

namespace smtpspec::reference {

using ledger::cites;

namespace {

template <WishMistake mistake>
void makes_wish_mistake(ClientBehaviour& b) {
  b.mistakes.add(mistake);
}

template <AuthMistake mistake>
void credentials_mistake(ClientBehaviour& b) {
  b.mistakes.add(mistake);
}

}  // namespace

std::vector<ClientFault> client_wish_faults() {
  using enum WishMistake;
  using enum AuthMistake;
  return {
      {"requiretls-unverified", "MAIL carries REQUIRETLS inside TLS with a certificate that nobody verified.",
       cites("rfc8689/2-9"), makes_wish_mistake<requiretls_unverified>},
      {"requiretls-forgotten", "A message whose sender requires TLS is sent without REQUIRETLS.",
       cites("rfc8689/4.3-1"), makes_wish_mistake<requiretls_forgotten>},
      {"solicit-of-first-keyword", "SOLICIT has only the first keyword of the Solicitation field.",
       cites("rfc3865/2.3-3"), makes_wish_mistake<solicit_of_first_keyword>},
      {"solicit-of-received", "SOLICIT has the keywords of a Received field too.",
       cites("rfc3865/2.3-7", "rfc3865/2.3-3"), makes_wish_mistake<solicit_of_received>},
      {"solicit-unchecked", "SOLICIT has what stands in the Solicitation field, whatever it is.",
       cites("rfc3865/2.7-1", "rfc3865/2.2-1", "rfc3865/2.2-2"), makes_wish_mistake<solicit_unchecked>},
      {"solicit-needs-keywords", "SOLICIT is not sent where NO-SOLICITING is offered without keywords.",
       cites("rfc3865/2.2-5", "rfc3865/2.3-3"), makes_wish_mistake<solicit_needs_keywords>},
      {"submitter-is-reverse-path", "SUBMITTER has the reverse-path, whatever the header says.",
       cites("rfc4405/4.1-2", "rfc4405/4.1-1"), makes_wish_mistake<submitter_is_reverse_path>},
      {"submitter-not-with-null", "MAIL with a null reverse-path has no SUBMITTER.",
       cites("rfc4405/4.1-1", "rfc4405/4.1-2"), makes_wish_mistake<submitter_not_with_null>},
      {"holds-dsn", "A report about delivery is to be released in the future.", cites("rfc4865/5.1.1-1"),
       makes_wish_mistake<holds_dsn>},
      {"holds-mdn", "A notification of what became of a message is to be released in the future.",
       cites("rfc4865/5.3.1-1"), makes_wish_mistake<holds_mdn>},
      {"tracks-without-envid", "The certifier that the sender asks for goes without ENVID.",
       cites("rfc3885/3.2-1"), makes_wish_mistake<mtrk_alone>},
      {"credentials-in-latin-1", "User and password are sent in Latin-1 and not in UTF-8.",
       cites("rfc4616/2-12"), credentials_mistake<latin_1_credentials>},
      {"nul-in-credentials", "A NUL octet in the user or the password goes into the message of PLAIN.",
       cites("rfc4616/2-14"), credentials_mistake<nul_in_credentials>},
      {"challenges-like-reply-lines", "A challenge longer than a reply line is cancelled.",
       cites("rfc4954/4-31"), credentials_mistake<short_challenges_only>},
  };
}

}  // namespace smtpspec::reference

// Faults of the reference client. AUTH.
#include "reference/client_fault_areas.hpp"

namespace smtpspec::reference {

using ledger::cites;

std::vector<ClientFault> client_auth_faults() {
  return {
      {"sends-credentials-in-clear", "AUTH PLAIN is used without TLS.",
       cites("rfc4954/9-3", "rfc4616/1-4", "login/L-16", "rfc7628/3-4"),
       [](ClientBehaviour& b) {
         b.mistakes.add(AuthMistake::password_in_clear);
       }},
      {"plain-to-untrusted-server",
       "AUTH PLAIN is used inside TLS with a certificate that nobody vouches for.",
       cites("rfc4954/14-3", "rfc4954/14-5"),
       [](ClientBehaviour& b) {
         b.mistakes.add(AuthMistake::password_for_untrusted);
       }},
      {"auth-mechanism-not-offered", "AUTH PLAIN is used whatever is listed.",
       cites("rfc4954/3-7", "rfc5321/2.2.1-7", "rfc4954/3-3", "rfc3207/4.2-7", "rfc4954/9-3", "rfc4616/1-4",
             "rfc4954/14-3", "rfc4954/14-5"),
       [](ClientBehaviour& b) {
         b.mistakes.add(AuthMistake::mechanism_not_offered);
       }},
      {"auth-weakest-mechanism", "Of the mechanisms in common the weakest is used.",
       cites("rfc4422/3.2-1", "login/L-14", "login/L-15"),
       [](ClientBehaviour& b) {
         b.mistakes.add(AuthMistake::weakest_mechanism);
       }},
      {"initial-response-out-of-turn", "AUTH carries an initial response although the server begins.",
       cites("rfc4954/4-57"),
       [](ClientBehaviour& b) {
         b.mistakes.add(AuthMistake::initial_response_out_of_turn);
       }},
      {"auth-response-not-base64", "A response is sent as it is and not in base64.", cites("rfc4954/4-11"),
       [](ClientBehaviour& b) {
         b.mistakes.add(AuthMistake::response_without_base64);
       }},
      {"answers-malformed-challenge", "A challenge that is no base64 is answered.",
       cites("rfc4954/4-25", "rfc4954/4-27", "rfc4954/4-29"),
       [](ClientBehaviour& b) {
         b.mistakes.add(AuthMistake::ignores_malformed_challenge);
       }},
      {"believes-unproven-server",
       "The mail goes out to a server that did not prove that it knows the password.", cites("rfc5802/5-9"),
       [](ClientBehaviour& b) {
         b.mistakes.add(AuthMistake::believes_unproven_server);
       }},
      {"authenticates-twice", "AUTH follows an AUTH that succeeded.", cites("rfc4954/4-2"),
       [](ClientBehaviour& b) {
         b.mistakes.add(AuthMistake::authenticates_twice);
       }},
      {"reads-first-mechanism-only", "Of the mechanisms that are listed only the first is seen.",
       cites("rfc4954/3-8"),
       [](ClientBehaviour& b) {
         b.mistakes.add(AuthMistake::first_listed_only);
       }},
  };
}

}  // namespace smtpspec::reference

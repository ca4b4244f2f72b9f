// Faults of the reference client. AUTH.
#include "reference/client_fault_areas.hpp"

namespace smtpspec::reference {

using enum text::Level;

std::vector<ClientFault> client_auth_faults() {
  return {
      {"sends-credentials-in-clear",
       "AUTH PLAIN is used without TLS.",
       {4954, "9", states},
       [](ClientBehaviour& b) {
         b.mistakes.add(AuthMistake::password_in_clear);
       }},
      {"plain-to-untrusted-server",
       "AUTH PLAIN is used inside TLS with a certificate that nobody vouches for.",
       {4954, "14", must_not},
       [](ClientBehaviour& b) {
         b.mistakes.add(AuthMistake::password_for_untrusted);
       }},
      {"auth-mechanism-not-offered",
       "AUTH PLAIN is used whatever is listed.",
       {4954, "3", states},
       [](ClientBehaviour& b) {
         b.mistakes.add(AuthMistake::mechanism_not_offered);
       }},
      {"auth-weakest-mechanism",
       "Of the mechanisms in common the weakest is used.",
       {4422, "6.1.2", states},
       [](ClientBehaviour& b) {
         b.mistakes.add(AuthMistake::weakest_mechanism);
       }},
      {"initial-response-out-of-turn",
       "AUTH carries an initial response although the server begins.",
       {4954, "4", states},
       [](ClientBehaviour& b) {
         b.mistakes.add(AuthMistake::initial_response_out_of_turn);
       }},
      {"auth-response-not-base64",
       "A response is sent as it is and not in base64.",
       {4954, "4", states},
       [](ClientBehaviour& b) {
         b.mistakes.add(AuthMistake::response_without_base64);
       }},
      {"answers-malformed-challenge",
       "A challenge that is no base64 is answered.",
       {4954, "4", must},
       [](ClientBehaviour& b) {
         b.mistakes.add(AuthMistake::ignores_malformed_challenge);
       }},
      {"believes-unproven-server",
       "The mail goes out to a server that did not prove that it knows the password.",
       {5802, "5.1", states},
       [](ClientBehaviour& b) {
         b.mistakes.add(AuthMistake::believes_unproven_server);
       }},
      {"authenticates-twice",
       "AUTH follows an AUTH that succeeded.",
       {4954, "4", states},
       [](ClientBehaviour& b) {
         b.mistakes.add(AuthMistake::authenticates_twice);
       }},
      {"reads-first-mechanism-only",
       "Of the mechanisms that are listed only the first is seen.",
       {4954, "3", states},
       [](ClientBehaviour& b) {
         b.mistakes.add(AuthMistake::first_listed_only);
       }},
  };
}

}  // namespace smtpspec::reference

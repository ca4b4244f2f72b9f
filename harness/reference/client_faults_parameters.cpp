// Faults of the reference client. Parameters of MAIL that few servers offer.
#include "reference/client_fault_areas.hpp"

namespace smtpspec::reference {

using ledger::cites;

std::vector<ClientFault> client_parameter_faults() {
  return {
      {"sends-by-unoffered", "MAIL carries BY although DELIVERBY is not offered.",
       cites("rfc2852/3-3", "rfc5321/4.1.1.2-2"),
       [](ClientBehaviour& b) {
         b.parameters_not_offered.add(EsmtpParameter::by);
       }},
      {"sends-requiretls-unoffered",
       "MAIL carries REQUIRETLS although that is not offered, in clear and inside TLS.",
       cites("rfc8689/2-10", "rfc8689/2-7", "rfc5321/4.1.1.2-2"),
       [](ClientBehaviour& b) {
         b.parameters_not_offered.add(EsmtpParameter::requiretls);
       }},
      {"sends-submitter-unoffered", "MAIL carries SUBMITTER although that is not offered.",
       cites("rfc4405/4.3-1", "rfc5321/4.1.1.2-2"),
       [](ClientBehaviour& b) {
         b.parameters_not_offered.add(EsmtpParameter::submitter);
       }},
      {"sends-solicit-unoffered", "MAIL carries SOLICIT although NO-SOLICITING is not offered.",
       cites("rfc5321/4.1.1.2-2"),
       [](ClientBehaviour& b) {
         b.parameters_not_offered.add(EsmtpParameter::solicit);
       }},
      {"by-without-mode", "BY has a time and nothing behind it.", cites("rfc2852/4-1"),
       [](ClientBehaviour& b) {
         b.mistakes.add(ParameterMistake::by_without_mode);
       }},
      {"by-without-value", "BY has no value.", cites("rfc2852/4-7"),
       [](ClientBehaviour& b) {
         b.mistakes.add(ParameterMistake::by_without_value);
       }},
      {"requiretls-with-value", "REQUIRETLS has a value.", cites("rfc8689/2-4"),
       [](ClientBehaviour& b) {
         b.mistakes.add(ParameterMistake::requiretls_with_value);
       }},
      {"submitter-without-xtext", "A plus sign in SUBMITTER is sent as it is.", cites("rfc4405/4-3"),
       [](ClientBehaviour& b) {
         b.mistakes.add(ParameterMistake::submitter_without_xtext);
       }},
      {"solicit-between-semicolons", "The keywords in SOLICIT are separated by a semicolon.",
       cites("rfc3865/2.2-1", "rfc3865/2.2-2"),
       [](ClientBehaviour& b) {
         b.mistakes.add(ParameterMistake::solicit_between_semicolons);
       }},
      {"sends-mtrk-unoffered",
       "MAIL carries MTRK, and ENVID for it, although neither MTRK nor DSN is offered.",
       cites("rfc5321/4.1.1.2-2"),
       [](ClientBehaviour& b) {
         b.parameters_not_offered.add(EsmtpParameter::mtrk);
       }},
      {"mtrk-in-hexadecimal", "The certifier of MTRK is written in hexadecimal digits and dots.",
       cites("rfc3885/3.1-4", "rfc3885/3.1-1"),
       [](ClientBehaviour& b) {
         b.mistakes.add(ParameterMistake::mtrk_in_hexadecimal);
       }},
      {"mtrk-without-envid", "MAIL carries MTRK without ENVID.", cites("rfc3885/3.2-1"),
       [](ClientBehaviour& b) {
         b.mistakes.add(ParameterMistake::mtrk_without_envid);
       }},
  };
}

}  // namespace smtpspec::reference

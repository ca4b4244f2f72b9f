// Faults of the parameters of MAIL that few servers offer: REQUIRETLS (RFC 8689), SUBMITTER (RFC 4405),
// NO-SOLICITING (RFC 3865) and MTRK (RFC 3885).
#include "reference/fault_areas.hpp"

namespace smtpspec::reference {
namespace {

using ledger::cites;
using Slip = ParameterSlip;

// It is served, and the list has `line` in its place, or nothing.
template <Extension extension>
void lists_as(Behaviour& behaviour, const char* line) {
  for (auto* list : {&behaviour.offers.in_clear, &behaviour.offers.in_tls}) list->remove(extension);
  behaviour.offers.unlisted.add(extension);
  if (line) behaviour.offers.further_lines = {line};
}

std::vector<Fault> faults_of_requiretls() {
  return {
      {"requiretls-not-served", "REQUIRETLS is listed, and a parameter that nobody knows.",
       cites("rfc8689/2-2"),
       [](Behaviour& b) {
         b.offers.not_served.add(Extension::require_tls);
       }},
      {"requiretls-unlisted", "REQUIRETLS is taken inside TLS, and not in the list there.",
       cites("rfc8689/2-11", "rfc8689/2-1"),
       [](Behaviour& b) {
         b.offers.in_tls.remove(Extension::require_tls);
         b.offers.unlisted.add(Extension::require_tls);
       }},
      {"requiretls-with-parameter", "REQUIRETLS is listed with a parameter.", cites("rfc8689/2-1"),
       [](Behaviour& b) {
         lists_as<Extension::require_tls>(b, "REQUIRETLS 1");
       }},
      {"accepts-requiretls-with-value", "REQUIRETLS is taken with a value.", cites("rfc8689/2-3"),
       slips<Slip::requiretls_with_value>},
  };
}

std::vector<Fault> faults_of_submitter() {
  return {
      {"submitter-not-served", "SUBMITTER is listed, and a parameter that nobody knows.",
       cites("rfc4405/2-3"),
       [](Behaviour& b) {
         b.offers.not_served.add(Extension::submitter);
       }},
      {"submitter-unlisted", "SUBMITTER is taken, and not in the list.", cites("rfc4405/2-1"),
       [](Behaviour& b) {
         lists_as<Extension::submitter>(b, nullptr);
       }},
      {"submitter-with-parameter", "SUBMITTER is listed with a parameter.", cites("rfc4405/2-2"),
       [](Behaviour& b) {
         lists_as<Extension::submitter>(b, "SUBMITTER PRA");
       }},
      {"accepts-any-submitter", "SUBMITTER is taken with any value, and without one.", cites("rfc4405/4-1"),
       slips<Slip::submitter_of_any_form>},
      {"submitter-undecoded", "The xtext of SUBMITTER is taken for the mailbox.", cites("rfc4405/4-2"),
       slips<Slip::submitter_undecoded>},
      {"submitter-not-compared", "A header with another address than SUBMITTER is let pass.",
       cites("rfc4405/4.2-5", "rfc4405/4.2-4"), slips<Slip::submitter_not_compared>},
      {"submitter-from-alone", "SUBMITTER is compared with From, also where there is a Sender field.",
       cites("rfc4405/4.2-5"), slips<Slip::submitter_in_from_alone>},
      {"other-submitter-is-554", "A header with another address than SUBMITTER is refused with 554 5.6.0.",
       cites("rfc4405/4.2-6"),
       [](Behaviour& b) {
         b.replies[Situation::submitter_differs] = {554, "5.6.0", "header and envelope differ"};
       }},
      {"submitter-for-nobody", "Behind SUBMITTER a header without any address is let pass.",
       cites("rfc4405/4.2-7"), slips<Slip::submitter_for_nobody>},
      {"missing-submitter-is-550", "A header without any address is refused with 550 5.7.1.",
       cites("rfc4405/4.2-8"),
       [](Behaviour& b) {
         b.replies[Situation::submitter_missing] = b.replies[Situation::submitter_differs];
       }},
  };
}

std::vector<Fault> faults_of_no_soliciting() {
  return {
      {"no-soliciting-not-served", "NO-SOLICITING is listed, and SOLICIT is a parameter that nobody knows.",
       cites("rfc3865/2.3-1"),
       [](Behaviour& b) {
         b.offers.not_served.add(Extension::no_soliciting);
       }},
      {"no-soliciting-unlisted", "SOLICIT is taken, and NO-SOLICITING is not in the list.",
       cites("rfc3865/2-1"),
       [](Behaviour& b) {
         lists_as<Extension::no_soliciting>(b, nullptr);
       }},
      {"no-soliciting-without-commas", "The keywords of NO-SOLICITING stand between semicolons.",
       cites("rfc3865/2.2-1", "rfc3865/2.2-2"),
       [](Behaviour& b) {
         lists_as<Extension::no_soliciting>(b, "NO-SOLICITING test.mx:ADV;test.mx:ADLT");
       }},
      {"solicit-of-one-keyword", "SOLICIT with a list of keywords is refused.",
       cites("rfc3865/2.2-1", "rfc3865/2.3-1"), slips<Slip::solicit_of_one_word>},
      {"accepts-any-octets-in-solicit", "A keyword in SOLICIT may hold any octet.",
       cites("rfc3865/2.3-2", "rfc3865/2.2-2"), slips<Slip::solicit_of_any_octets>},
      {"accepts-digit-first-in-solicit", "A keyword in SOLICIT may begin with a digit.",
       cites("rfc3865/2.3-2", "rfc3865/2.2-2"), slips<Slip::solicit_from_digit>},
      {"accepts-empty-keyword-in-solicit", "Nothing has to stand between the commas of SOLICIT.",
       cites("rfc3865/2.3-2", "rfc3865/2.2-1"), slips<Slip::solicit_with_empty_word>},
      {"accepts-solicit-without-value", "SOLICIT is taken without a value.", cites("rfc3865/2.3-2"),
       slips<Slip::solicit_without_value>},
  };
}

std::vector<Fault> faults_of_mtrk() {
  return {
      {"mtrk-not-served", "MTRK is listed, and a parameter that nobody knows.", cites("rfc3885/2-3"),
       [](Behaviour& b) {
         b.offers.not_served.add(Extension::mtrk);
       }},
      {"mtrk-unlisted", "MTRK is taken, and not in the list.", cites("rfc3885/2-1"),
       [](Behaviour& b) {
         lists_as<Extension::mtrk>(b, nullptr);
       }},
      {"mtrk-with-parameter", "MTRK is listed with a parameter.", cites("rfc3885/2-2"),
       [](Behaviour& b) {
         lists_as<Extension::mtrk>(b, "MTRK 864000");
       }},
      {"mtrk-without-timeout", "MTRK with a time is refused.", cites("rfc3885/3.1-4"),
       slips<Slip::mtrk_without_timeout>},
      {"accepts-any-certifier", "A certifier may hold any octet.", cites("rfc3885/3.1-5"),
       slips<Slip::mtrk_of_any_certifier>},
      {"accepts-any-tracking-time", "The time of MTRK is taken in any form.", cites("rfc3885/3.1-5"),
       slips<Slip::mtrk_timeout_of_any_form>},
      {"accepts-mtrk-without-value", "MTRK is taken without a value.", cites("rfc3885/3.1-5"),
       slips<Slip::mtrk_without_value>},
  };
}

}  // namespace

std::vector<Fault> parameter_faults() {
  std::vector<Fault> all = faults_of_requiretls();
  for (auto* area : {faults_of_submitter, faults_of_no_soliciting, faults_of_mtrk})
    for (const Fault& one : area()) all.push_back(one);
  return all;
}

}  // namespace smtpspec::reference

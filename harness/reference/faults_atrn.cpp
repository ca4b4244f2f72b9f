// Faults of ATRN, RFC 2645. That nothing waits is no fault: 453 says so.
#include "reference/fault_areas.hpp"

namespace smtpspec::reference {

using ledger::cites;

std::vector<Fault> atrn_faults() {
  return {
      {"atrn-without-login", "ATRN is obeyed before AUTH.", cites("rfc2645/5.2.1-1", "rfc2645/5.2.1-2"),
       [](Behaviour& b) {
         b.let_pass.add(Offence::atrn_without_login);
       }},
      {"atrn-without-login-is-503", "ATRN before AUTH is refused with 503.", cites("rfc2645/5.2.1-2"),
       [](Behaviour& b) {
         b.replies[Situation::auth_required].code = 503;
       }},
      {"atrn-listed-only", "ATRN is in the list, and not recognized behind AUTH.",
       cites("rfc2645/5.2-1", "rfc2645/5.2.1-4", "rfc2645/5.2.1-6", "rfc2645/5.2.1-12", "rfc2645/7-1"),
       [](Behaviour& b) {
         b.denied.add(Right::atrn);
       }},
      {"atrn-needs-domains", "ATRN without domains is refused.", cites("rfc2645/5.2.1-4"),
       [](Behaviour& b) {
         b.denied.add(Right::atrn_without_domain);
       }},
      {"atrn-takes-one-domain", "ATRN with two domains is a syntax error.",
       cites("rfc2645/5.2.1-12", "rfc2645/5.2.1-6"),
       [](Behaviour& b) {
         b.denied.add(Right::atrn_of_several_domains);
       }},
      {"atrn-takes-any-name", "ATRN takes what is no domain for one.", cites("rfc2645/5.2.1-13"),
       [](Behaviour& b) {
         b.let_pass.add(Offence::atrn_domain_malformed);
       }},
      {"atrn-of-any-domain", "ATRN is obeyed for domains of other customers.",
       cites("rfc2645/5.2.1-6", "rfc2645/5.2.1-5"),
       [](Behaviour& b) {
         b.let_pass.add(Offence::atrn_without_access);
       }},
      {"atrn-of-domains-behind-the-first",
       "Whether a customer may have a domain is asked of the first one only.",
       cites("rfc2645/5.2.1-6", "rfc2645/5.2.1-5"),
       [](Behaviour& b) {
         b.let_pass.add(Offence::atrn_access_behind_the_first);
       }},
      {"atrn-foreign-domain-is-550", "ATRN for a domain of another customer is refused with 550.",
       cites("rfc2645/5.2.1-6", "rfc2645/7-1"),
       [](Behaviour& b) {
         b.replies[Situation::atrn_no_access] = {550, "5.7.1", "not yours"};
       }},
      {"atrn-unlisted", "ATRN is served, and is not in the list.", cites("rfc2645/5.1.1-2"),
       [](Behaviour& b) {
         b.offers.in_tls.remove(Extension::atrn);
         b.offers.unlisted.add(Extension::atrn);
       }},
      {"atrn-offered-without-auth", "ATRN is offered where AUTH is not.", cites("rfc2645/5.1.1-1"),
       [](Behaviour& b) {
         b.offers.in_clear.add(Extension::atrn);
       }},
  };
}

}  // namespace smtpspec::reference

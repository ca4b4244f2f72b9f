// Faults of the reference client. MT-PRIORITY (RFC 6710), FUTURERELEASE (RFC 4865), BURL (RFC 4468), and AUTH
// of MAIL (RFC 4954 section 5).
#include "reference/client_fault_areas.hpp"

namespace smtpspec::reference {
namespace {

using ledger::cites;

template <auto mistake>
void requests(ClientBehaviour& behaviour) {
  behaviour.mistakes.add(mistake);
}

template <EsmtpParameter parameter>
void sends_unoffered(ClientBehaviour& behaviour) {
  behaviour.parameters_not_offered.add(parameter);
}

}  // namespace

std::vector<ClientFault> client_request_faults() {
  return {
      {"sends-priority-unoffered", "MAIL carries MT-PRIORITY although that is not offered.",
       cites("rfc6710/4.3-1", "rfc5321/4.1.1.2-2"), sends_unoffered<EsmtpParameter::mt_priority>},
      {"priority-with-plus", "MT-PRIORITY has a plus sign.", cites("rfc6710/7-1"),
       requests<ParameterMistake::priority_with_plus>},
      {"gives-up-at-parameters", "A parameter of MT-PRIORITY, DELIVERBY or BURL is the end of the session.",
       cites("rfc6710/3-3", "rfc2852/2-3", "rfc4468/3.1-4"), requests<ListMistake::parameters_are_fatal>},
      {"sends-holdfor-unoffered", "MAIL carries HOLDFOR although FUTURERELEASE is not offered.",
       cites("rfc4865/4.1-1", "rfc5321/4.1.1.2-2"), sends_unoffered<EsmtpParameter::holdfor>},
      {"holdfor-with-unit", "HOLDFOR is a number of hours, and says so.", cites("rfc4865/3-4"),
       requests<ParameterMistake::holdfor_with_unit>},
      {"holduntil-in-local-time", "HOLDUNTIL has no zone.", cites("rfc4865/3-5"),
       requests<ParameterMistake::holduntil_in_local_time>},
      {"sends-both-holds", "MAIL carries HOLDFOR and HOLDUNTIL.", cites("rfc4865/4.1-2"),
       requests<ParameterMistake::both_holds>},
      {"holdfor-beyond-limit", "HOLDFOR is more than the server announced.", cites("rfc4865/4.1-3"),
       requests<ParameterMistake::holdfor_beyond_limit>},
      {"holduntil-beyond-limit", "HOLDUNTIL is later than the server announced.", cites("rfc4865/4.1-4"),
       requests<ParameterMistake::holduntil_beyond_limit>},
      {"holdfor-beyond-by", "HOLDFOR is more than the time of BY.", cites("rfc4865/5.2.1-1"),
       requests<ParameterMistake::holdfor_beyond_by>},
      {"auth-parameter-without-xtext", "A plus sign in the AUTH parameter is sent as it is.",
       cites("rfc4954/8-4", "rfc4954/5-1"), requests<ParameterMistake::auth_without_xtext>},
      {"auth-parameter-of-no-mailbox", "The AUTH parameter holds the name of the account.",
       cites("rfc4954/8-9", "rfc4954/5-1"), requests<ParameterMistake::auth_of_no_mailbox>},
      {"sends-url-unoffered", "BURL takes the place of DATA although it is not offered.",
       cites("rfc4468/3.1-3"), requests<UrlMistake::not_offered>},
      {"sends-no-url", "BURL has nothing behind it but LAST.", cites("rfc4468/3.5-2"),
       requests<UrlMistake::missing>},
  };
}

}  // namespace smtpspec::reference

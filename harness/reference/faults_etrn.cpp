// Faults of ETRN, RFC 1985.
#include "reference/fault_areas.hpp"

namespace smtpspec::reference {
namespace {

using ledger::cites;

template <Offence offence>
void lets_pass(Behaviour& behaviour) {
  behaviour.let_pass.add(offence);
}

// Those of a request for a node whose name is well-formed.
void answers_requests_with(Behaviour& behaviour, const Answer& answer) {
  for (const Situation one : {Situation::etrn_idle, Situation::etrn_no_queue, Situation::etrn_not_allowed})
    behaviour.replies[one] = answer;
}

}  // namespace

std::vector<Fault> etrn_faults() {
  return {
      {"etrn-with-parameter", "ETRN is in the list with a parameter.", cites("rfc1985/2-1"),
       [](Behaviour& b) {
         b.offers.etrn_parameter = "mx.test";
       }},
      {"etrn-unlisted", "ETRN is served and not in the list.", cites("rfc1985/2-1"),
       [](Behaviour& b) {
         b.offers.unlisted.add(Extension::etrn);
       }},
      {"etrn-listed-only", "ETRN is in the list, and not recognized.",
       cites("rfc1985/2-2", "rfc1985/5-2", "rfc1985/5-4"),
       [](Behaviour& b) {
         b.denied.add(Right::etrn);
       }},
      {"etrn-without-node", "ETRN without a node starts the queue.", cites("rfc1985/5-1"),
       lets_pass<Offence::etrn_without_node>},
      {"etrn-without-node-is-503", "ETRN without a node is answered with 503.", cites("rfc1985/5-1"),
       [](Behaviour& b) {
         b.replies[Situation::etrn_node_missing].code = 503;
       }},
      {"etrn-in-transaction", "ETRN inside a transaction is obeyed.", cites("rfc1985/5-3"),
       lets_pass<Offence::etrn_in_transaction>},
      {"etrn-once-only", "ETRN is refused from the first message of a session on.", cites("rfc1985/5-4"),
       [](Behaviour& b) {
         b.denied.add(Right::etrn_after_message);
       }},
      {"etrn-unqualified-node", "ETRN takes a node of one label.", cites("rfc1985/5-7"),
       lets_pass<Offence::etrn_node_unqualified>},
      {"etrn-malformed-node", "ETRN takes what is no name at all.", cites("rfc1985/5.1-10"),
       lets_pass<Offence::etrn_node_malformed>},
      {"etrn-malformed-node-is-554", "ETRN with a malformed node is answered with 554.",
       cites("rfc1985/5.1-10", "rfc1985/5-7"),
       [](Behaviour& b) {
         b.replies[Situation::etrn_node_malformed].code = 554;
       }},
      {"etrn-of-top-level", "ETRN @com is obeyed.", cites("rfc1985/5.3-2"),
       lets_pass<Offence::etrn_of_top_level>},
      {"etrn-refused-with-550", "A node that is not allowed is refused with 550.",
       cites("rfc1985/5.1-4", "rfc1985/5.1-9"),
       [](Behaviour& b) {
         b.replies[Situation::etrn_not_allowed] = {550, "5.7.1", "no queue for you"};
       }},
      {"etrn-answered-with-220", "A request is answered with 220.", cites("rfc1985/5.1-4"),
       [](Behaviour& b) {
         answers_requests_with(b, {220, "2.0.0", "OK, queuing for node {argument} started"});
       }},
      {"etrn-253-without-number", "The 253 of a request has no number of messages.", cites("rfc1985/5.1-7"),
       [](Behaviour& b) {
         answers_requests_with(b, {253, "2.0.0", "OK, pending messages for your node started"});
       }},
  };
}

}  // namespace smtpspec::reference

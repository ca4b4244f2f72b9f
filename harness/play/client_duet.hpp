// Client duet: a scenario that judges a client, played against the reference client in memory, in one thread
// and without time.
//
// It gives the same verdicts as a play on sockets. Where the client says nothing, a wait ends at once with
// the deadline: in memory nobody is late.
#pragma once

#include "play/duet.hpp"
#include "play/facts.hpp"
#include "play/submission_order.hpp"
#include "reference/client_behaviour.hpp"
#include "reference/client_submission.hpp"
#include "result/results.hpp"
#include "scenario/scenario.hpp"

namespace smtpspec::play {

// What scenarios need to know of a client that can do everything: the names, and all that it can be asked
// for.
Facts facts_of_reference_client();

// The order as the reference client takes it.
reference::Submission submission_of(const SubmissionOrder& order);
// The behaviour with what the order says of TLS and names.
reference::ClientBehaviour behaviour_for(const SubmissionOrder& order, reference::ClientBehaviour behaviour);
scenario::Told told_by(const reference::Report& report);
// What the client's caller would read: one line for each recipient.
std::string in_words(const reference::Report& report);

// How our octets reach the client: the options' cut instead of the scenario's own, if there is one.
result::CaseResult play_in_memory(scenario::ScenarioPtr scenario, const reference::ClientBehaviour& behaviour,
                                  Facts facts, const DuetOptions& options = {});

}  // namespace smtpspec::play

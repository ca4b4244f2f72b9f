// The reference peers as plays know them: the names that they give the scenarios' variables, and how the
// reference client takes an order.
#pragma once

#include <string>

#include "play/material/facts.hpp"
#include "play/material/submission_order.hpp"
#include "reference/behaviour.hpp"
#include "reference/client_behaviour.hpp"
#include "reference/client_submission.hpp"
#include "scenario/client_steps.hpp"

namespace smtpspec::play {

// The names of a server of this behaviour. {case} is always the same.
Facts facts_of(const reference::Behaviour& behaviour);
// What scenarios need to know of a client that can do everything: the names, and all that it can be asked
// for.
Facts facts_of_reference_client();
// The names of the reference relay, and of the domains that it relays to.
Facts facts_of_reference_relay();

// The order as the reference client takes it.
reference::Submission submission_of(const SubmissionOrder& order);
// The behaviour with what the order says of TLS and names.
reference::ClientBehaviour behaviour_for(const SubmissionOrder& order, reference::ClientBehaviour behaviour);
scenario::Told told_by(const reference::Report& report);
// What the client's caller would read: one line for each recipient.
std::string in_words(const reference::Report& report);

}  // namespace smtpspec::play

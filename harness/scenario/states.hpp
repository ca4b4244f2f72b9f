// States: the dialogues behind `given STATE` and behind named steps, written in the language itself.
#pragma once

#include <memory>
#include <vector>

#include "scenario/scenario.hpp"

namespace smtpspec::scenario {

// The steps that bring a fresh connection to the state. Their source is called "<given greeted in tls>".
std::vector<Step> steps_to(const Given& given);

// The same where a client is judged: what the harness says and the client must do, up to the state.
std::vector<Step> steps_to_of_client(const Given& given);

// transaction ok: a complete mail transaction, from MAIL to the end of mail data. Its source is called
// "<transaction ok>".
std::shared_ptr<const std::vector<Step>> transaction_steps();

std::string_view name_of(State state);

}  // namespace smtpspec::scenario

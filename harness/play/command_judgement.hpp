// Command judgement: which alternative of an expectation a client's unit satisfies, and why the others do
// not.
#pragma once

#include <optional>
#include <string>
#include <variant>

#include "play/client_units.hpp"
#include "play/judgement.hpp"
#include "play/values.hpp"
#include "scenario/scenario.hpp"

namespace smtpspec::play {

// One thing that a client did where an expectation waited.
using ClientObservation = std::variant<Unit, Ending>;

// A unit in one line, octets visible; mail data by its size.
std::string in_words(const ClientObservation& observation);

Judgement judge_client(const scenario::Expect& expect, const ClientObservation& observation, Values& values);

// Why a command does not match; nothing if it does; an empty text if the verb alone tells. A name without a
// value matches nothing (Values::missing).
std::optional<std::string> command_mismatch(const scenario::CommandExpected& expected, const Unit& unit,
                                            Values& values);

}  // namespace smtpspec::play

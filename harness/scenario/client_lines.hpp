// Client lines: the steps of a scenario that judges a client which are no dialogue — serve, on, never,
// connection, received, finally.
#pragma once

#include <optional>
#include <span>

#include "scenario/lexer.hpp"
#include "scenario/scenario.hpp"

namespace smtpspec::scenario {

// The words that open such a step.
std::span<const std::string_view> client_step_words();

// A line that begins with one of them. Empty behind a mistake.
std::optional<Step> read_client_step(const Line& line, std::span<const Line> modifiers, Mistakes& mistakes);

// KEYWORD *PARAMETER *("," KEYWORD *PARAMETER), up to the end of the words.
std::vector<Offered> read_offers(Words& words, Mistakes& mistakes);

}  // namespace smtpspec::scenario

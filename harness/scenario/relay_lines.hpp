// Relay lines: what only a scenario that judges a relay holds — received and what modifies it, returned to,
// nothing returned, kill, and a whole message that is handed in.
#pragma once

#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "scenario/lexer.hpp"
#include "scenario/scenario.hpp"

namespace smtpspec::scenario {

// The leg that a line names with its first word: "in", "out", "back".
std::optional<RelayLeg> leg_named(std::string_view word);
std::string_view name_of(RelayLeg leg);

// What may stand behind `received-field`.
struct StampWord {
  std::string_view word;
  ReceivedField::What what;
};
std::span<const StampWord> stamp_words();

// The words that open a step of a relay's that names no leg.
std::span<const std::string_view> relay_step_words();

// in message <body>: DATA, the content and its end, all of which must be accepted for the rule to be judged.
std::vector<Step> read_message(const Line& line, std::span<const Line> modifiers, Mistakes& mistakes);

// out received ...
std::vector<Step> read_relayed(const Line& line, std::span<const Line> modifiers, Mistakes& mistakes);

// returned to, nothing returned, kill. Empty behind a mistake.
std::vector<Step> read_relay_step(const Line& line, std::span<const Line> modifiers, Mistakes& mistakes);

// The words that may open an indented line below `received` and `returned`.
std::span<const std::string_view> relay_modifiers();

}  // namespace smtpspec::scenario

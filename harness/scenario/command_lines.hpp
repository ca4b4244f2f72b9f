// Command lines: C: lines of a scenario that judges a client, and what modifies them.
//
//   C: MAIL FROM:<{sender}> ...
//      without SIZE
#pragma once

#include <span>

#include "scenario/lexer.hpp"
#include "scenario/scenario.hpp"

namespace smtpspec::scenario {

// The line of an expectation, behind its marker; `modifiers` are the indented lines below it.
Step read_command_expectation(const Line& line, Words words, std::span<const Line> modifiers,
                              Mistakes& mistakes);

// A command's pattern, up to a word that `ends` it, or to the end of the words. Empty behind a mistake.
std::optional<CommandExpected> read_command(Words& words, std::span<const std::string_view> ends,
                                            Mistakes& mistakes);

// The words that may open an indented line below a C: line.
std::span<const std::string_view> command_modifiers();

}  // namespace smtpspec::scenario

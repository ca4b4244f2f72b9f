// Exchanges: auth lines, a whole exchange of AUTH by the name of its mechanism.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "scenario/first_words.hpp"
#include "scenario/lexer.hpp"
#include "scenario/scenario.hpp"

namespace smtpspec::scenario {

// The exchange, and where a server is judged by one that is right, the expectation of 235 behind it. None
// behind a mistake.
std::vector<Step> read_exchange(const Line& line, std::span<const Line> modifiers, Sides sides,
                                Mistakes& mistakes);

// Words that begin a line that modifies an exchange, where a client is judged; `by` does, too.
std::span<const std::string_view> exchange_modifiers();

}  // namespace smtpspec::scenario

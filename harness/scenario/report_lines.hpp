// Report lines: returned to, and what is demanded of the message that came back (RFC 3464).
#pragma once

#include <span>

#include "scenario/lexer.hpp"
#include "scenario/scenario.hpp"

namespace smtpspec::scenario {

// The line behind its first word, and what modifies it.
Expect read_returned(const Line& line, Words& words, std::span<const Line> modifiers, Mistakes& mistakes);

}  // namespace smtpspec::scenario

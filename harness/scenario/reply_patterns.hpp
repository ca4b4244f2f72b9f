// Reply patterns: codes (250, 45z, 5yz) and enhanced codes (5.3.4, 5.7.x), as they are written.
#pragma once

#include "scenario/mistakes.hpp"
#include "scenario/scenario.hpp"

namespace smtpspec::scenario {

// Was this word meant as a code? Generous: what is wrong with it is diagnosed by read_code.
bool looks_like_code(std::string_view word);
bool looks_like_enhanced(std::string_view word);

// code = %x32-35 ( "yz" / DIGIT ( "z" / DIGIT ) ). False behind a diagnostic.
bool read_code(const Span& word, CodePattern& into, Mistakes& mistakes);
// enhanced = class "." n "." n, its class that of the code (RFC 2034 section 4).
bool read_enhanced(const Span& word, const CodePattern& code, std::optional<EnhancedPattern>& into,
                   Mistakes& mistakes);

}  // namespace smtpspec::scenario

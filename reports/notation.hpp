// Notation: from the notation of text/visible back to octets.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace smtpspec::reports {

// Empty for what the notation does not know ("\q", "\x4", a lone backslash).
std::optional<std::string> octets_of(std::string_view visible);

}  // namespace smtpspec::reports

// Generated contents: mail data of any size that is made while it is sent.
#pragma once

#include <cstdint>
#include <string>

#include "play/octet_source.hpp"
#include "scenario/scenario.hpp"

namespace smtpspec::play {

// Exactly `size` octets: a header section that holds `token` (where there is room for it), an empty line,
// then lines of `line_length` octets with CRLF, the last one ending in CRLF too if two octets are left for
// it. `binary` repeats all 256 octet values without regard to lines. The same arguments always give the same
// octets.
OctetSourcePtr generated_octets(scenario::GeneratedContent::Kind kind, std::uint64_t size,
                                std::uint64_t line_length, const std::string& token);

}  // namespace smtpspec::play

// Generated contents: mail data of any size that is made while it is sent.
#pragma once

#include <cstdint>
#include <string>

#include "play/material/octet_source.hpp"
#include "scenario/scenario.hpp"

namespace smtpspec::play {

// Exactly `size` octets: a header section that holds `token` (where there is room for it), an empty line,
// then lines of `line_length` octets with CRLF, the last one ending in CRLF too if two octets are left for
// it. The header section is a whole one, From: <sender> included (RFC 5322 section 3.6), and says of 8-bit
// text what it is (RFC 6152 section 3); a small content has only what recognizes it. `binary` repeats all 256
// octet values without regard to lines. The same arguments always give the same octets.
OctetSourcePtr generated_octets(scenario::GeneratedContent::Kind kind, std::uint64_t size,
                                std::uint64_t line_length, const std::string& token,
                                const std::string& sender);

}  // namespace smtpspec::play

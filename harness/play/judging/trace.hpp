// Trace: what a relay writes on top of a message (RFC 5321 section 4.4).
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "play/material/values.hpp"
#include "scenario/scenario.hpp"

namespace smtpspec::play {

// Why a relayed message does not bear the trace that a line demands, `sent` being what was handed in; nothing
// if it does.
std::optional<std::string> trace_mismatch(const scenario::TraceCheck& check, std::string_view sent,
                                          std::string_view relayed, Values& values);

}  // namespace smtpspec::play

// Plain steps: the harness's own doing, one line each — sending, cutting, waiting, ending — and the
// expectations that are no reply (delivered, transaction ok).
#pragma once

#include <optional>
#include <span>

#include "scenario/lexer.hpp"
#include "scenario/scenario.hpp"

namespace smtpspec::scenario {

// A line that is sent, behind its marker of `marker` octets. Every octet counts.
Step read_send(const Line& line, std::size_t marker, Mistakes& mistakes);

std::optional<Step> read_segments(const Line& line, Mistakes& mistakes);
std::optional<Step> read_pause(const Line& line, Mistakes& mistakes);
// close, half-close, abort
Step read_end_of_connection(const Line& line, Mistakes& mistakes);
std::optional<Step> read_delivered(const Line& line, std::span<const Line> modifiers, Mistakes& mistakes);
std::optional<Step> read_perform(const Line& line, std::span<const Line> modifiers, Mistakes& mistakes);

inline constexpr std::uint64_t longest_pause_ms = 1000;

}  // namespace smtpspec::scenario

// Trace: what a relay writes on top of a message (RFC 5321 section 4.4).
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "play/material/values.hpp"
#include "scenario/scenario.hpp"

namespace smtpspec::play {

// A message as it was handed in and as it came out.
struct Passage {
  std::string_view sent, relayed;
  std::size_t recipients = 1;  // of the transaction that it came out by
};

// Why it does not bear the trace that a line demands; nothing if it does.
std::optional<std::string> trace_mismatch(const scenario::TraceCheck& check, const Passage& passage,
                                          Values& values);

// Why the line can't be judged, though it does not match: what it looks at is not there, which is another
// rule's; empty where it can.
std::string trace_lacks(const scenario::TraceCheck& check, const Passage& passage);

}  // namespace smtpspec::play

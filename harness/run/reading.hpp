// How a connection is read and ended, whoever has it.
#pragma once

#include <chrono>
#include <cstddef>

namespace smtpspec::run {

inline constexpr std::size_t most_octets_at_once = 16 * 1024;
// What is still under way when we close is read for so long, or the peer sees a reset.
inline constexpr std::chrono::milliseconds drain_time{200};

}  // namespace smtpspec::run

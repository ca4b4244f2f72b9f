// More than anything takes here, unless something is badly wrong.
#pragma once

#include <chrono>

namespace smtpspec::target {

inline constexpr std::chrono::milliseconds ample{20'000};

}  // namespace smtpspec::target

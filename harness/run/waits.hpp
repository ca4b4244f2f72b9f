// Waits: how long a play waited for the other side, and whether in vain.
#pragma once

#include <chrono>
#include <optional>

namespace smtpspec::run {

struct Waits {
  using Duration = std::chrono::steady_clock::duration;

  bool in_vain = false;                   // a deadline of ours passed
  bool undecided = false;                 // deliveries that may still come
  Duration longest{0};                    // for something to read, without the time of our own writing
  std::optional<Duration> first_contact;  // a started client's first connection
};

}  // namespace smtpspec::run

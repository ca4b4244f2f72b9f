// Preparation: what is run to its end before an implementation can be judged, and how a start is given up.
#pragma once

#include <chrono>
#include <functional>
#include <string>

#include "target/process.hpp"
#include "target/profile.hpp"

namespace smtpspec::target {

// Whether more time might have mended it.
enum class StartTrouble { for_good, out_of_time };

// Throws StartError or StartTimeout: why, and the last lines of the log.
[[noreturn]] void fail_to_start(const Profile& profile, const std::string& why, const std::string& log,
                                StartTrouble trouble = StartTrouble::for_good);

// What the command wrote. Throws StartError if it does not succeed in time, or once `interrupted` answers
// true.
std::string run_to_end(const Profile& profile, const Command& command, std::chrono::milliseconds within,
                       const std::string& what, const std::function<bool()>& interrupted);

// The first line that the profile's version command prints; empty where it has none.
std::string version_of(const Profile& profile, const Insertions& insertions,
                       const std::function<bool()>& interrupted);

}  // namespace smtpspec::target

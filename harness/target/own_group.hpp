// Own group: what a child does between fork and exec.
#pragma once

#include <filesystem>

#include <boost/optional.hpp>
#include <boost/type_traits.hpp>

#include <boost/process/v2/posix/default_launcher.hpp>

namespace smtpspec::target {

// A group of its own lets all its descendants be signalled at once and keeps the terminal's Ctrl-C for the
// harness. It runs at a lower priority, and ends when the thread does that forked it.
struct OwnGroup {
  boost::system::error_code on_exec_setup(boost::process::v2::posix::default_launcher&,
                                          const std::filesystem::path&, const char* const*);
};

}  // namespace smtpspec::target

// Times as people type them.
#pragma once

#include <chrono>
#include <string>

namespace smtpspec::cli {

// "30s", "500ms", "2m"; a number alone is seconds, nothing at all is none. Throws a CLI::ValidationError that
// names the option.
std::chrono::milliseconds read_time(const std::string& option, const std::string& words);

}  // namespace smtpspec::cli

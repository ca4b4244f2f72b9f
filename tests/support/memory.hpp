// Bounds on the memory of a program, whichever way it was built.
#pragma once

#include <map>
#include <string>

namespace smtpspec::support {

#ifdef __SANITIZE_ADDRESS__
inline constexpr long sanitizer_kib = 200 * 1024;  // its shadow of the memory, and what surrounds each piece
#else
inline constexpr long sanitizer_kib = 0;
#endif

// As Ended::peak_memory_kib, in which a sanitizer's own share is counted too.
constexpr long memory_bound_kib(long mebibytes) {
  return mebibytes * 1024 + sanitizer_kib;
}

// For the program's environment: AddressSanitizer keeps 256 MiB of what was freed otherwise.
inline const std::map<std::string, std::string> memory_is_measured = {
    {"ASAN_OPTIONS", "quarantine_size_mb=1:thread_local_quarantine_size_kb=16"}};

}  // namespace smtpspec::support

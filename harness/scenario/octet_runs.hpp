// Octet runs: exact octets in quotes, repeated and cut into segments.
//
//   "MAIL FROM:<" "a" * 65 | "@b>\r\n"
#pragma once

#include "scenario/mistakes.hpp"
#include "scenario/scenario.hpp"

namespace smtpspec::scenario {

// Reads the runs of the whole range; a remark may follow them.
SendOctets read_octet_runs(const Span& range, Mistakes& mistakes);

// One run, which may be empty: the word that holds it, with its quotes.
Text read_quoted(const Span& word, Mistakes& mistakes);

// A run of fixed size is at most this long; a generated content has no limit.
inline constexpr std::uint64_t longest_run = 16 * 1024 * 1024;

}  // namespace smtpspec::scenario

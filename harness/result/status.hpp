// Status: what a case is worth once its baseline has been asked, and how that counts. Exit codes and reports
// all go by it, so that no two of them can differ.
#pragma once

#include <array>
#include <cstddef>
#include <string_view>

namespace smtpspec::result {

// An outcome, or what became of it because a baseline spoke of the case.
enum class Status {
  pass,
  fail,
  tolerated,
  known_deviation,  // not a pass, just as the baseline says
  unexpected_pass,  // a pass, where the baseline says otherwise
  not_applicable,
  blocked,
  error,
  crash,
  unstable,
  not_run,
};

inline constexpr std::array all_statuses = {
    Status::pass,    Status::fail,  Status::tolerated, Status::known_deviation, Status::unexpected_pass,
    Status::blocked, Status::error, Status::crash,     Status::unstable,        Status::not_applicable,
    Status::not_run};

std::string_view name_of(Status status);  // "pass", "known deviation"

// How a case counts.
enum class Standing {
  conforming,  // the rule was seen to be kept, if only in a way that is excusable
  failure,     // the target does not conform, or not in the way that its baseline says
  trouble,     // nothing can be said, and that must not stay so: something broke or was not run
  nothing,     // nothing is said about the rule, and that is in order: not applicable, blocked, known
};

// Whether what is only tolerated, or passed only when it was tried again, counts as failed.
enum class Strictness { lenient, strict };

struct Tally {
  std::array<std::size_t, all_statuses.size()> counts{};

  std::size_t of(Status status) const { return counts[static_cast<std::size_t>(status)]; }
  std::size_t total() const;
};

}  // namespace smtpspec::result

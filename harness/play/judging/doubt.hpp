// Doubt: whether an expectation failed for another reason than the rule it is about.
//
// A peer that breaks a wire rule (watch/) may look as if it broke every rule that is judged in the same
// session: a command line that ends in a bare LF is no EHLO, a reply too many answers the wrong command. The
// wire rule is reported as a case of its own; the scenario is blocked then, unless it is about that rule
// itself.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

#include "result/finding.hpp"
#include "result/transcript.hpp"
#include "scenario/scenario.hpp"

namespace smtpspec::play {

// Where a finding may come from: the entries of the transcript that it is about besides its own, and the wire
// rule that the expectation itself watches (an id; empty: none).
struct Grounds {
  std::span<const std::size_t> entries = {};
  std::string_view watched = {};
};

// The wire rule that explains the finding instead, in words; empty if there is none. A scenario is about a
// wire rule if the finding or the requirement cites an entry of the rule, or one in the section of the entry
// that the rule is about, or if a `see` line cites that one.
std::string doubt_about(const result::Finding& finding, const scenario::Scenario& scenario,
                        const result::Transcript& transcript, const Grounds& grounds = {});

}  // namespace smtpspec::play

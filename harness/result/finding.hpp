// Finding: one thing that was observed and that a rule speaks of.
#pragma once

#include <array>
#include <string>
#include <string_view>

#include "text/clause.hpp"
#include "text/source.hpp"

namespace smtpspec::result {

using text::Clause;
using text::Level;

// How heavily a finding weighs.
enum class Weight {
  violation,  // the rule is broken: the case fails
  tolerated,  // graded: legal but weaker, or a SHOULD that was not followed; the case is tolerated
  remark,     // worth knowing; changes nothing
};

inline constexpr std::array all_weights = {Weight::violation, Weight::tolerated, Weight::remark};

std::string_view name_of(Weight weight);  // "violation"

struct Finding {
  std::string id;  // stable: "expectation", or a wire rule's "watch/codes-differ"
  Weight weight = Weight::violation;
  Clause clause;
  std::string message;   // one line, makes sense alone: "expected 552, got 250"
  std::string expected;  // one line
  std::string got;       // one line, octets made visible
  std::string reason;    // the author's remark on a tolerated alternative, a rule's explanation; may be empty
  text::Span span;       // the author's line; without a source for wire rules
  std::size_t entry = no_entry;  // index into the transcript of what is meant

  static constexpr std::size_t no_entry = static_cast<std::size_t>(-1);
};

}  // namespace smtpspec::result

// Defect: something that the suite must not have, with its remedy.
#pragma once

#include <string>
#include <string_view>

namespace smtpspec::prove {

enum class DefectKind {
  fails_correct_peer,    // a scenario that does not pass against the correct peer
  vacuous,               // or passes without a look at its rule
  kills_nothing,         // a scenario that notices no mistake
  misses_named_fault,    // or not the one that it names
  unknown_fault,         // it names a mistake that there is not
  unnoticed_fault,       // a mistake that no scenario notices
  knock_on,              // a scenario fails because of a mistake that it has nothing to do with
  broken_play,           // a play ended in an error
  changes_verdict,       // the verdict hangs on how octets are cut, or on TLS
  unproven_rule,         // a wire rule that no mistake breaks
  rule_on_correct_peer,  // or one that the correct peer breaks
  stray_rule,            // a wire rule is broken by a mistake that has nothing to do with it
  accuses_variant,       // a scenario fails against a legal variant of the peer
  rule_on_variant,       // or a wire rule does
  last = rule_on_variant
};

std::string_view name_of(DefectKind kind);  // "fails-correct-peer"

struct Defect {
  DefectKind kind;
  std::string subject;  // the scenario's id, the fault's name or the rule's id
  std::string other;    // the fault, the variant or the manner that shows it; may be empty
  std::string what;     // one line: what was seen
};

// What is to be done about such a defect, in one line.
std::string_view remedy_of(DefectKind kind);

}  // namespace smtpspec::prove

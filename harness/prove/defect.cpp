#include "prove/defect.hpp"

namespace smtpspec::prove {

std::string_view name_of(DefectKind kind) {
  switch (kind) {
    case DefectKind::fails_correct_peer:
      return "fails-correct-peer";
    case DefectKind::vacuous:
      return "vacuous";
    case DefectKind::kills_nothing:
      return "kills-nothing";
    case DefectKind::misses_named_fault:
      return "misses-named-fault";
    case DefectKind::unknown_fault:
      return "unknown-fault";
    case DefectKind::unnoticed_fault:
      return "unnoticed-fault";
    case DefectKind::knock_on:
      return "knock-on";
    case DefectKind::broken_play:
      return "broken-play";
    case DefectKind::changes_verdict:
      return "changes-verdict";
    case DefectKind::unproven_rule:
      return "unproven-rule";
    case DefectKind::rule_on_correct_peer:
      return "rule-on-correct-peer";
    case DefectKind::stray_rule:
      return "stray-rule";
  }
  return "";
}

std::string_view remedy_of(DefectKind kind) {
  switch (kind) {
    case DefectKind::fails_correct_peer:
      return "mend the scenario, or the reference peer if it is that which is wrong";
    case DefectKind::vacuous:
      return "write a line that shows the rule, without 'by' and where every play comes to it";
    case DefectKind::kills_nothing:
      return "give the reference peer the mistake that this scenario is to notice, and name it in 'fault'";
    case DefectKind::misses_named_fault:
      return "expect what tells the mistake from correct behaviour, or take the 'fault' line away";
    case DefectKind::unknown_fault:
      return "'smtpspec serve --faults' and 'smtpspec send --faults' list what there is";
    case DefectKind::unnoticed_fault:
      return "write a scenario that notices it, or take the mistake away";
    case DefectKind::knock_on:
      return "'or blocked' on lines that only set the stage, 'by' on lines with a clause of their own, or "
             "name "
             "the fault";
    case DefectKind::broken_play:
      return "mend the player: no mistake of a peer may break the harness";
    case DefectKind::changes_verdict:
      return "let no line depend on how octets are cut or on what carries them";
    case DefectKind::unproven_rule:
      return "give the reference peer a mistake that breaks the rule";
    case DefectKind::rule_on_correct_peer:
      return "mend the rule: it must leave correct peers alone";
    case DefectKind::stray_rule:
      return "mend the rule, or say in harness/prove/side_effects.cpp why the mistake breaks it";
  }
  return "";
}

}  // namespace smtpspec::prove

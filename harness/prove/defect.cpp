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
    case DefectKind::accuses_variant:
      return "accuses-variant";
    case DefectKind::rule_on_variant:
      return "rule-on-variant";
  }
  return "";
}

std::string_view remedy_of(DefectKind kind) {
  switch (kind) {
    case DefectKind::fails_correct_peer:
      return "mend the scenario: 'smtpspec run ID' shows the session; if the reference peer is wrong there, "
             "report it";
    case DefectKind::vacuous:
      return "write a line that shows the rule, without 'by' and where every play comes to it";
    case DefectKind::kills_nothing:
      return "expect what one of the known mistakes gets wrong ('smtpspec serve --faults', 'smtpspec send "
             "--faults'), "
             "and name it in 'fault'; one that is not known yet has to be added to harness/reference";
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
      return "a bug of smtpspec, not of the scenario: report it with the file";
    case DefectKind::changes_verdict:
      return "let no line depend on how octets are cut or on what carries them";
    case DefectKind::unproven_rule:
      return "give the reference peer a mistake that breaks the rule";
    case DefectKind::rule_on_correct_peer:
      return "mend the rule: it must leave correct peers alone";
    case DefectKind::stray_rule:
      return "nothing is wrong with the scenario: mend the rule, or say in harness/prove/side_effects.cpp "
             "why the "
             "mistake breaks it";
    case DefectKind::accuses_variant:
      return "list what this peer may do as well: 'or', 'tolerate' or 'or blocked'; 'smtpspec run ID "
             "--variant "
             "NAME' shows the session";
    case DefectKind::rule_on_variant:
      return "mend the rule: it must leave correct peers alone, also unusual ones";
  }
  return "";
}

}  // namespace smtpspec::prove

#include "watch/checks.hpp"
#include "watch/rule_lists.hpp"

namespace smtpspec::watch {

Findings seen_of_server(const result::Transcript& transcript) {
  Findings findings;
  for (const SeenReply& seen : replies_of(transcript)) {
    check_form(seen, findings);
    check_place(seen, findings);
    check_enhanced_codes(seen, findings);
    check_extensions(seen, findings);
    check_changed_priority(seen, findings);
    check_limits(seen, findings);
    check_etrn(seen, findings);
    check_challenge(seen, findings);
    check_code_of_command(seen, findings);
    check_told_mailboxes(seen, findings);
  }
  check_names(transcript, findings);
  check_silence(transcript, findings);
  check_strays(transcript, findings);
  check_ends(transcript, findings);
  return findings;
}

std::vector<result::Finding> server_rules(const result::Transcript& transcript) {
  return seen_of_server(transcript).take();
}

}  // namespace smtpspec::watch

#include "watch/client_checks.hpp"
#include "watch/rule_lists.hpp"

namespace smtpspec::watch {
namespace {

// What was misread has one cause, which is said once.
void check_misread(const SeenCommand& seen, Findings& findings) {
  if (seen.misread == SeenCommand::Misread::content && seen.early) check_order(seen, findings);
  if (seen.misread == SeenCommand::Misread::handshake) check_handshake_in_clear(seen, findings);
}

}  // namespace

Findings seen_of_client(const result::Transcript& transcript) {
  Findings findings;
  const ClientSession session = read_client_session(transcript);
  for (const SeenCommand& seen : session.commands) {
    if (seen.misread != SeenCommand::Misread::no) {
      check_misread(seen, findings);
      continue;
    }
    findings.look({"watch/client-handshake-in-clear"});
    check_command_line(seen, findings);
    check_order(seen, findings);
    check_authentication(seen, findings);
    if (seen.is_response || seen.shortened) continue;
    check_argument(seen, findings);
    check_offers(seen, findings);
  }
  for (const SeenContent& seen : session.contents) check_content(seen, findings);
  for (const SeenClose& seen : session.closes) check_close(seen, findings);
  return findings;
}

std::vector<result::Finding> client_rules(const result::Transcript& transcript) {
  return seen_of_client(transcript).take();
}

}  // namespace smtpspec::watch

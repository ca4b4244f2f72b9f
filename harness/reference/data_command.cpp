#include "reference/commands.hpp"

namespace smtpspec::reference {
namespace {

// Without recipients: 503 if the client named none, 554 if all it named were refused (RFC 5321 3.3 leaves the
// choice).
bool has_recipients(const Behaviour& behaviour, const Session& session) {
  if (!session.forward_paths.empty()) return true;
  return behaviour.lets_pass(session.recipients_refused ? Offence::data_after_refused_recipients
                                                        : Offence::data_before_recipient);
}

}  // namespace

Situation data(const Behaviour& behaviour, Session& session, const smtp::Command& command) {
  if (command.has_argument) return Situation::argument_not_allowed;
  if (!session.sender)
    return behaviour.lets_pass(Offence::data_before_mail) ? Situation::start_mail_input
                                                          : Situation::data_before_mail;
  if (session.content.has_chunks() && !behaviour.lets_pass(Offence::data_after_chunks))
    return Situation::data_after_chunks;
  if (session.sender->body == Body::binarymime && !behaviour.lets_pass(Offence::data_for_binary))
    return Situation::data_for_binary;
  if (!has_recipients(behaviour, session))
    return session.recipients_refused ? Situation::no_valid_recipients : Situation::data_before_recipient;
  return Situation::start_mail_input;
}

}  // namespace smtpspec::reference

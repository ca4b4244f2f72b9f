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

bool lets_pass_without_mail(const Behaviour& behaviour, const Session& session) {
  return behaviour.lets_pass(session.mail_refused ? Offence::data_after_refused_mail
                                                  : Offence::data_before_mail);
}

}  // namespace

Situation data(const Behaviour& behaviour, Session& session, const smtp::Command& command) {
  if (command.has_argument && !behaviour.lets_pass(Offence::argument)) return Situation::argument_not_allowed;
  if (!session.sender)
    return lets_pass_without_mail(behaviour, session) ? Situation::start_mail_input
                                                      : Situation::data_before_mail;
  if (session.greeting == Greeting::helo && behaviour.has(Lapse::takes_no_data_behind_helo))
    return Situation::data_before_mail;
  if (session.content.has_chunks() && !behaviour.lets_pass(Offence::data_after_chunks))
    return Situation::data_after_chunks;
  if (session.sender->body == Body::binarymime && !behaviour.lets_pass(Offence::data_for_binary))
    return Situation::data_for_binary;
  if (!has_recipients(behaviour, session))
    return session.recipients_refused ? Situation::no_valid_recipients : Situation::data_before_recipient;
  if (session.last_recipient_refused && behaviour.denies(Right::data_behind_refused_recipient))
    return Situation::no_valid_recipients;
  if (session.has_accepted_chunks && behaviour.denies(Right::data_behind_chunked_message))
    return Situation::data_after_chunks;
  return behaviour.keeps_to(Policy::refuses_data) ? Situation::data_refused : Situation::start_mail_input;
}

}  // namespace smtpspec::reference

#include "reference/commands.hpp"
#include "reference/mail_parameters.hpp"

namespace smtpspec::reference {
namespace {

bool refuses_address(const Behaviour& behaviour, const Session& session, const smtp::Path& path) {
  if (path.is_ascii()) return false;
  return session.smtputf8 ? behaviour.denies(Right::smtputf8_address)
                          : !behaviour.lets_pass(Offence::sender_not_ascii);
}

Situation open_transaction(const Behaviour& behaviour, Session& session, const smtp::Command& command) {
  const smtp::PathArgumentReading reading = read_path_argument(behaviour, command, "FROM");
  if (!reading.argument) return malformed(reading.defect, Situation::sender_malformed);
  const smtp::PathArgument& argument = *reading.argument;

  Sender sender{argument.path.mailbox(), Body::unsaid};
  if (const auto refusal = read_mail_parameters(behaviour, session, sender, argument.parameters))
    return *refusal;
  if (refuses_address(behaviour, session, argument.path)) return Situation::sender_not_ascii;
  if (argument.path.is_null() && behaviour.denies(Right::null_sender)) return Situation::null_sender_refused;
  session.sender = std::move(sender);
  session.ended_by_last = false;
  return Situation::sender_accepted;
}

}  // namespace

Situation mail(const Behaviour& behaviour, Session& session, const smtp::Command& command) {
  if (session.greeting == Greeting::none && !behaviour.lets_pass(Offence::mail_before_greeting))
    return Situation::mail_before_greeting;
  if (session.sender && !behaviour.lets_pass(Offence::nested_mail)) {
    forget_at(Event::nested_mail, behaviour, session);
    return Situation::nested_mail;
  }
  const Situation situation = open_transaction(behaviour, session, command);
  if (situation != Situation::sender_accepted) forget_at(Event::mail_refused, behaviour, session);
  return situation;
}

}  // namespace smtpspec::reference

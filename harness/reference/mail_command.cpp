#include <algorithm>

#include "reference/address_reading.hpp"
#include "reference/commands.hpp"
#include "reference/mail_parameters.hpp"
#include "reference/request_parameters.hpp"

namespace smtpspec::reference {
namespace {

bool refuses_reverse_path(const Behaviour& behaviour, const Session& session, const smtp::Path& path) {
  if (path.is_ascii()) return false;
  return session.smtputf8 ? refuses_in_spite_of_smtputf8(behaviour, path)
                          : !behaviour.lets_pass(Offence::sender_not_ascii);
}

bool mistakes_reverse_path(const Behaviour& behaviour, const smtp::Path& path) {
  const bool routed = !path.source_route.empty() && behaviour.mistaken_forms.has(Form::reverse_route);
  return routed || mistakes_path(behaviour, path);
}

// A server that knows keywords in upper case only.
bool knows_keywords(const smtp::Command& command, const std::vector<smtp::Parameter>& parameters) {
  return std::all_of(parameters.begin(), parameters.end(), [&](const smtp::Parameter& parameter) {
    return command.argument.find(" " + parameter.keyword) != std::string::npos;
  });
}

Situation open_transaction(const Behaviour& behaviour, Session& session, const smtp::Command& command) {
  if (smtp::equal_ignoring_case(command.argument, "FROM:") &&
      behaviour.lets_pass(Offence::mail_without_path)) {
    session.sender = Sender{};
    return Situation::sender_accepted;
  }
  const smtp::PathArgumentReading reading = read_path_argument(behaviour, command, "FROM");
  if (!reading.argument) return malformed(reading.defect, Situation::sender_malformed);
  const smtp::PathArgument& argument = *reading.argument;
  if (mistakes_reverse_path(behaviour, argument.path)) return Situation::sender_malformed;
  if (argument.parameters.size() > 1 && behaviour.mistaken_forms.has(Form::second_parameter))
    return Situation::argument_malformed;

  Sender sender{argument.path.mailbox(), Body::unsaid, std::nullopt, std::nullopt, argument.parameters};
  if (behaviour.minds_case_of(CaseSensitive::parameter) && !knows_keywords(command, argument.parameters))
    return Situation::parameter_unknown;
  if (const auto refusal = read_mail_parameters(behaviour, session, sender, argument.parameters))
    return *refusal;
  if (refuses_reverse_path(behaviour, session, argument.path)) return Situation::sender_not_ascii;
  if (argument.path.is_null() && behaviour.denies(Right::null_sender)) return Situation::null_sender_refused;
  if (behaviour.keeps_to(Policy::refuses_long_paths) && is_too_long(argument.path))
    return Situation::path_too_long;
  if (behaviour.keeps_to(Policy::refuses_senders)) return Situation::sender_refused;
  if (sender.body == Body::unsaid) {
    if (session.latest_body != Body::unsaid && behaviour.has(Lapse::wants_body_again))
      return Situation::body_malformed;
    if (behaviour.has(Lapse::keeps_body_at_rset)) sender.body = session.latest_body;
  }
  session.latest_body = sender.body;
  session.sender = std::move(sender);
  session.mail_refused = false;
  session.ended_by_last = false;
  return Situation::sender_accepted;
}

}  // namespace

Situation mail(const Behaviour& behaviour, Session& session, const smtp::Command& command) {
  if (session.greeting == Greeting::none && !behaviour.lets_pass(Offence::mail_before_greeting))
    return Situation::mail_before_greeting;
  if (behaviour.requires_authentication && !session.authenticated) return Situation::auth_required;
  if (session.sender && behaviour.keeps_to(Policy::begins_anew_at_mail))
    forget_at(Event::rset, behaviour, session);
  if (session.sender && !behaviour.lets_pass(Offence::nested_mail)) {
    forget_at(Event::nested_mail, behaviour, session);
    return Situation::nested_mail;
  }
  if (session.channel == Channel::tls && behaviour.denies(Right::mail_in_tls))
    return Situation::mail_before_greeting;
  if (session.has_accepted_message && behaviour.denies(Right::second_message)) return Situation::nested_mail;
  const Situation situation = open_transaction(behaviour, session, command);
  if (situation != Situation::sender_accepted) {
    forget_at(Event::mail_refused, behaviour, session);
    session.mail_refused = true;
    if (behaviour.has(Habit::opens_transaction_for_refused_mail)) session.sender = Sender{};
    return situation;
  }
  if (session.channel == Channel::clear && behaviour.has(Lapse::wants_tls_and_takes_mail))
    return Situation::tls_required;
  return lowers_priority(session) ? Situation::priority_lowered : situation;
}

}  // namespace smtpspec::reference

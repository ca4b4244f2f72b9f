#include "reference/address_reading.hpp"
#include "reference/commands.hpp"
#include "smtp/path.hpp"

namespace smtpspec::reference {
namespace {

// What follows the name is passed over: some clients write more behind an address literal (RFC 5321 4.1.1.1).
std::string_view client_name(const smtp::Command& command) {
  return std::string_view(command.argument).substr(0, command.argument.find(' '));
}

Situation judge_name(const Behaviour& behaviour, std::string_view name) {
  if (name.empty()) return Situation::client_name_missing;
  const bool well_formed = smtp::is_domain(name) || smtp::is_address_literal(name);
  const bool taken = well_formed ? !mistakes_name(behaviour, name) : overlooks_name(behaviour, name);
  return taken ? Situation::ehlo_accepted : Situation::client_name_malformed;
}

}  // namespace

Situation ehlo(const Behaviour& behaviour, Session& session, const smtp::Command& command) {
  if (session.greeting == Greeting::helo && behaviour.denies(Right::ehlo_after_helo))
    return Situation::greeting_out_of_order;
  Situation situation = judge_name(behaviour, client_name(command));
  if (situation == Situation::client_name_missing && behaviour.lets_pass(Offence::ehlo_without_name))
    situation = Situation::ehlo_accepted;
  if (situation != Situation::ehlo_accepted) {
    forget_at(Event::greeting_refused, behaviour, session);
    return situation;
  }
  if (behaviour.keeps_to(Policy::refuses_greetings)) return Situation::greeting_refused;
  forget_at(Event::ehlo, behaviour, session);
  session.greeting = Greeting::ehlo;
  session.client_name = client_name(command);
  session.ended_by_last = false;
  return situation;
}

Situation helo(const Behaviour& behaviour, Session& session, const smtp::Command& command) {
  if (behaviour.denies(Right::helo)) return Situation::helo_refused;
  Situation situation = judge_name(behaviour, client_name(command));
  if (situation == Situation::client_name_missing && behaviour.lets_pass(Offence::helo_without_name))
    situation = Situation::ehlo_accepted;
  if (situation != Situation::ehlo_accepted) {
    forget_at(Event::greeting_refused, behaviour, session);
    return situation;
  }
  if (behaviour.keeps_to(Policy::refuses_greetings)) return Situation::greeting_refused;
  forget_at(Event::helo, behaviour, session);
  session.greeting = Greeting::helo;
  session.client_name = client_name(command);
  session.ended_by_last = false;
  return Situation::helo_accepted;
}

}  // namespace smtpspec::reference

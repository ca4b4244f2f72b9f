#include "reference/session.hpp"

namespace smtpspec::reference {

void Session::forget(Knowledges what, const Content& empty) {
  if (what.has(Knowledge::greeting)) greeting = Greeting::none;
  if (what.has(Knowledge::sender)) {
    sender.reset();
    mail_refused = false;
  }
  if (what.has(Knowledge::declared_size)) declared_size.reset();
  if (what.has(Knowledge::smtputf8)) smtputf8 = false;
  if (what.has(Knowledge::recipients)) {
    forward_paths.clear();
    recipient_parameters.clear();
    recipients_refused = false;
    last_recipient_refused = false;
  }
  if (what.has(Knowledge::content)) content = empty;
  if (what.has(Knowledge::authentication)) authenticated = false;
  if (what.has(Knowledge::tls)) channel = Channel::clear;
}

bool serves(const Behaviour& behaviour, const Session& session, Extension extension) {
  const Offers& offers = behaviour.offers;
  const auto& offered = session.channel == Channel::tls ? offers.in_tls : offers.in_clear;
  return (offered.has(extension) || offers.unlisted.has(extension)) && !offers.not_served.has(extension);
}

void forget_at(Event event, const Behaviour& behaviour, Session& session) {
  session.forget(behaviour.forgets[event], empty_content(behaviour));
}

}  // namespace smtpspec::reference

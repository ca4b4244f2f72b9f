#include "reference/commands.hpp"

namespace smtpspec::reference {

Situation starttls(const Behaviour& behaviour, Session& session, const smtp::Command& command) {
  if (session.channel == Channel::tls)
    return behaviour.lets_pass(Offence::nested_tls) ? Situation::tls_ready : Situation::tls_already;
  if (!serves(behaviour, session, Extension::starttls)) return Situation::extension_not_offered;
  if (command.has_argument && !behaviour.lets_pass(Offence::tls_argument)) return Situation::tls_argument;
  if (!extended(session) && !behaviour.lets_pass(Offence::tls_before_greeting))
    return Situation::tls_before_greeting;
  return behaviour.denies(Right::tls) ? Situation::tls_unavailable : Situation::tls_ready;
}

}  // namespace smtpspec::reference

// The parameters of DSN: RET and ENVID of MAIL, NOTIFY and ORCPT of RCPT (RFC 3461 section 4). This server
// reads them and sends no notification.
#pragma once

#include <optional>
#include <vector>

#include "reference/behaviour.hpp"
#include "reference/session.hpp"
#include "smtp/command.hpp"

namespace smtpspec::reference {

bool is_dsn_parameter_of_mail(const Behaviour& behaviour, const smtp::Parameter& parameter);

// One of these, of a MAIL command that has all of `parameters`; answers the situation if it is refused.
std::optional<Situation> read_dsn_parameter_of_mail(const Behaviour& behaviour, Session& session,
                                                    const Sender& sender,
                                                    const std::vector<smtp::Parameter>& parameters,
                                                    const smtp::Parameter& parameter);

// All parameters that a RCPT command has: no other extension knows one.
std::optional<Situation> read_recipient_parameters(const Behaviour& behaviour, Session& session,
                                                   const smtp::PathArgument& argument);

}  // namespace smtpspec::reference

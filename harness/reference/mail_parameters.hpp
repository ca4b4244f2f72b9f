// The parameters of MAIL: SIZE (RFC 1870 section 6), BODY (RFC 6152 section 2, RFC 3030 section 3),
// SMTPUTF8 (RFC 6531 section 3.4), AUTH (RFC 4954 section 5), and those of dsn_parameters.hpp and
// further_parameters.hpp.
#pragma once

#include <optional>
#include <vector>

#include "reference/behaviour.hpp"
#include "reference/session.hpp"
#include "smtp/command.hpp"

namespace smtpspec::reference {

// Writes what they say into `session` and `sender`; answers the situation if one is refused.
std::optional<Situation> read_mail_parameters(const Behaviour& behaviour, Session& session, Sender& sender,
                                              const std::vector<smtp::Parameter>& parameters);

}  // namespace smtpspec::reference

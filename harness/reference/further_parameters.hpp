// The parameters of MAIL that few servers offer: BY (RFC 2852), REQUIRETLS (RFC 8689), SUBMITTER (RFC 4405),
// SOLICIT (RFC 3865) and MTRK (RFC 3885), with ENVID and ORCPT as far as MTRK needs them.
#pragma once

#include <optional>
#include <vector>

#include "reference/behaviour.hpp"
#include "reference/session.hpp"
#include "smtp/command.hpp"

namespace smtpspec::reference {

// The extension that brings it; empty for a parameter that is none of these.
std::optional<Extension> further_extension_of(const smtp::Parameter& parameter);

// One of these, where its extension is served. Answers the situation if the value is refused.
std::optional<Situation> read_further_parameter(const Behaviour& behaviour, Sender& sender,
                                                const smtp::Parameter& parameter);

// Whether these parameters of RCPT are right: ORCPT alone, where MTRK is served.
bool takes_recipient_parameters(const Behaviour& behaviour, const Session& session,
                                const std::vector<smtp::Parameter>& parameters);

}  // namespace smtpspec::reference

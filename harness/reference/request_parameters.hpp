// MT-PRIORITY (RFC 6710) and HOLDFOR and HOLDUNTIL (RFC 4865), parameters of MAIL.
#pragma once

#include <optional>

#include "reference/behaviour.hpp"
#include "reference/session.hpp"
#include "smtp/command.hpp"

namespace smtpspec::reference {

// Where the extension is served. Each answers the situation if the value is refused.
std::optional<Situation> read_mt_priority(const Behaviour& behaviour, Sender& sender,
                                          const smtp::Parameter& parameter);
std::optional<Situation> read_holdfor(const Behaviour& behaviour, Sender& sender,
                                      const smtp::Parameter& parameter);
std::optional<Situation> read_holduntil(const Behaviour& behaviour, Sender& sender,
                                        const smtp::Parameter& parameter);

// MT-PRIORITY, HOLDFOR or HOLDUNTIL.
bool is_request(const smtp::Parameter& parameter);

// One of these, and a slip: it may stand more than once.
bool is_taken_twice(const Behaviour& behaviour, const smtp::Parameter& parameter);

// RFC 4865 section 5.2.2. A date is not held against BY: there is no clock here.
bool is_released_too_late(const Behaviour& behaviour, const Sender& sender);

// RFC 6710 section 4.1: nobody raises a priority who has not logged in. The message has priority 0 then.
bool lowers_priority(Session& session);

// The message waits for its time: no session is that long.
bool is_held(const Behaviour& behaviour, const Sender& sender);

}  // namespace smtpspec::reference

// Judgement: which alternative of an expectation an observation satisfies, and why the others do not.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "play/judging/relayed_mail.hpp"
#include "play/material/values.hpp"
#include "play/wire/client_units.hpp"
#include "play/wire/event.hpp"
#include "scenario/scenario.hpp"
#include "smtp/reply.hpp"

namespace smtpspec::play {

// The end of a connection, as an expectation sees it.
enum class Ending { closed, reset };

// One thing that happened where an expectation waited: a server's reply, something that a client sent, the
// connection's end, or a message that came out of a relay.
using Observation = std::variant<smtp::Reply, Unit, Ending, RelayedMailPtr>;

struct Judgement {
  std::optional<std::size_t> alternative;  // the first that matches
  std::string got;                         // the observation in words, octets visible
  std::string why;  // why the nearest alternative does not match; empty if a code or a verb differs, or on a
                    // match
  bool lacks_value = false;  // of a client's unit: a name in the line has no value here
};

// What a judgement rests on besides the line and what was observed.
struct Terms {
  Values& values;              // a name without a value matches nothing (Values::missing)
  bool with_enhanced = false;  // the session offers enhanced status codes (RFC 2034), so they are compared
};

// Tries the alternatives in order.
Judgement judge(const scenario::Expect& expect, const Observation& observation, const Terms& terms);

// Each says why something does not match; nothing if it does; an empty text if the code or the verb alone
// tells.
std::optional<std::string> reply_mismatch(const scenario::ReplyExpected& expected, const smtp::Reply& reply,
                                          bool with_enhanced);
std::optional<std::string> unit_mismatch(const scenario::Alternative& alternative, const Unit& unit,
                                         Values& values);
std::optional<std::string> command_mismatch(const scenario::CommandExpected& expected, const Unit& unit,
                                            Values& values);

// In one line, octets visible, shortened in the middle; mail data by their size.
std::string in_words(const Observation& observation);

}  // namespace smtpspec::play

// AUTH (RFC 4954 section 4): what its line asks for, and the exchange behind it.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "reference/auth_slips.hpp"
#include "reference/behaviour.hpp"
#include "reference/session.hpp"
#include "sasl/exchange.hpp"
#include "smtp/command.hpp"

namespace smtpspec::reference {

struct AuthPlan {
  sasl::Mechanism mechanism = sasl::Mechanism::plain;
  std::optional<std::string> initial_response;  // as it came: base64 or "="
};

// Those that are there on this channel, listed and served alike: a -PLUS name needs a channel to bind to.
std::vector<sasl::Mechanism> mechanisms_for(const Offers& offers, const Session& session);

// A situation where no exchange comes of the command.
std::variant<Situation, AuthPlan> plan_auth(const Behaviour& behaviour, const Session& session,
                                            const smtp::Command& command);

// One exchange. It goes on as long as the situation is auth_challenge.
class AuthIntake {
 public:
  AuthIntake(const Behaviour& behaviour, const Session& session, AuthPlan plan);

  Situation begin(const Behaviour& behaviour);
  // Collects what comes of a response line, which may be longer than a command. Octets beyond the
  // limit are not kept.
  void append(const Behaviour& behaviour, std::string_view octets);
  // The line is complete.
  Situation respond(const Behaviour& behaviour);

  const std::string& line() const { return line_; }
  const std::string& challenge() const { return challenge_; }  // base64

 private:
  Situation judge(const Behaviour& behaviour, std::string_view base64);
  Situation follow(const Behaviour& behaviour, sasl::ServerStep step);
  std::optional<Situation> deviate(const Behaviour& behaviour, const sasl::ServerStep& step);

  AuthPlan plan_;
  sasl::ServerExchange exchange_;
  AuthSlips slips_;
  std::size_t steps_ = 0;
  std::string line_;
  bool too_long_ = false;
  std::string challenge_;
};

}  // namespace smtpspec::reference

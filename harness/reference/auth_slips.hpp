// Slips of a server inside an exchange of AUTH: what it reads, and what it decides, otherwise than it should.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "reference/behaviour.hpp"
#include "sasl/exchange.hpp"

namespace smtpspec::reference {

class AuthSlips {
 public:
  AuthSlips(const Behaviour& behaviour, sasl::Mechanism mechanism, sasl::ChannelBindings bindings);

  // The message as the server takes it, in place of what the client said.
  std::string read(std::string message);
  // What comes of it, in place of what the exchange says.
  sasl::ServerStep decide(sasl::ServerStep right);

 private:
  bool has(AuthSlip slip) const { return rules_.has(slip); }
  std::string read_plain(std::string message);
  std::string read_scram_first(std::string message);
  std::string read_scram_final(std::string message);
  std::string read_bearer(std::string message);
  bool refuses_plain() const;
  bool accepts_in_spite() const;
  bool accepts_binding() const;

  AuthRules rules_;
  sasl::Credentials account_;  // the one that everything opens
  sasl::Mechanism mechanism_;
  sasl::ChannelBindings bindings_;
  std::string said_;        // the latest message, as it came
  std::string first_said_;  // the first of them
  std::string nonce_;       // the server's, of SCRAM
  std::size_t messages_ = 0;
};

}  // namespace smtpspec::reference

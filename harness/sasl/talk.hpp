// Talks: an exchange of AUTH in the lines of SMTP (RFC 4954 section 4), of either side, right or with one
// deviation. Still without sockets: a line goes in, the next one comes out.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sasl/deviation.hpp"
#include "sasl/exchange.hpp"
#include "sasl/scram_signing.hpp"

namespace smtpspec::sasl {

class ClientTalk {
 public:
  // `deviation` may be null. `bindings` as an exchange has them.
  ClientTalk(Mechanism mechanism, Credentials who, const Deviation* deviation, ChannelBindings bindings = {});

  // "AUTH PLAIN AGFsaWNl...", without its line end. Called once and first.
  std::string command();
  // The line for a challenge, whose base64 this is. Nothing: the challenge makes no sense.
  std::optional<std::string> respond(std::string_view challenge);
  // What was to be said otherwise has been.
  bool has_deviated() const { return deviated_; }
  // Everything was said, and proven by the server, that 235 needs.
  bool complete() const { return exchange_.complete(); }

 private:
  std::string line_for(const std::string& message);

  Mechanism mechanism_;
  std::string password_;
  ClientExchange exchange_;
  const Deviation* deviation_;
  std::optional<std::string> held_;  // a first message that was too long for the command
  std::size_t messages_ = 0;
  ScramMessages said_;  // where what deviates is signed
  bool deviated_ = false;
};

class ServerTalk {
 public:
  struct Answer {
    std::string line;  // a reply, without its line end
    bool over = false;
    bool accepted = false;
    std::string why;  // where it was not
  };

  ServerTalk(Mechanism mechanism, std::vector<Credentials> accounts, const Deviation* deviation,
             ChannelBindings bindings = {});

  // The initial response as it came, base64 or "=", if there was one.
  Answer begin(std::optional<std::string_view> initial_response);
  // A response as it came, or "*".
  Answer respond(std::string_view line);
  // The first message with something in it, in octets.
  const std::string& first_message() const { return said_.client_first; }

 private:
  Answer answer(const ServerStep& step);
  std::optional<Answer> answer_signed(const std::string& response);

  Mechanism mechanism_;
  std::vector<Credentials> accounts_;
  ServerExchange exchange_;
  const Deviation* deviation_;
  std::size_t messages_ = 0;
  ScramMessages said_;  // but for the first message, where what deviates is signed
};

}  // namespace smtpspec::sasl

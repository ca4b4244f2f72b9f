// Exchanges: a SASL authentication (RFC 4422), one class for each side, without sockets and without base64.
//
// A server's begin and respond answer with the next step; so does a client's. Nothing comes behind a success
// or a failure. What the other side says wrong is a failure, never an exception.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sasl/channel_binding.hpp"
#include "sasl/mechanism.hpp"

namespace smtpspec::sasl {

struct ServerStep {
  enum class Kind { challenge, success, failure };
  Kind kind = Kind::failure;
  std::string challenge;  // octets; empty where the mechanism has none (RFC 4422 section 5.1)
};

// Checks what a client says against the accounts. SMTP has no room for data beside a success (RFC 4954
// section 4): what a mechanism sends last is a challenge that is answered with nothing.
class ServerExchange {
 public:
  // `bindings`: those of the channel, where the server can bind to it; of SCRAM it then refuses a client that
  // says that it could and saw no -PLUS name (RFC 5802 section 6).
  ServerExchange(Mechanism mechanism, std::vector<Credentials> accounts, ChannelBindings bindings = {});
  ~ServerExchange();
  ServerExchange(ServerExchange&&) noexcept;
  ServerExchange& operator=(ServerExchange&&) noexcept;

  // An initial response for a mechanism in which the client does not begin is a failure; its reply is the
  // caller's business (RFC 4954 section 4: 501).
  ServerStep begin(std::optional<std::string_view> initial_response);
  ServerStep respond(std::string_view response);

  // Behind a success: who it is.
  const std::string& user() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

// Speaks for one user.
class ClientExchange {
 public:
  // `bindings`: those of the channel, where the client can bind to it. The first that there is goes into a
  // -PLUS mechanism; of another SCRAM it then says that it could bind and that the server offers nothing for
  // it.
  ClientExchange(Mechanism mechanism, Credentials credentials, ChannelBindings bindings = {});
  ~ClientExchange();
  ClientExchange(ClientExchange&&) noexcept;
  ClientExchange& operator=(ClientExchange&&) noexcept;

  // What may go with the AUTH command; empty where the server begins. Called once and first.
  std::optional<std::string> initial_response();
  // The answer to a challenge; empty: the challenge makes no sense and the exchange is to be cancelled.
  std::optional<std::string> respond(std::string_view challenge);
  // Everything was said that a success needs. Where the server has to prove that it knows the password, it
  // has done so.
  bool complete() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace smtpspec::sasl

#include <utility>

#include "sasl/bearer.hpp"
#include "sasl/exchange.hpp"
#include "sasl/scram_keys.hpp"
#include "sasl/session.hpp"

namespace smtpspec::sasl {
namespace {

int answer_of_client(Gsasl*, Gsasl_session* session, Gsasl_property question) {
  const auto& who = *static_cast<const Credentials*>(gsasl_session_hook_get(session));
  if (question == GSASL_AUTHID) return gsasl_property_set(session, GSASL_AUTHID, who.user.c_str());
  if (question == GSASL_PASSWORD) return gsasl_property_set(session, GSASL_PASSWORD, who.password.c_str());
  return answer_with_scram_key(session, question, who.password);
}

}  // namespace

struct ClientExchange::State {
  State(Mechanism of, Credentials one) : mechanism(of), who(std::move(one)) {
    if (!bears_token(of)) session.emplace(Side::client, of, answer_of_client, &who);
  }

  std::optional<std::string> step(std::string_view input) {
    if (!session) return bear(input);
    std::string output;
    const int code = session->step(input, output);
    if (code != GSASL_OK && code != GSASL_NEEDS_MORE) {
      failed = true;
      return std::nullopt;
    }
    complete = code == GSASL_OK;
    return output;
  }

  // The first message is all there is to say; what comes back instead of success is why not.
  std::optional<std::string> bear(std::string_view) {
    if (std::exchange(begun, true)) {
      complete = false;
      failed = true;
      return bearer_error_answer(mechanism);
    }
    complete = true;
    return bearer_response(mechanism, who);
  }

  Mechanism mechanism;
  Credentials who;
  std::optional<Session> session;  // none where GNU SASL has not got the mechanism
  bool begun = false;
  bool complete = false;
  bool failed = false;
};

ClientExchange::ClientExchange(Mechanism mechanism, Credentials credentials)
    : state_(std::make_unique<State>(mechanism, std::move(credentials))) {}
ClientExchange::~ClientExchange() = default;
ClientExchange::ClientExchange(ClientExchange&&) noexcept = default;
ClientExchange& ClientExchange::operator=(ClientExchange&&) noexcept = default;

std::optional<std::string> ClientExchange::initial_response() {
  if (!client_begins(state_->mechanism)) return std::nullopt;
  return state_->step("");
}

std::optional<std::string> ClientExchange::respond(std::string_view challenge) {
  const bool is_told_why = bears_token(state_->mechanism) && !state_->failed;
  if ((state_->failed || state_->complete) && !is_told_why) return std::nullopt;
  return state_->step(challenge);
}

bool ClientExchange::complete() const {
  return state_->complete && !state_->failed;
}

}  // namespace smtpspec::sasl

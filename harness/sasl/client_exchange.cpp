#include <utility>

#include "sasl/base64.hpp"
#include "sasl/bearer.hpp"
#include "sasl/deviation.hpp"
#include "sasl/exchange.hpp"
#include "sasl/scram_keys.hpp"
#include "sasl/scram_signing.hpp"
#include "sasl/session.hpp"

namespace smtpspec::sasl {
namespace {

// What GNU SASL asks about.
struct Own {
  Credentials who;
  ChannelBindings bindings;  // none but of a -PLUS mechanism
};

int answer_of_client(Gsasl*, Gsasl_session* session, Gsasl_property question) {
  const auto& [who, bindings] = *static_cast<const Own*>(gsasl_session_hook_get(session));
  if (question == GSASL_CB_TLS_UNIQUE || question == GSASL_CB_TLS_EXPORTER)
    return answer_with_binding(session, question, bindings);
  if (question == GSASL_AUTHID) return gsasl_property_set(session, GSASL_AUTHID, who.user.c_str());
  if (question == GSASL_PASSWORD) return gsasl_property_set(session, GSASL_PASSWORD, who.password.c_str());
  return answer_with_scram_key(session, question, who.password);
}

}  // namespace

struct ClientExchange::State {
  State(Mechanism of, Credentials one, ChannelBindings bindings)
      : mechanism(of), saw_no_offer(is_scram(of) && !binds_channel(of) && bindings.any()) {
    own.who = std::move(one);
    if (binds_channel(of)) own.bindings = usual_one_of(std::move(bindings));
    if (!bears_token(of)) session.emplace(Side::client, of, answer_of_client, &own);
  }

  std::optional<std::string> step(std::string_view input) {
    if (!session) return bear(input);
    return saw_no_offer ? say_that_it_could_bind(input) : ask_session(input);
  }

  std::optional<std::string> ask_session(std::string_view input) {
    std::string output;
    const int code = session->step(input, output);
    if (code != GSASL_OK && code != GSASL_NEEDS_MORE) {
      failed = true;
      return std::nullopt;
    }
    complete = code == GSASL_OK;
    return output;
  }

  // The flag "y" in place of "n", which GNU SASL never says: what it signs is signed anew.
  std::optional<std::string> say_that_it_could_bind(std::string_view input) {
    if (!messages.client_final.empty()) {
      const auto signature = scram_signature(mechanism, own.who.password, messages);
      complete = signature && input == "v=" + *signature;
      failed = !complete;
      return complete ? std::optional<std::string>("") : std::nullopt;
    }
    auto right = ask_session(input);
    if (!right || right->empty()) return right;
    if (messages.client_first.empty()) {
      right->front() = 'y';
      messages.client_first = *right;
      return right;
    }
    messages.server_first = input;
    messages.client_final = with_attribute(*right, 'c', encode_base64(gs2_header_of(messages.client_first)));
    messages.client_final = signed_final(mechanism, own.who.password, messages);
    return messages.client_final;
  }

  // The first message is all there is to say; what comes back instead of success is why not.
  std::optional<std::string> bear(std::string_view) {
    if (std::exchange(begun, true)) {
      complete = false;
      failed = true;
      return bearer_error_answer(mechanism);
    }
    complete = true;
    return bearer_response(mechanism, own.who);
  }

  Mechanism mechanism;
  bool saw_no_offer;
  Own own;
  ScramMessages messages;          // where it saw no offer
  std::optional<Session> session;  // none where GNU SASL has not got the mechanism
  bool begun = false;
  bool complete = false;
  bool failed = false;
};

ClientExchange::ClientExchange(Mechanism mechanism, Credentials credentials, ChannelBindings bindings)
    : state_(std::make_unique<State>(mechanism, std::move(credentials), std::move(bindings))) {}
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

// An exchange of AUTH (RFC 4954 section 4) that a client leg speaks: up to the first reply that is no
// challenge.
#include <fmt/format.h>

#include <algorithm>

#include "play/legs/client_leg.hpp"
#include "smtp/command.hpp"

namespace smtpspec::play {

using namespace scenario;

namespace {

constexpr int challenge_code = 334, success_code = 235;

std::string_view said_of(const smtp::Reply& challenge) {
  return challenge.lines.back().text;
}

}  // namespace

Action ClientLeg::begin_exchange(const Exchange& exchange) {
  sasl::Credentials who;
  const bool with_token = exchange.mechanism && sasl::bears_token(*exchange.mechanism);
  const auto user = flow().values().variable("user");
  const auto secret = flow().values().variable(with_token ? "token" : "password");
  if (!user || !secret) return flow().not_applicable();
  who.user = *user;
  (with_token ? who.token : who.password) = *secret;
  const auto mechanism = mechanism_for(exchange, who);
  if (!mechanism) return flow().blocked("no mechanism is offered by which we could log in");
  const bool binds = sasl::binds_channel(*mechanism);
  if (binds && !session_.bindings().any()) return flow().blocked("there is no channel of TLS to bind to");
  talk_.emplace(*mechanism, std::move(who), exchange.deviation,
                binds ? session_.bindings() : sasl::ChannelBindings());
  return send_and_read_for(talk_->command() + "\r\n", ReadingFor::exchange);
}

// Where none is named, the plainest that is offered: most servers have it, and have it right.
std::optional<sasl::Mechanism> ClientLeg::mechanism_for(const Exchange& exchange,
                                                        const sasl::Credentials& who) const {
  if (exchange.mechanism) return exchange.mechanism;
  const smtp::Extension* const auth = session_.extensions().find("AUTH");
  if (!auth) return std::nullopt;
  for (const sasl::Mechanism one : sasl::plainest_first)
    if (sasl::has_secret_for(who, one) && (!sasl::binds_channel(one) || session_.bindings().any()) &&
        std::any_of(auth->parameters.begin(), auth->parameters.end(),
                    [&](const std::string& name) { return sasl::find_mechanism(name) == one; }))
      return one;
  return std::nullopt;
}

Action ClientLeg::while_exchanging(const Event& event) {
  const auto& exchange = std::get<Exchange>(flow().step()->what);
  if (const auto* received = std::get_if<play::Received>(&event.what)) {
    session_.received(received->octets);
    if (session_.upcoming()) return follow_exchange(exchange);
    return is_late() ? falls_silent() : keep_waiting();
  }
  const bool ended = std::holds_alternative<PeerClosed>(event.what) ||
                     std::holds_alternative<PeerReset>(event.what) ||
                     std::holds_alternative<TlsBroken>(event.what);
  if (!ended) return falls_silent();
  held_ending_ = event;
  flow().advance();
  return flow().next();
}

// A challenge is answered; any other reply is for the line behind the exchange.
Action ClientLeg::follow_exchange(const Exchange& exchange) {
  if (session_.upcoming()->code() != challenge_code) return end_exchange(exchange, *session_.upcoming());
  const smtp::Reply challenge = *session_.take_reply();
  if (const auto line = talk_->respond(said_of(challenge)))
    return send_and_read_for(*line + "\r\n", ReadingFor::exchange);
  if (exchange.deviation)
    return flow().blocked(fmt::format("the exchange can't go on: {}", in_words(challenge)));
  return flow().fails(*this, {exchange.span, &exchange.by, "a challenge that goes on with the exchange"},
                      in_words(challenge), "it makes no sense to a client");
}

Action ClientLeg::end_exchange(const Exchange& exchange, const smtp::Reply& reply) {
  if (exchange.deviation && !talk_->has_deviated()) {
    const smtp::Reply ended = *session_.take_reply();
    return flow().blocked(fmt::format("the exchange ended before what deviates: {}", in_words(ended)));
  }
  if (!exchange.deviation && reply.code() == success_code && !talk_->complete()) {
    const smtp::Reply success = *session_.take_reply();
    return flow().fails(*this, {exchange.span, &exchange.by, "the last challenge before 235"},
                        in_words(success), "the server has not proven that it knows the password");
  }
  flow().advance();
  return flow().next();
}

}  // namespace smtpspec::play

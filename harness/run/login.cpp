#include "run/login.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "sasl/base64.hpp"
#include "sasl/exchange.hpp"
#include "smtp/command.hpp"

namespace smtpspec::run {
namespace {

using sasl::Mechanism;

constexpr int accepted_code = 235, challenge_code = 334, account_refused = 535;

bool is_offered(const smtp::Extension& auth, Mechanism mechanism) {
  return std::any_of(auth.parameters.begin(), auth.parameters.end(), [&](const std::string& one) {
    return smtp::equal_ignoring_case(one, sasl::name_of(mechanism));
  });
}

asio::awaitable<Heard> exchange(Errand& errand, Mechanism mechanism, sasl::Credentials account) {
  sasl::ClientExchange client(mechanism, std::move(account));
  std::string command = fmt::format("AUTH {}", sasl::name_of(mechanism));
  if (const auto initial = client.initial_response())
    command += ' ' + (initial->empty() ? "=" : sasl::encode_base64(*initial));
  Heard heard = co_await errand.ask(std::move(command));
  while (heard.code() == challenge_code) {
    const auto challenge = sasl::decode_base64(heard.reply->lines.back().text);
    const auto response = challenge ? client.respond(*challenge) : std::nullopt;
    std::string line = response ? sasl::encode_base64(*response) : "*";
    heard = co_await errand.ask(std::move(line));
  }
  co_return heard;
}

}  // namespace

asio::awaitable<LoginAnswer> log_in(Errand& errand, sasl::Credentials account) {
  const smtp::Extension* const auth = errand.offers().find("AUTH");
  LoginAnswer answer{.kind = LoginAnswer::Kind::not_offered,
                     .reply = {},
                     .words = auth ? "not tried: AUTH is offered with no mechanism that is spoken here"
                                   : "not tried: AUTH is not offered"};
  if (!auth) co_return answer;
  const smtp::Extension offered = *auth;
  // The plainest first: what it says about an account is the plainest, too.
  for (const Mechanism mechanism : sasl::plainest_first) {
    if (sasl::binds_channel(mechanism)) continue;  // no more is known of an account than without
    if (!is_offered(offered, mechanism) || !sasl::has_secret_for(account, mechanism)) continue;
    const Heard heard = co_await exchange(errand, mechanism, account);
    answer.reply = heard.words();
    const std::string how =
        fmt::format("AUTH {}{}", sasl::name_of(mechanism), errand.in_tls() ? " in TLS" : "");
    const int code = heard.code();
    answer.kind = code == accepted_code     ? LoginAnswer::Kind::accepted
                  : code == account_refused ? LoginAnswer::Kind::refused
                                            : LoginAnswer::Kind::unclear;
    answer.words = code == accepted_code     ? "accepted by " + how
                   : code == account_refused ? fmt::format("refused by {}: {}", how, answer.reply)
                                             : fmt::format("not accepted by {}: {}", how, answer.reply);
    // Another mechanism may do where this one is refused as such (RFC 4954 sections 4 and 6).
    const bool another = code == 504 || code == 534 || code == 538;
    if (!another) co_return answer;
  }
  co_return answer;
}

}  // namespace smtpspec::run

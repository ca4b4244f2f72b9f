#include "reference/auth_intake.hpp"

#include <algorithm>
#include <utility>

#include "sasl/base64.hpp"
#include "sasl/scram_signing.hpp"

namespace smtpspec::reference {
namespace {

bool contains(const std::vector<sasl::Mechanism>& mechanisms, sasl::Mechanism one) {
  return std::find(mechanisms.begin(), mechanisms.end(), one) != mechanisms.end();
}

std::optional<sasl::Mechanism> usable_mechanism(const Behaviour& behaviour, const Session& session,
                                                std::string_view name) {
  const auto mechanism = sasl::find_mechanism(name);
  const Offers& offers = behaviour.offers;
  if (!mechanism || !contains(mechanisms_for(offers, session), *mechanism)) return std::nullopt;
  if (contains(offers.mechanisms_not_served, *mechanism)) return std::nullopt;
  if (behaviour.minds_case_of(CaseSensitive::mechanism) && name != sasl::name_of(*mechanism))
    return std::nullopt;
  return mechanism;
}

// What the server binds an exchange to. None where it offers no -PLUS name.
sasl::ChannelBindings bindings_for(const Behaviour& behaviour, const Session& session,
                                   sasl::Mechanism mechanism) {
  const auto offered = mechanisms_for(behaviour.offers, session);
  if (std::none_of(offered.begin(), offered.end(), sasl::binds_channel)) return {};
  const AuthRules& rules = behaviour.auth;
  if (!sasl::binds_channel(mechanism) && rules.has(AuthSlip::scram_flag_y)) return {};
  if (!sasl::binds_channel(mechanism)) return session.bindings;
  sasl::ChannelBindings bindings = session.bindings;
  if (rules.has(AuthSlip::scram_no_tls_unique)) bindings.tls_unique.clear();
  if (rules.has(AuthSlip::scram_no_tls_exporter)) bindings.tls_exporter.clear();
  return bindings;
}

// What a lenient reader makes of it: other characters are passed over, also padding in the middle.
std::string with_base64_only(std::string_view text) {
  constexpr std::string_view alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string kept;
  for (const char one : text)
    if (alphabet.find(one) != alphabet.npos) kept += one;
  while (kept.size() % 4 != 0) kept += '=';
  return kept;
}

// A slip: identity or password are refused for their length, which RFC 4616 section 2 allows up to 255.
bool has_long_part(const AuthRules& rules, const std::string& message) {
  constexpr std::size_t longest = 128;
  const std::size_t first = std::min(message.find('\0'), message.size());
  const std::size_t password = message.size() - std::min(message.rfind('\0'), message.size());
  return (first > longest && rules.has(AuthSlip::plain_long_identity)) ||
         (password > longest && rules.has(AuthSlip::plain_long_password));
}

// The authorization identity stands before the first NUL (RFC 4616 section 2).
std::string without_other_identity(const std::string& response) {
  return response.substr(std::min(response.find('\0'), response.size()));
}

// The GS2 header of SCRAM's first message asks for an identity (RFC 5802 section 7).
bool asks_for_identity(const AuthPlan& plan) {
  if (!sasl::is_scram(plan.mechanism) || !plan.initial_response) return false;
  const std::string first = sasl::decode_base64(*plan.initial_response).value_or("");
  return sasl::gs2_header_of(first).find(",a=") != std::string_view::npos;
}

// Whether a mechanism that is not to be had in clear was tried with credentials that open no account, and
// this server says so.
bool tells_that_it_is_wrong(const Behaviour& behaviour, const Session& session, std::string_view argument) {
  constexpr std::string_view plain = "PLAIN ";
  if (!behaviour.has(Habit::tells_passwords_in_clear) || session.channel != Channel::clear ||
      !argument.starts_with(plain))
    return false;
  const auto response = sasl::decode_base64(argument.substr(plain.size()));
  return std::none_of(behaviour.accounts.begin(), behaviour.accounts.end(),
                      [&](const sasl::Credentials& account) {
                        const std::string nul(1, '\0');
                        return response && response->ends_with(nul + account.user + nul + account.password);
                      });
}

}  // namespace

std::vector<sasl::Mechanism> mechanisms_for(const Offers& offers, const Session& session) {
  const bool in_tls = session.channel == Channel::tls;
  std::vector<sasl::Mechanism> mechanisms = in_tls ? offers.mechanisms_in_tls : offers.mechanisms_in_clear;
  if (in_tls && !session.bindings.any()) std::erase_if(mechanisms, sasl::binds_channel);
  return mechanisms;
}

std::variant<Situation, AuthPlan> plan_auth(const Behaviour& behaviour, const Session& session,
                                            const smtp::Command& command) {
  if (!serves(behaviour, session, Extension::auth)) return Situation::extension_not_offered;
  if (!extended(session) && !behaviour.lets_pass(Offence::auth_before_greeting))
    return Situation::auth_before_greeting;
  if (session.authenticated && !behaviour.lets_pass(Offence::nested_auth)) return Situation::auth_already;
  if (session.sender && !behaviour.lets_pass(Offence::auth_in_transaction))
    return Situation::auth_in_transaction;
  if (session.auth_has_failed && behaviour.denies(Right::auth_after_failure))
    return Situation::auth_after_failure;

  const std::string_view argument = command.argument;
  const std::size_t blank = argument.find(' ');
  const std::string_view name = argument.substr(0, blank);
  if (name.empty()) return Situation::mechanism_missing;
  const auto mechanism = usable_mechanism(behaviour, session, name);
  if (!mechanism && tells_that_it_is_wrong(behaviour, session, argument)) return Situation::auth_refused;
  if (!mechanism) return Situation::mechanism_unknown;
  AuthPlan plan{*mechanism, std::nullopt};
  if (blank != argument.npos) {
    std::string_view response = argument.substr(blank + 1);
    if (behaviour.lets_pass(Offence::auth_more_arguments)) response = response.substr(0, response.find(' '));
    if (response.find(' ') != response.npos) return Situation::mechanism_missing;
    plan.initial_response = response;
  }
  return plan;
}

AuthIntake::AuthIntake(const Behaviour& behaviour, const Session& session, AuthPlan plan)
    : plan_(std::move(plan)),
      exchange_(plan_.mechanism, behaviour.accounts, bindings_for(behaviour, session, plan_.mechanism)),
      slips_(behaviour, plan_.mechanism, session.bindings) {}

// With an initial response the first challenge is not sent: it would be empty.
Situation AuthIntake::begin(const Behaviour& behaviour) {
  const bool client_begins = sasl::client_begins(plan_.mechanism);
  const sasl::ServerStep first = exchange_.begin(std::nullopt);
  if (!plan_.initial_response) {
    if (client_begins && behaviour.denies(Right::auth_without_initial_response))
      return Situation::mechanism_missing;
    return follow(behaviour, first);
  }
  const bool unwanted = client_begins ? behaviour.denies(Right::auth_initial_response)
                                      : !behaviour.lets_pass(Offence::unwanted_initial_response);
  if (unwanted) return Situation::initial_response_unwanted;
  return judge(behaviour, *plan_.initial_response == "=" ? "" : *plan_.initial_response);
}

void AuthIntake::append(const Behaviour& behaviour, std::string_view octets) {
  too_long_ = too_long_ || line_.size() + octets.size() + 2 > behaviour.auth_line_limit;
  if (!too_long_) line_ += octets;
}

Situation AuthIntake::respond(const Behaviour& behaviour) {
  const std::string line = std::exchange(line_, {});
  if (std::exchange(too_long_, false)) return Situation::auth_response_too_long;
  if (line == "*")
    return behaviour.has(Habit::ignores_auth_cancellation) ? Situation::auth_challenge
                                                           : Situation::auth_cancelled;
  return judge(behaviour, line);
}

Situation AuthIntake::judge(const Behaviour& behaviour, std::string_view base64) {
  auto response = sasl::decode_base64(base64);
  if (!response && behaviour.lets_pass(Offence::malformed_base64))
    response = sasl::decode_base64(with_base64_only(base64)).value_or("");
  if (!response) return Situation::auth_response_malformed;
  if (plan_.mechanism == sasl::Mechanism::plain && behaviour.lets_pass(Offence::acts_for_another))
    response = without_other_identity(*response);
  const bool too_long = plan_.mechanism == sasl::Mechanism::plain && has_long_part(behaviour.auth, *response);
  if (too_long) return Situation::auth_response_too_long;
  return follow(behaviour, slips_.decide(exchange_.respond(slips_.read(*response))));
}

// What is said otherwise than it should: another challenge, or 235 in the place of one.
std::optional<Situation> AuthIntake::deviate(const Behaviour& behaviour, const sasl::ServerStep& step) {
  const sasl::Deviation* const deviation = behaviour.auth.deviation;
  const bool concerned = deviation && std::find(deviation->mechanisms.begin(), deviation->mechanisms.end(),
                                                plan_.mechanism) != deviation->mechanisms.end();
  const auto line = concerned ? deviation->of_server(steps_++, step) : std::nullopt;
  if (!line) return std::nullopt;
  challenge_ = line->substr(std::min<std::size_t>(4, line->size()));
  return line->starts_with("334")   ? Situation::auth_challenge
         : line->starts_with("235") ? Situation::auth_accepted
                                    : Situation::auth_refused;
}

Situation AuthIntake::follow(const Behaviour& behaviour, sasl::ServerStep step) {
  if (const auto situation = deviate(behaviour, step)) return *situation;
  switch (step.kind) {
    case sasl::ServerStep::Kind::challenge:
      challenge_ = sasl::encode_base64(step.challenge);
      return Situation::auth_challenge;
    case sasl::ServerStep::Kind::success:
      return Situation::auth_accepted;
    case sasl::ServerStep::Kind::failure:
      break;
  }
  if (behaviour.lets_pass(Offence::acts_for_another) && asks_for_identity(plan_))
    return Situation::auth_accepted;
  return behaviour.lets_pass(Offence::wrong_credentials) ? Situation::auth_accepted : Situation::auth_refused;
}

}  // namespace smtpspec::reference

// The reference client's STARTTLS (RFC 3207) and AUTH (RFC 4954).
#include <algorithm>
#include <utility>

#include "reference/client.hpp"
#include "reference/client_auth.hpp"
#include "reference/client_reasons.hpp"
#include "sasl/base64.hpp"
#include "smtp/command.hpp"
#include "smtp/limits.hpp"

namespace smtpspec::reference {

void Client::secure_or_submit() {
  const bool required = behaviour_.tls == TlsMode::required;
  if (in_tls_ && can_use(Service::starttls) && makes(TlsMistake::starttls_inside_tls) &&
      !std::exchange(nested_starttls_, true))
    return say_starttls();
  if (in_tls_ || tls_given_up_ || (!required && behaviour_.tls != TlsMode::opportunistic))
    return authenticate_or_submit();
  if (can_use(Service::starttls)) return say_starttls();
  if (required && !makes(TlsMistake::goes_on_without_offer))
    return give_up(Delivery::deferred, std::string(reasons::no_tls));
  authenticate_or_submit();
}

void Client::say_starttls() {
  // The first octets of a ClientHello: a record of a handshake, and its version.
  if (makes(TlsMistake::handshake_without_starttls))
    return say(Awaited::starttls, "\x16\x03\x01\x02\x05\x01");
  say(Awaited::starttls, makes(TlsMistake::argument) ? "STARTTLS " + behaviour_.client_name : "STARTTLS");
  if (makes(TlsMistake::ehlo_behind_starttls))
    output_.octets += "EHLO " + behaviour_.client_name + behaviour_.line_end;
}

void Client::follow_starttls(const smtp::Reply& reply) {
  if (in_tls_) return authenticate_or_submit();
  const bool is_understood = !reply.lines.back().text.empty() || !makes(ReplyMistake::needs_text);
  if (reply.code() == 220 && makes(TlsMistake::clear_text_behind_220) && !std::exchange(tls_given_up_, true))
    return say_ehlo();
  if ((reply.code() == 220 && is_understood) || makes(TlsMistake::handshake_after_refusal)) {
    handshaking_ = output_.start_tls = true;
    return;
  }
  if (behaviour_.tls == TlsMode::required && !makes(TlsMistake::goes_on_after_refusal))
    return give_up(Delivery::deferred, text_of(reply));
  tls_given_up_ = true;
  if (has(ClientHabit::gives_up_without_tls)) return give_up(Delivery::deferred, text_of(reply));
  if (has(ClientHabit::ehlo_after_refused_tls)) return say_ehlo();
  authenticate_or_submit();
}

bool Client::certificate_will_do(CertificateVerdict verdict) const {
  if (behaviour_.tls == TlsMode::opportunistic) return true;
  return (verdict.trusted || makes(TlsMistake::accepts_unknown_authority)) &&
         (name_will_do(verdict) || makes(TlsMistake::accepts_wrong_name)) &&
         (verdict.current || makes(TlsMistake::accepts_expired_certificate));
}

bool Client::name_will_do(CertificateVerdict verdict) const {
  using enum CertificateVerdict::Naming;
  switch (verdict.naming) {
    case usual:
      return verdict.name_matches;
    case second_in_capitals:
      return !makes(TlsMistake::looks_at_first_name_only) && !makes(TlsMistake::minds_case_of_names);
    case common_name_only:
      return makes(TlsMistake::prefers_common_name);
    case uri_only:
      return makes(TlsMistake::believes_uri);
    case partial_wildcard:
      return makes(TlsMistake::matches_partial_wildcard);
    case wildcard_below:
      return makes(TlsMistake::matches_wildcard_below);
    case trailing_wildcard:
      return makes(TlsMistake::matches_trailing_wildcard);
  }
  return false;
}

void Client::authenticate_or_submit() {
  if (!submission_.credentials || authenticated_) return submit();
  if (!can_be_said(behaviour_, *submission_.credentials))
    return give_up(Delivery::refused, "the user or the password cannot be said in an exchange of AUTH");
  mechanisms_ = usable_mechanisms();
  if (!mechanisms_.empty()) return begin_exchange();
  give_up(Delivery::deferred, "no mechanism to authenticate with that keeps the password safe");
}

// The best one last. What shows the password is for servers whose certificate is good, RFC 4954 section 14.
std::vector<sasl::Mechanism> Client::usable_mechanisms() const {
  if (makes(AuthMistake::mechanism_not_offered)) return {sasl::Mechanism::plain};
  const smtp::Extension* auth = offered_.find("AUTH");
  if (!auth) return {};
  const bool is_safe = (in_tls_ && (certificate_good_ || makes(AuthMistake::password_for_untrusted))) ||
                       (!in_tls_ && makes(AuthMistake::password_in_clear));
  std::vector<sasl::Mechanism> usable;
  auto end = auth->parameters.end();
  if (makes(AuthMistake::first_listed_only) && !auth->parameters.empty()) end = auth->parameters.begin() + 1;
  for (const sasl::Mechanism mechanism : sasl::all_mechanisms) {
    const bool listed = std::any_of(auth->parameters.begin(), end, [&](const std::string& name) {
      if (makes(AuthMistake::mechanism_case_sensitive)) return name == sasl::name_of(mechanism);
      return sasl::find_mechanism(name) == mechanism;
    });
    const auto& known = behaviour_.habits.mechanisms;
    if (!sasl::has_secret_for(*submission_.credentials, mechanism)) continue;
    if (!credentials_of(mechanism, *submission_.credentials)) continue;
    const auto& wanted = submission_.mechanism;
    if (wanted && wanted != mechanism && !makes(AuthMistake::falls_to_another_mechanism)) continue;
    if (known && std::find(known->begin(), known->end(), mechanism) == known->end()) continue;
    if (sasl::binds_channel(mechanism) && !bindings_.any()) continue;
    if (sasl::binds_channel(mechanism) && makes(AuthMistake::scram_without_plus)) continue;
    if (listed && (is_safe || !sasl::shows_password(mechanism))) usable.push_back(mechanism);
  }
  if (!makes(AuthMistake::weakest_mechanism)) std::reverse(usable.begin(), usable.end());
  return usable;
}

// "y" says that the client could bind, and that the server has no -PLUS name (RFC 5802 section 6).
sasl::ChannelBindings Client::bindings_for(sasl::Mechanism mechanism) const {
  if (sasl::binds_channel(mechanism))
    return makes(AuthMistake::scram_wrong_binding)
               ? sasl::ChannelBindings{.tls_unique = bindings_.tls_exporter, .tls_exporter = {}}
               : bindings_;
  const smtp::Extension* const auth = offered_.find("AUTH");
  const bool is_offered =
      auth && std::any_of(auth->parameters.begin(), auth->parameters.end(), [](const std::string& name) {
        const auto one = sasl::find_mechanism(name);
        return one && sasl::binds_channel(*one);
      });
  if (makes(AuthMistake::scram_always_unsure)) return bindings_;
  const bool says_n = is_offered || makes(AuthMistake::scram_unsure_flag);
  return says_n ? sasl::ChannelBindings() : bindings_;
}

void Client::begin_exchange() {
  const sasl::Mechanism mechanism = mechanisms_.back();
  const auto who = credentials_of(mechanism, *submission_.credentials);
  exchange_.emplace(mechanism, who.value_or(*submission_.credentials), bindings_for(mechanism));
  auth_messages_ = 0;
  held_response_ = exchange_->initial_response();
  first_message_ = held_response_.value_or("");
  std::string line = "AUTH " + std::string(sasl::name_of(mechanism));
  if (!held_response_ && makes(AuthMistake::initial_response_out_of_turn))
    line += " " + sasl::encode_base64(submission_.credentials->user);
  const bool holds_it = has(ClientHabit::no_initial_response);
  if (held_response_ && !holds_it) {
    std::string encoded = auth_line(*held_response_);
    if (encoded.empty()) encoded = "=";
    // RFC 4954 section 4: not where it would make the line too long.
    const bool fits = line.size() + 1 + encoded.size() + 2 <= smtp::limits::command_line;
    if (fits) {
      line += " " + encoded;
      held_response_.reset();
    } else {
      auth_messages_ = 0;
    }
  }
  say(Awaited::auth, line);
  const bool whole = mechanism == sasl::Mechanism::plain && !held_response_;
  if (whole && has(ClientHabit::logs_in_within_group) && can_use(Service::pipelining)) submit();
}

void Client::follow_auth(const smtp::Reply& reply) {
  if (reply.code() == 334) return answer_challenge(reply.lines.back().text);
  if (reply.positive()) return finish_exchange();
  if (awaits(Awaited::mail)) {  // it is under way, in one group with AUTH
    login_failed_ = true;
    return decide_all(class_of(behaviour_, reply), text_of(reply));
  }
  if (makes(AuthMistake::answers_refusal) && auth_messages_ == 1 && !exchange_->complete())
    if (const auto response = exchange_->respond("Password")) return say(Awaited::auth, auth_line(*response));
  // The mechanism will not do, whoever asks (section 4 and 6): the next one may.
  mechanisms_.pop_back();
  const bool another_may = reply.code() == 504 || reply.code() == 534;
  if (another_may && !mechanisms_.empty()) return begin_exchange();
  if (has(ClientHabit::mails_without_login)) return submit();
  give_up(reply);
}

void Client::answer_challenge(const std::string& text) {
  auto challenge = sasl::decode_base64(text);
  if (text.size() > smtp::limits::reply_line && makes(AuthMistake::short_challenges_only)) challenge.reset();
  if (!challenge && makes(AuthMistake::ignores_malformed_challenge)) challenge = text;
  std::optional<std::string> response;
  if (challenge) response = held_response_ ? std::exchange(held_response_, {}) : answer_to(*challenge);
  if (!response) return say(Awaited::auth_cancelled, "*");
  const bool as_it_is = makes(AuthMistake::response_without_base64);
  say(Awaited::auth, as_it_is ? *response : auth_line(*response));
}

// Nothing: it will not do.
std::optional<std::string> Client::answer_to(const std::string& challenge) {
  const bool has_extension = challenge.find(",x=") != challenge.npos;
  if (has_extension && makes(AuthMistake::scram_optional_extension)) return std::nullopt;
  if (auto right = exchange_->respond(challenge)) return right;
  believes_ = believes_ || believes_in_spite(behaviour_, challenge);
  return answer_in_spite(behaviour_, mechanisms_.back(), challenge, first_message_);
}

std::string Client::auth_line(const std::string& message) {
  const std::size_t number = auth_messages_++;
  return response_line(
      behaviour_, mechanisms_.back(), number,
      mistaken_message(behaviour_, mechanisms_.back(), *submission_.credentials, number, message));
}

void Client::finish_exchange() {
  if (!exchange_->complete() && !believes_ && !makes(AuthMistake::believes_unproven_server))
    return give_up(Delivery::deferred, "the server did not prove that it knows the password");
  if (!std::exchange(authenticated_, true) && makes(AuthMistake::authenticates_twice))
    return begin_exchange();
  if (awaits(Awaited::mail)) return;  // under way
  if (has(ClientHabit::ehlo_after_login)) return say_ehlo();
  submit();
}

}  // namespace smtpspec::reference

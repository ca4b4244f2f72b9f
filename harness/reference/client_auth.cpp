#include "reference/client_auth.hpp"

#include <algorithm>

#include "reference/client_envelope.hpp"
#include "sasl/base64.hpp"
#include "sasl/bearer.hpp"
#include "sasl/deviation.hpp"

namespace smtpspec::reference {

using sasl::Mechanism;

bool can_be_said(const ClientBehaviour& behaviour, const sasl::Credentials& who) {
  const bool has_nul = (who.user + who.password + who.token).find('\0') != std::string::npos;
  return !has_nul || behaviour.makes(AuthMistake::nul_in_credentials);
}

std::optional<sasl::Credentials> credentials_of(Mechanism mechanism, const sasl::Credentials& who) {
  return !sasl::is_scram(mechanism) ? std::optional(who) : sasl::prepared(who);
}

std::string mistaken_message(const ClientBehaviour& behaviour, Mechanism mechanism,
                             const sasl::Credentials& who, std::size_t number, const std::string& right) {
  if (mechanism == Mechanism::plain && behaviour.makes(AuthMistake::plain_without_identity))
    return right.substr(std::min<std::size_t>(1, right.size()));
  if (mechanism == Mechanism::plain && behaviour.makes(AuthMistake::nul_in_credentials))
    return std::string(1, '\0') + who.user + std::string(1, '\0') + who.password;
  if (mechanism == Mechanism::plain && behaviour.makes(AuthMistake::latin_1_credentials))
    return in_latin_1(right);
  if (mechanism == Mechanism::login && behaviour.makes(AuthMistake::login_password_first))
    return number == 0 ? who.password : who.user;
  if (sasl::bears_token(mechanism) && number == 1 && behaviour.makes(AuthMistake::token_again))
    return sasl::bearer_response(mechanism, who);
  if (sasl::bears_token(mechanism) && number == 0 && behaviour.makes(AuthMistake::token_alone))
    return who.token;
  return right;
}

std::string response_line(const ClientBehaviour& behaviour, Mechanism mechanism, std::size_t number,
                          const std::string& message) {
  const sasl::Deviation* const deviation = behaviour.auth_deviation;
  const bool concerned = deviation && std::find(deviation->mechanisms.begin(), deviation->mechanisms.end(),
                                                mechanism) != deviation->mechanisms.end();
  if (const auto otherwise = concerned ? deviation->of_client(number, message) : std::nullopt)
    return *otherwise;
  return sasl::encode_base64(message);
}

std::optional<std::string> answer_in_spite(const ClientBehaviour& behaviour, Mechanism mechanism,
                                           std::string_view challenge, std::string_view first) {
  if (!sasl::is_scram(mechanism)) return std::nullopt;
  if (believes_in_spite(behaviour, challenge)) return "";
  const std::string nonce = sasl::attribute_of(challenge, 'r'), own = sasl::attribute_of(first, 'r');
  const bool is_mandatory = challenge.starts_with("m=");
  const bool lacks_salt = sasl::attribute_of(challenge, 's').empty();
  const std::string count = sasl::attribute_of(challenge, 'i');
  const bool is_other = !nonce.starts_with(own);
  const bool goes_on = is_mandatory ? behaviour.makes(AuthMistake::scram_mandatory_extension)
                       : is_other   ? behaviour.makes(AuthMistake::scram_other_nonce)
                       : lacks_salt
                           ? behaviour.makes(AuthMistake::scram_no_salt)
                           : (count.empty() || count == "0") && behaviour.makes(AuthMistake::scram_no_count);
  if (!goes_on) return std::nullopt;
  return "c=biws,r=" + nonce + ",p=" + sasl::encode_base64(std::string(32, 'p'));
}

bool believes_in_spite(const ClientBehaviour& behaviour, std::string_view challenge) {
  return (challenge.starts_with("v=") && behaviour.makes(AuthMistake::scram_wrong_signature)) ||
         (challenge.starts_with("e=") && behaviour.makes(AuthMistake::scram_error));
}

}  // namespace smtpspec::reference

#include "reference/mail_parameters.hpp"

#include <algorithm>
#include <limits>
#include <string_view>

#include "reference/dsn_parameters.hpp"
#include "reference/further_parameters.hpp"
#include "reference/request_parameters.hpp"
#include "smtp/path.hpp"
#include "smtp/xtext.hpp"

namespace smtpspec::reference {
namespace {

using smtp::Parameter;
using Refusal = std::optional<Situation>;

// Empty beyond 64 bits.
std::optional<std::uint64_t> exact(std::string_view digits) {
  constexpr std::uint64_t most = std::numeric_limits<std::uint64_t>::max();
  std::uint64_t number = 0;
  for (char digit : digits) {
    const auto value = static_cast<std::uint64_t>(digit - '0');
    if (number > (most - value) / 10) return std::nullopt;
    number = number * 10 + value;
  }
  return number;
}

template <class Unsigned>
std::uint64_t wrapping(std::string_view digits) {
  Unsigned number = 0;
  for (char digit : digits) number = number * 10 + static_cast<Unsigned>(digit - '0');
  return number;
}

// A number that is well-formed and yet beyond 64 bits is a very big size, not a malformed one.
std::uint64_t calculate(SizeArithmetic arithmetic, std::string_view digits) {
  constexpr std::uint64_t most = std::numeric_limits<std::uint64_t>::max();
  const auto number = exact(digits);
  switch (arithmetic) {
    case SizeArithmetic::exact:
      return number.value_or(most);
    case SizeArithmetic::wraps_at_32_bits:
      return wrapping<std::uint32_t>(digits);
    case SizeArithmetic::negative_beyond_63_bits:
      return number.value_or(most) > most / 2 ? 0 : *number;
    case SizeArithmetic::wraps_at_64_bits:
      return wrapping<std::uint64_t>(digits);
    case SizeArithmetic::ignored_beyond_64_bits:
      return number.value_or(0);
  }
  return most;
}

std::optional<std::uint64_t> read_size(const Behaviour& behaviour, std::string_view value) {
  const bool only_digits =
      std::all_of(value.begin(), value.end(), [](char c) { return c >= '0' && c <= '9'; });
  if (value.empty() || value.size() > behaviour.size_digits || !only_digits) return std::nullopt;
  return calculate(behaviour.declared_size, value);
}

Refusal read_size_parameter(const Behaviour& behaviour, Session& session, const Parameter& parameter) {
  if (!parameter.value) {
    if (behaviour.lets_pass(Offence::size_without_value)) return std::nullopt;
    return Situation::size_malformed;
  }
  const auto size = read_size(behaviour, *parameter.value);
  if (!size) {
    if (behaviour.lets_pass(Offence::size_not_a_number)) return std::nullopt;
    return Situation::size_malformed;
  }
  if (*size == 0 && behaviour.denies(Right::size_zero)) return Situation::size_malformed;
  session.declared_size = size;
  return std::nullopt;
}

std::optional<Body> read_body(const Behaviour& behaviour, const Session& session, const std::string& value) {
  const std::string name = behaviour.minds_case_of(CaseSensitive::body_value) ? value : smtp::upper(value);
  if (name == "7BIT" && !behaviour.denies(Right::body_7bit)) return Body::seven_bit;
  if (name == "8BITMIME" && !behaviour.denies(Right::body_8bitmime)) return Body::eight_bit_mime;
  if (name == "BINARYMIME" && serves(behaviour, session, Extension::binarymime) &&
      !behaviour.denies(Right::body_binarymime))
    return Body::binarymime;
  return std::nullopt;
}

Refusal read_body_parameter(const Behaviour& behaviour, const Session& session, Sender& sender,
                            const Parameter& parameter) {
  const auto body = read_body(behaviour, session, parameter.value.value_or(""));
  if (!body && !behaviour.lets_pass(Offence::unknown_body)) return Situation::body_malformed;
  sender.body = body.value_or(Body::unsaid);
  return std::nullopt;
}

Refusal read_smtputf8_parameter(const Behaviour& behaviour, Session& session, const Parameter& parameter) {
  if (parameter.value && !behaviour.lets_pass(Offence::smtputf8_with_value))
    return Situation::smtputf8_with_value;
  session.smtputf8 = true;
  return std::nullopt;
}

// A slip: hexadecimal digits that are read in capitals only.
bool has_lower_case_digits(std::string_view xtext) {
  for (std::size_t at = xtext.find('+'); at != xtext.npos; at = xtext.find('+', at + 1)) {
    const std::string_view digits = xtext.substr(at + 1, 2);
    if (digits.find_first_of("abcdef") != digits.npos) return true;
  }
  return false;
}

// Nobody is trusted to say who submitted a message: the value is read and then dropped.
Refusal read_auth_parameter(const Behaviour& behaviour, const Parameter& parameter) {
  if (behaviour.lets_pass(Offence::malformed_auth_parameter)) return std::nullopt;
  const std::string value = parameter.value.value_or("");
  if (behaviour.auth.has(AuthSlip::parameter_in_capitals_only) && has_lower_case_digits(value))
    return Situation::auth_parameter_malformed;
  const auto mailbox = smtp::decode_xtext(value);
  if (mailbox == "<>") return std::nullopt;
  std::string_view rest;
  const auto path = mailbox ? smtp::parse_path("<" + *mailbox + ">", rest) : std::nullopt;
  const bool well_formed = path && rest.empty() && !path->domain.empty() && path->source_route.empty();
  return well_formed ? std::nullopt : Refusal(Situation::auth_parameter_malformed);
}

std::optional<Extension> extension_of(const Behaviour& behaviour, const Session& session,
                                      const Parameter& parameter) {
  if (parameter.keyword == "SIZE") return Extension::size;
  if (parameter.keyword == "BODY") return Extension::eight_bit_mime;
  if (parameter.keyword == "SMTPUTF8") return Extension::smtputf8;
  if (parameter.keyword == "AUTH") return Extension::auth;
  const auto further = further_extension_of(parameter);
  // MTRK brings ENVID along where DSN does not.
  const bool of_dsn = is_dsn_parameter_of_mail(behaviour, parameter) &&
                      (!further || serves(behaviour, session, Extension::dsn));
  return of_dsn ? Extension::dsn : further;
}

Refusal read(const Behaviour& behaviour, Session& session, Sender& sender,
             const std::vector<Parameter>& parameters, const Parameter& parameter) {
  const auto extension = extension_of(behaviour, session, parameter);
  const bool usable = extended(session) || behaviour.lets_pass(Offence::parameter_after_helo);
  if (!extension || !usable || !serves(behaviour, session, *extension)) {
    if (behaviour.lets_pass(Offence::unknown_parameter)) return std::nullopt;
    return usable ? Situation::parameter_unknown : Situation::parameter_after_helo;
  }
  if (*extension == Extension::auth) {
    if (behaviour.denies(Right::auth_parameter)) return Situation::parameter_unknown;
    return read_auth_parameter(behaviour, parameter);
  }
  if (*extension == Extension::dsn)
    return read_dsn_parameter_of_mail(behaviour, session, sender, parameters, parameter);
  if (further_extension_of(parameter)) return read_further_parameter(behaviour, sender, parameter);
  if (*extension == Extension::size) return read_size_parameter(behaviour, session, parameter);
  if (*extension == Extension::smtputf8) return read_smtputf8_parameter(behaviour, session, parameter);
  return read_body_parameter(behaviour, session, sender, parameter);
}

bool repeated(const std::vector<Parameter>& parameters, std::size_t at) {
  return std::any_of(parameters.begin(), parameters.begin() + static_cast<std::ptrdiff_t>(at),
                     [&](const Parameter& earlier) { return earlier.keyword == parameters[at].keyword; });
}

bool lets_pass_twice(const Behaviour& behaviour, const Parameter& parameter) {
  if (is_request(parameter)) return is_taken_twice(behaviour, parameter);
  return behaviour.lets_pass(Offence::parameter_twice);
}

bool declares_too_much(const Behaviour& behaviour, const Session& session) {
  if (!session.declared_size || behaviour.lets_pass(Offence::oversize_declaration)) return false;
  const bool at_limit = behaviour.size_limit != 0 && *session.declared_size == behaviour.size_limit;
  return behaviour.exceeds_limit(*session.declared_size) ||
         (at_limit && behaviour.denies(Right::size_of_the_limit));
}

}  // namespace

Refusal read_mail_parameters(const Behaviour& behaviour, Session& session, Sender& sender,
                             const std::vector<Parameter>& parameters) {
  for (std::size_t i = 0; i < parameters.size(); ++i) {
    if (const Refusal refusal = read(behaviour, session, sender, parameters, parameters[i])) return refusal;
    // Of its own parameters DSN judges that itself.
    if (is_dsn_parameter_of_mail(behaviour, parameters[i])) continue;
    if (repeated(parameters, i) && !lets_pass_twice(behaviour, parameters[i]))
      return Situation::parameter_repeated;
  }
  if (session.smtputf8 && sender.body != Body::unsaid && behaviour.denies(Right::body_with_smtputf8))
    return Situation::parameter_unknown;
  if (is_released_too_late(behaviour, sender)) return Situation::hold_beyond_by;
  if (declares_too_much(behaviour, session)) return Situation::declared_size_too_big;
  return std::nullopt;
}

}  // namespace smtpspec::reference

#include "reference/further_parameters.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

#include "reference/request_parameters.hpp"
#include "smtp/mail_values.hpp"
#include "smtp/xtext.hpp"

namespace smtpspec::reference {
namespace {

using smtp::Parameter;
using Refusal = std::optional<Situation>;

// The value as a server with a slip reads it: what it passes over is gone, what it takes for granted is
// there.
std::string misread_by(const Behaviour& behaviour, std::string value) {
  std::size_t semicolon = value.find(';');
  if (semicolon == value.npos && behaviour.has(ParameterSlip::by_without_mode)) {
    semicolon = value.size();
    value += ';';
  }
  if (semicolon == value.npos) return value;
  std::string time = value.substr(0, semicolon);
  std::string mode = value.substr(semicolon + 1);
  const std::size_t digits = time.find_first_not_of("+-");
  if (digits == time.npos && behaviour.has(ParameterSlip::by_without_digits)) time = "1";
  if (digits != time.npos && behaviour.has(ParameterSlip::by_of_any_length))
    time.resize(std::min(time.size(), digits + 9));
  if (mode.empty() && behaviour.has(ParameterSlip::by_without_mode)) mode = "N";
  if (!mode.empty() && smtp::upper(mode).find_first_of("NR") != 0 &&
      behaviour.has(ParameterSlip::by_of_any_mode))
    mode.front() = 'N';
  if (behaviour.has(ParameterSlip::by_with_tail)) mode.resize(std::min<std::size_t>(mode.size(), 1));
  return time + ";" + mode;
}

// A form that is right and that a slip refuses.
bool refuses_form_of_by(const Behaviour& behaviour, const std::string& value) {
  if (value.starts_with('+') && behaviour.has(ParameterSlip::by_without_plus)) return true;
  if (smtp::upper(value) != value && behaviour.has(ParameterSlip::by_in_capitals)) return true;
  const auto digits = std::count_if(value.begin(), value.end(), [](char c) { return c >= '0' && c <= '9'; });
  return digits > 8 && behaviour.has(ParameterSlip::by_of_eight_digits);
}

// RFC 2852 section 3: the minimum is one of mode R.
bool is_below_minimum(const Behaviour& behaviour, const smtp::DeliverBy& by) {
  const long minimum = behaviour.deliver_by_minimum;
  if (!by.returns) return behaviour.has(ParameterSlip::by_minimum_for_all) && by.seconds < minimum;
  if (by.seconds == minimum) return behaviour.has(ParameterSlip::by_minimum_above);
  return by.seconds < minimum && !behaviour.has(ParameterSlip::by_below_minimum);
}

Refusal read_by(const Behaviour& behaviour, Sender& sender, const Parameter& parameter) {
  if (!parameter.value) {
    if (behaviour.has(ParameterSlip::by_without_value)) return std::nullopt;
    return Situation::by_malformed;
  }
  if (refuses_form_of_by(behaviour, *parameter.value)) return Situation::by_malformed;
  const auto by = smtp::parse_deliver_by(misread_by(behaviour, *parameter.value));
  if (!by) return Situation::by_malformed;
  const bool past = by->seconds <= 0;
  if (past && by->returns && !behaviour.has(ParameterSlip::past_by_returned)) return Situation::by_past;
  if (past && !by->returns && behaviour.has(ParameterSlip::past_by_refused)) return Situation::by_past;
  if (!(past && by->returns) && is_below_minimum(behaviour, *by)) return Situation::by_below_minimum;
  if (behaviour.keeps_to(Policy::refuses_deliver_by)) return Situation::by_refused;
  sender.delivered_by = by->seconds;
  return std::nullopt;
}

Refusal read_requiretls(const Behaviour& behaviour, Sender&, const Parameter& parameter) {
  if (!parameter.value || behaviour.has(ParameterSlip::requiretls_with_value)) return std::nullopt;
  return Situation::requiretls_with_value;
}

Refusal read_submitter(const Behaviour& behaviour, Sender& sender, const Parameter& parameter) {
  const std::string value = parameter.value.value_or("");
  sender.submitter = smtp::parse_submitter(value);
  if (!sender.submitter && !behaviour.has(ParameterSlip::submitter_of_any_form))
    return Situation::submitter_malformed;
  if (behaviour.has(ParameterSlip::submitter_undecoded)) sender.submitter = value;
  return std::nullopt;
}

// As a server with a slip reads the list: what it does not mind is right.
std::string misread_list(const Behaviour& behaviour, const std::string& list) {
  std::string read;
  for (const char one : list) {
    const bool begins = read.empty() || read.back() == ',';
    const bool digit = one >= '0' && one <= '9';
    if (begins && digit && behaviour.has(ParameterSlip::solicit_from_digit)) read += 'x';
    if (begins && one == ',' && behaviour.has(ParameterSlip::solicit_with_empty_word)) read += 'x';
    const bool odd = one != ',' && !smtp::is_solicitation_keyword(std::string{'x', one});
    read += odd && behaviour.has(ParameterSlip::solicit_of_any_octets) ? 'x' : one;
  }
  if (read.ends_with(',') && behaviour.has(ParameterSlip::solicit_with_empty_word)) read += 'x';
  return read;
}

// No class is refused here: the keyword is offered without any (RFC 3865 2.8).
Refusal read_solicit(const Behaviour& behaviour, Sender&, const Parameter& parameter) {
  if (!parameter.value && behaviour.has(ParameterSlip::solicit_without_value)) return std::nullopt;
  const std::string list = misread_list(behaviour, parameter.value.value_or(""));
  const bool several = list.find(',') != list.npos;
  const bool refused = several && behaviour.has(ParameterSlip::solicit_of_one_word);
  if (smtp::are_solicitation_keywords(list) && !refused) return std::nullopt;
  return Situation::solicit_malformed;
}

// Nothing is kept of it: there is no MTQP to ask for it.
Refusal read_mtrk(const Behaviour& behaviour, Sender&, const Parameter& parameter) {
  if (!parameter.value && behaviour.has(ParameterSlip::mtrk_without_value)) return std::nullopt;
  std::string value = parameter.value.value_or("");
  const std::size_t colon = std::min(value.find(':'), value.size());
  if (colon < value.size() && behaviour.has(ParameterSlip::mtrk_without_timeout))
    return Situation::mtrk_malformed;
  if (behaviour.has(ParameterSlip::mtrk_timeout_of_any_form)) value.resize(colon);
  if (colon > 0 && behaviour.has(ParameterSlip::mtrk_of_any_certifier)) value.replace(0, colon, "x");
  if (smtp::is_tracking_request(value)) return std::nullopt;
  return Situation::mtrk_malformed;
}

// Whoever offers MTRK takes what DSN has for it (RFC 3885 section 2 (4)).
Refusal read_envid(const Behaviour&, Sender&, const Parameter& parameter) {
  constexpr std::size_t longest = 100;
  const std::string value = parameter.value.value_or("");
  const bool right = !value.empty() && value.size() <= longest && smtp::decode_xtext(value);
  return right ? std::nullopt : std::optional(Situation::envid_malformed);
}

struct Reader {
  std::string_view keyword;
  Extension extension;
  Refusal (*read)(const Behaviour&, Sender&, const Parameter&);
};

constexpr std::array readers = {
    Reader{"BY", Extension::deliver_by, read_by},
    Reader{"REQUIRETLS", Extension::require_tls, read_requiretls},
    Reader{"SUBMITTER", Extension::submitter, read_submitter},
    Reader{"SOLICIT", Extension::no_soliciting, read_solicit},
    Reader{"MTRK", Extension::mtrk, read_mtrk},
    Reader{"ENVID", Extension::mtrk, read_envid},
    Reader{"MT-PRIORITY", Extension::mt_priority, read_mt_priority},
    Reader{"HOLDFOR", Extension::future_release, read_holdfor},
    Reader{"HOLDUNTIL", Extension::future_release, read_holduntil},
};

const Reader* reader_of(const Parameter& parameter) {
  const auto* reader = std::find_if(readers.begin(), readers.end(),
                                    [&](const Reader& one) { return one.keyword == parameter.keyword; });
  return reader == readers.end() ? nullptr : reader;
}

}  // namespace

std::optional<Extension> further_extension_of(const Parameter& parameter) {
  const Reader* reader = reader_of(parameter);
  return reader ? std::optional(reader->extension) : std::nullopt;
}

Refusal read_further_parameter(const Behaviour& behaviour, Sender& sender, const Parameter& parameter) {
  const Reader* reader = reader_of(parameter);
  return reader ? reader->read(behaviour, sender, parameter) : std::nullopt;
}

bool takes_recipient_parameters(const Behaviour& behaviour, const Session& session,
                                const std::vector<Parameter>& parameters) {
  const bool tracks = extended(session) && serves(behaviour, session, Extension::mtrk);
  return tracks && parameters.size() == 1 && parameters.front().keyword == "ORCPT" &&
         parameters.front().value.value_or("").find(';') != std::string::npos;
}

}  // namespace smtpspec::reference

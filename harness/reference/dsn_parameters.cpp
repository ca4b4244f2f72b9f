#include "reference/dsn_parameters.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

#include "smtp/path.hpp"
#include "smtp/xtext.hpp"
#include "text/visible.hpp"

namespace smtpspec::reference {
namespace {
namespace dsn {

using smtp::Parameter;
using Refusal = std::optional<Situation>;
using Text = std::string_view;

// Section 5.4 counts the keyword and its equals sign.
std::size_t length(const Parameter& parameter) {
  return parameter.keyword.size() + 1 + parameter.value->size();
}

// hexchar = "+" and two hexadecimal digits in upper case; others read them in either.
bool is_xtext(const Behaviour& behaviour, Text value) {
  return smtp::decode_xtext(value) &&
         (!smtp::has_lower_case_digits(value) || behaviour.has(DsnSlip::lower_case_digits));
}

bool has_needless_hexchar(Text value) {
  for (std::size_t at = value.find('+'); at != Text::npos; at = value.find('+', at + 1)) {
    const std::string octet = smtp::decode_xtext(value.substr(at, 3)).value_or("");
    if (octet > " " && octet < "\x7F" && octet != "+" && octet != "=") return true;
  }
  return false;
}

bool is_word_octet(char octet) {
  const bool letter = (octet >= 'a' && octet <= 'z') || (octet >= 'A' && octet <= 'Z');
  return letter || (octet >= '0' && octet <= '9') || Text(".-@+").find(octet) != Text::npos;
}

// "a(b)c" is "ac", and "(a)" is nothing.
bool is_comment_only(Text value) {
  return value.starts_with('(') && value.find(')') == value.size() - 1;
}

Refusal read_ret(const Behaviour& behaviour, const Parameter& parameter,
                 const std::vector<Parameter>& parameters) {
  if (!parameter.value)
    return behaviour.has(DsnSlip::ret_without_value) ? Refusal() : Situation::ret_malformed;
  const bool envid = std::any_of(parameters.begin(), parameters.end(),
                                 [](const Parameter& one) { return one.keyword == "ENVID"; });
  if (!envid && behaviour.has(DsnSlip::ret_needs_envid)) return Situation::ret_malformed;
  const std::string value =
      behaviour.has(DsnSlip::ret_in_capitals_only) ? *parameter.value : smtp::upper(*parameter.value);
  const bool known = value == "FULL" || value == "HDRS" || behaviour.has(DsnSlip::any_ret);
  return known ? Refusal() : Situation::ret_malformed;
}

bool refuses_envid(const Behaviour& behaviour, const Parameter& parameter) {
  const std::string& value = *parameter.value;
  const bool odd = !std::all_of(value.begin(), value.end(), is_word_octet);
  return (length(parameter) > 38 && behaviour.has(DsnSlip::short_envid)) ||
         (odd && behaviour.has(DsnSlip::envid_of_word_octets)) ||
         (has_needless_hexchar(value) && behaviour.has(DsnSlip::no_hexchar)) ||
         (is_comment_only(value) && behaviour.has(DsnSlip::parentheses_are_comments)) ||
         (!is_xtext(behaviour, value) && !behaviour.has(DsnSlip::any_envid));
}

Refusal read_envid(const Behaviour& behaviour, Session& session, const Parameter& parameter) {
  if (!parameter.value)
    return behaviour.has(DsnSlip::envid_without_value) ? Refusal() : Situation::envid_malformed;
  if (refuses_envid(behaviour, parameter)) return Situation::envid_malformed;
  if (session.envid_named && behaviour.has(DsnSlip::envid_outlives_rset))
    return Situation::parameter_repeated;
  session.envid_named = true;
  return std::nullopt;
}

std::vector<std::string> parted_by_commas(Text list) {
  std::vector<std::string> parts;
  while (true) {
    const std::size_t comma = list.find(',');
    parts.emplace_back(list.substr(0, comma));
    if (comma == Text::npos) return parts;
    list.remove_prefix(comma + 1);
  }
}

bool mistakes_list(const Behaviour& behaviour, const std::vector<std::string>& keywords) {
  constexpr Text in_order = "SUCCESS,FAILURE,DELAY";
  const auto place = [&](const std::string& one) {
    return in_order.find(one);
  };
  const bool ascending =
      std::is_sorted(keywords.begin(), keywords.end(),
                     [&](const auto& left, const auto& right) { return place(left) < place(right); });
  std::vector<std::string> sorted = keywords;
  std::sort(sorted.begin(), sorted.end());
  const bool repeats = std::adjacent_find(sorted.begin(), sorted.end()) != sorted.end();
  return (!ascending && behaviour.has(DsnSlip::notify_in_one_order)) ||
         (keywords.size() > 1 && !repeats && behaviour.has(DsnSlip::single_keyword)) ||
         (repeats && behaviour.has(DsnSlip::keyword_once));
}

bool is_notify(const Behaviour& behaviour, Text value) {
  constexpr std::array<Text, 3> conditions = {"SUCCESS", "FAILURE", "DELAY"};
  if (behaviour.has(DsnSlip::any_notify)) return true;
  const auto keywords = parted_by_commas(
      behaviour.has(DsnSlip::notify_in_capitals_only) ? std::string(value) : smtp::upper(value));
  if (keywords.size() == 1 && keywords.front() == "NEVER") return true;
  const bool known = std::all_of(keywords.begin(), keywords.end(), [&](const std::string& one) {
    return std::find(conditions.begin(), conditions.end(), one) != conditions.end() ||
           (one == "NEVER" && behaviour.has(DsnSlip::never_with_others));
  });
  return known && !mistakes_list(behaviour, keywords);
}

Refusal read_notify(const Behaviour& behaviour, Session& session, const Parameter& parameter) {
  if (!parameter.value)
    return behaviour.has(DsnSlip::notify_without_value) ? Refusal() : Situation::notify_malformed;
  if (!is_notify(behaviour, *parameter.value)) return Situation::notify_malformed;
  if (session.notify_named && behaviour.has(DsnSlip::notify_once_for_all))
    return Situation::parameter_repeated;
  session.notify_named = true;
  return std::nullopt;
}

bool is_atom(Text text) {
  constexpr Text specials = "()<>@,;:\\\".[]";
  return !text.empty() && std::all_of(text.begin(), text.end(), [&](char one) {
    return one > ' ' && one < 0x7F && specials.find(one) == Text::npos;
  });
}

// EmbeddedUnicodeChar of RFC 6533 is made of characters that xtext has as well, so what holds no UTF-8 is
// xtext in any case.
bool is_utf8_address(const Behaviour& behaviour, const Session& session, Text address) {
  const bool escaped = address.find("\\x{") != Text::npos;
  if (escaped && behaviour.has(DsnSlip::orcpt_no_escapes)) return false;
  if (smtp::is_ascii(address)) return is_xtext(behaviour, address);
  if (!serves(behaviour, session, Extension::smtputf8) || behaviour.has(DsnSlip::orcpt_ascii)) return false;
  if (escaped && behaviour.has(DsnSlip::orcpt_one_form)) return false;
  return text::is_utf8(address) && address.find('+') == Text::npos;
}

bool mistakes_address(const Behaviour& behaviour, const smtp::Path& recipient, Text type,
                      const std::string& address) {
  std::string_view rest;
  const bool rfc822 = smtp::equal_ignoring_case(type, "rfc822");
  const auto path = smtp::parse_path("<" + address + ">", rest);
  return (!rfc822 && behaviour.has(DsnSlip::rfc822_only)) ||
         (rfc822 && !(path && rest.empty()) && behaviour.has(DsnSlip::orcpt_mailbox)) ||
         (rfc822 && address != recipient.mailbox() && behaviour.has(DsnSlip::orcpt_as_rcpt));
}

// original-recipient-address = addr-type ";" xtext, and with RFC 6533 "utf-8;" utf-8-enc-addr
bool is_orcpt(const Behaviour& behaviour, const Session& session, const smtp::Path& recipient, Text value) {
  if (behaviour.has(DsnSlip::any_orcpt)) return true;
  const std::size_t semicolon = value.find(';');
  if (semicolon == Text::npos) return behaviour.has(DsnSlip::orcpt_without_type);
  const Text type = value.substr(0, semicolon), address = value.substr(semicolon + 1);
  if (!is_atom(type)) return false;
  const bool utf8 = behaviour.has(DsnSlip::type_in_lower_case_only)
                        ? type == "utf-8"
                        : smtp::equal_ignoring_case(type, "utf-8");
  if (smtp::equal_ignoring_case(type, "utf-8") && !utf8) return false;
  if (!(utf8 ? is_utf8_address(behaviour, session, address) : is_xtext(behaviour, address))) return false;
  return !mistakes_address(behaviour, recipient, type,
                           smtp::decode_xtext(address).value_or(std::string(address)));
}

Refusal read_orcpt(const Behaviour& behaviour, const Session& session, const smtp::PathArgument& argument,
                   const Parameter& parameter) {
  if (!parameter.value)
    return behaviour.has(DsnSlip::orcpt_without_value) ? Refusal() : Situation::orcpt_malformed;
  if (length(parameter) > 256 && behaviour.has(DsnSlip::short_orcpt)) return Situation::orcpt_malformed;
  if (!argument.find("NOTIFY") && behaviour.has(DsnSlip::orcpt_needs_notify))
    return Situation::orcpt_malformed;
  return is_orcpt(behaviour, session, argument.path, *parameter.value) ? Refusal()
                                                                       : Situation::orcpt_malformed;
}

bool is_of_mail(const Parameter& parameter) {
  return parameter.keyword == "RET" || parameter.keyword == "ENVID";
}

bool is_of_recipient(const Parameter& parameter) {
  return parameter.keyword == "NOTIFY" || parameter.keyword == "ORCPT";
}

bool stands_twice(const std::vector<Parameter>& parameters, const Parameter& parameter) {
  return std::count_if(parameters.begin(), parameters.end(),
                       [&](const Parameter& one) { return one.keyword == parameter.keyword; }) > 1;
}

bool is_unknown(const Behaviour& behaviour, const Parameter& parameter) {
  constexpr std::array<std::pair<Text, DsnSlip>, 4> all = {{{"RET", DsnSlip::knows_no_ret},
                                                            {"ENVID", DsnSlip::knows_no_envid},
                                                            {"NOTIFY", DsnSlip::knows_no_notify},
                                                            {"ORCPT", DsnSlip::knows_no_orcpt}}};
  return std::any_of(all.begin(), all.end(), [&](const auto& one) {
    return one.first == parameter.keyword && behaviour.has(one.second);
  });
}

}  // namespace dsn
}  // namespace

bool is_dsn_parameter_of_mail(const Behaviour& behaviour, const smtp::Parameter& parameter) {
  using namespace dsn;
  return is_of_mail(parameter) || (is_of_recipient(parameter) && behaviour.has(DsnSlip::out_of_place));
}

std::optional<Situation> read_dsn_parameter_of_mail(const Behaviour& behaviour, Session& session,
                                                    const Sender& sender,
                                                    const std::vector<smtp::Parameter>& parameters,
                                                    const smtp::Parameter& parameter) {
  using namespace dsn;
  if (!is_of_mail(parameter)) return std::nullopt;
  if (is_unknown(behaviour, parameter)) return Situation::parameter_unknown;
  if (sender.reverse_path.empty() && behaviour.has(DsnSlip::refuses_null_sender))
    return Situation::null_sender_refused;
  const bool company = !std::all_of(parameters.begin(), parameters.end(), is_of_mail);
  if (company && behaviour.has(DsnSlip::refuses_company)) return Situation::parameter_unknown;
  if (stands_twice(parameters, parameter) && !behaviour.has(DsnSlip::mail_parameter_twice))
    return Situation::parameter_repeated;
  return parameter.keyword == "RET" ? read_ret(behaviour, parameter, parameters)
                                    : read_envid(behaviour, session, parameter);
}

std::optional<Situation> read_recipient_parameters(const Behaviour& behaviour, Session& session,
                                                   const smtp::PathArgument& argument) {
  using namespace dsn;
  if (session.forward_paths.empty()) session.notify_named = false;
  for (const smtp::Parameter& parameter : argument.parameters) {
    const bool usable = extended(session) || behaviour.lets_pass(Offence::parameter_after_helo);
    if (is_of_mail(parameter) && usable && behaviour.has(DsnSlip::out_of_place)) continue;
    if (!is_of_recipient(parameter) || !usable || is_unknown(behaviour, parameter) ||
        !serves(behaviour, session, Extension::dsn)) {
      if (behaviour.lets_pass(Offence::unknown_parameter)) continue;
      return usable ? Situation::parameter_unknown : Situation::parameter_after_helo;
    }
    if (stands_twice(argument.parameters, parameter) && !behaviour.has(DsnSlip::recipient_parameter_twice))
      return Situation::parameter_repeated;
    const Refusal refusal = parameter.keyword == "NOTIFY"
                                ? read_notify(behaviour, session, parameter)
                                : read_orcpt(behaviour, session, argument, parameter);
    if (refusal) return refusal;
  }
  return std::nullopt;
}

}  // namespace smtpspec::reference

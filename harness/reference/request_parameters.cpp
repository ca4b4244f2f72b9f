#include "reference/request_parameters.hpp"

#include <string>
#include <string_view>

#include "smtp/submission_values.hpp"

namespace smtpspec::reference {
namespace {

using smtp::Parameter;
using Refusal = std::optional<Situation>;

bool is_number(std::string_view text) {
  return !text.empty() && text.find_first_not_of("0123456789") == text.npos;
}

// The value as a server with a slip reads it.
std::string misread_priority(const Behaviour& behaviour, std::string value) {
  if (value.starts_with('+') && behaviour.has(RequestSlip::priority_with_plus)) value.erase(0, 1);
  const bool negative = value.starts_with('-');
  const std::string digits = value.substr(negative ? 1 : 0);
  if (!is_number(digits)) return behaviour.has(RequestSlip::priority_of_words) ? "0" : value;
  const bool zero_first = digits.front() == '0' && value != "0";
  if (zero_first) return behaviour.has(RequestSlip::priority_with_zero) ? "0" : value;
  if (digits.size() > 1 && behaviour.has(RequestSlip::priority_of_two_digits)) return negative ? "-9" : "9";
  return value;
}

bool has_leading_zeros(std::string_view value) {
  return value.size() > 1 && value.front() == '0';
}

std::string misread_interval(const Behaviour& behaviour, std::string value) {
  if (value == "0" && behaviour.has(RequestSlip::holdfor_of_zero)) return "1";
  if (has_leading_zeros(value) && behaviour.has(RequestSlip::holdfor_with_zeros))
    value.erase(0, value.find_first_not_of('0'));
  if (is_number(value) && value.size() > 9 && behaviour.has(RequestSlip::holdfor_of_ten_digits)) return "1";
  if (!value.empty() && !is_number(value) && behaviour.has(RequestSlip::holdfor_with_unit))
    value.resize(value.find_first_not_of("0123456789"));
  return value;
}

smtp::HoldLimits limits_of(const Behaviour& behaviour) {
  const std::size_t blank = behaviour.hold_limits.find(' ');
  return smtp::parse_hold_limits(
             {behaviour.hold_limits.substr(0, blank), behaviour.hold_limits.substr(blank + 1)})
      .value_or(smtp::HoldLimits{});
}

// The second of one kind, or of both.
bool is_one_too_many(const Behaviour& behaviour, bool same, bool other) {
  return (same && !behaviour.has(RequestSlip::hold_twice)) ||
         (other && !behaviour.has(RequestSlip::hold_both_ways));
}

}  // namespace

Refusal read_mt_priority(const Behaviour& behaviour, Sender& sender, const Parameter& parameter) {
  if (!parameter.value)
    return behaviour.has(RequestSlip::priority_without_value) ? std::nullopt
                                                              : Refusal(Situation::priority_malformed);
  const auto priority = smtp::parse_priority(misread_priority(behaviour, *parameter.value));
  if (!priority) return Situation::priority_malformed;
  if (*priority % 2 != 0 && behaviour.has(RequestSlip::priority_of_even_numbers))
    return Situation::priority_malformed;
  sender.priority = *priority;
  return std::nullopt;
}

Refusal read_holdfor(const Behaviour& behaviour, Sender& sender, const Parameter& parameter) {
  if (is_one_too_many(behaviour, sender.held_for.has_value(), sender.held_until))
    return Situation::hold_repeated;
  if (parameter.value.value_or("").empty() && behaviour.has(RequestSlip::holdfor_without_value))
    return std::nullopt;
  const auto seconds = smtp::parse_hold_interval(misread_interval(behaviour, parameter.value.value_or("")));
  if (!seconds) return Situation::hold_malformed;
  if (*seconds > limits_of(behaviour).seconds && !behaviour.has(RequestSlip::holdfor_beyond_limit))
    return Situation::hold_beyond_limit;
  if (*seconds == limits_of(behaviour).seconds && behaviour.has(RequestSlip::holdfor_at_limit))
    return Situation::hold_beyond_limit;
  sender.held_for = seconds;
  return std::nullopt;
}

Refusal read_holduntil(const Behaviour& behaviour, Sender& sender, const Parameter& parameter) {
  if (behaviour.has(RequestSlip::holduntil_unknown)) return Situation::parameter_unknown;
  if (is_one_too_many(behaviour, sender.held_until, sender.held_for.has_value()))
    return Situation::hold_repeated;
  const auto time = smtp::parse_utc_time(parameter.value.value_or(""));
  if (!time && !behaviour.has(RequestSlip::holduntil_of_any_form)) return Situation::hold_malformed;
  if (time && *time > limits_of(behaviour).latest && !behaviour.has(RequestSlip::holduntil_beyond_limit))
    return Situation::hold_beyond_limit;
  sender.held_until = true;
  return std::nullopt;
}

bool is_request(const Parameter& parameter) {
  const std::string& keyword = parameter.keyword;
  return keyword == "MT-PRIORITY" || keyword == "HOLDFOR" || keyword == "HOLDUNTIL";
}

bool is_taken_twice(const Behaviour& behaviour, const Parameter& parameter) {
  return behaviour.has(parameter.keyword == "MT-PRIORITY" ? RequestSlip::priority_twice
                                                          : RequestSlip::hold_twice);
}

bool is_released_too_late(const Behaviour& behaviour, const Sender& sender) {
  return sender.held_for && sender.delivered_by && *sender.held_for > *sender.delivered_by &&
         !behaviour.has(RequestSlip::hold_beyond_by);
}

bool lowers_priority(Session& session) {
  if (session.authenticated || !session.sender || session.sender->priority <= 0) return false;
  session.sender->priority = 0;
  return true;
}

bool is_held(const Behaviour& behaviour, const Sender& sender) {
  return (sender.held_for && !behaviour.has(RequestSlip::holdfor_released)) ||
         (sender.held_until && !behaviour.has(RequestSlip::holduntil_released));
}

}  // namespace smtpspec::reference

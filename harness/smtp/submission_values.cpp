#include "smtp/submission_values.hpp"

#include <algorithm>
#include <array>

#include "smtp/command.hpp"

namespace smtpspec::smtp {
namespace {

bool is_decimal(char one) {
  return one >= '0' && one <= '9';
}

bool is_ascii_letter(char one) {
  return (one | 0x20) >= 'a' && (one | 0x20) <= 'z';
}

bool are_decimals(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), is_decimal);
}

int number(std::string_view digits) {
  int value = 0;
  for (const char digit : digits) value = value * 10 + (digit - '0');
  return value;
}

int days_of(int year, int month) {
  constexpr std::array days = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  return days[static_cast<std::size_t>(month - 1)] + (month == 2 && leap ? 1 : 0);
}

// full-date "T" partial-time, but for the fraction.
bool is_time(std::string_view text) {
  constexpr std::string_view form = "0000-00-00T00:00:00";
  if (text.size() != form.size()) return false;
  for (std::size_t i = 0; i < form.size(); ++i)
    if (form[i] == '0' ? !is_decimal(text[i]) : upper(text.substr(i, 1)) != form.substr(i, 1)) return false;
  const int month = number(text.substr(5, 2)), day = number(text.substr(8, 2));
  if (month < 1 || month > 12 || day < 1 || day > days_of(number(text.substr(0, 4)), month)) return false;
  constexpr int leap_second = 60;
  return number(text.substr(11, 2)) < 24 && number(text.substr(14, 2)) < 60 &&
         number(text.substr(17, 2)) <= leap_second;
}

bool is_hexadecimal(char one) {
  return is_decimal(one) || ((one | 0x20) >= 'a' && (one | 0x20) <= 'f');
}

// The characters that RFC 3986 has, but for "#", behind which a fragment stands: an absolute-URI has none.
bool has_characters_of_uri(std::string_view text) {
  constexpr std::string_view signs = "-._~:/?[]@!$&'()*+,;=";
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool encoded =
        text[i] == '%' && i + 2 < text.size() && is_hexadecimal(text[i + 1]) && is_hexadecimal(text[i + 2]);
    const bool plain = is_ascii_letter(text[i]) || is_decimal(text[i]) || signs.find(text[i]) != signs.npos;
    if (!encoded && !plain) return false;
  }
  return true;
}

// scheme ":" and what follows it, RFC 3986 section 4.3.
bool is_absolute_uri(std::string_view text) {
  const std::size_t colon = text.find(':');
  if (colon == text.npos || colon == 0 || !is_ascii_letter(text.front())) return false;
  const std::string_view scheme = text.substr(0, colon);
  const bool named = std::all_of(scheme.begin(), scheme.end(), [](char one) {
    return is_ascii_letter(one) || is_decimal(one) || one == '+' || one == '-' || one == '.';
  });
  return named && has_characters_of_uri(text.substr(colon + 1));
}

}  // namespace

std::optional<int> parse_priority(std::string_view value) {
  if (value == "0") return 0;
  const bool negative = value.starts_with('-');
  if (negative) value.remove_prefix(1);
  if (value.size() != 1 || value.front() < '1' || value.front() > '9') return std::nullopt;
  return negative ? -number(value) : number(value);
}

bool is_priority_policy(std::string_view parameter) {
  constexpr std::size_t longest = 20;
  return !parameter.empty() && parameter.size() <= longest &&
         std::all_of(parameter.begin(), parameter.end(), [](char one) {
           return is_ascii_letter(one) || is_decimal(one) || one == '-' || one == '_' || one == '.';
         });
}

std::optional<long> parse_hold_interval(std::string_view value) {
  constexpr std::size_t longest = 9;
  if (!are_decimals(value) || value.size() > longest || value.front() == '0') return std::nullopt;
  return number(value);
}

std::optional<std::string> parse_utc_time(std::string_view value) {
  constexpr std::size_t length = 19;
  const std::string_view time = value.substr(0, length);
  if (!is_time(time)) return std::nullopt;
  value.remove_prefix(length);
  if (value.starts_with('.')) {
    const std::size_t end = std::min(value.find_first_not_of("0123456789", 1), value.size());
    if (end == 1) return std::nullopt;
    value.remove_prefix(end);
  }
  const bool utc = value == "Z" || value == "z" || value == "+00:00" || value == "-00:00";
  return utc ? std::optional(upper(time)) : std::nullopt;
}

std::optional<HoldLimits> parse_hold_limits(const std::vector<std::string>& parameters) {
  if (parameters.size() != 2) return std::nullopt;
  const auto seconds = parse_hold_interval(parameters.front());
  const auto latest = parse_utc_time(parameters.back());
  if (!seconds || !latest) return std::nullopt;
  return HoldLimits{*seconds, *latest};
}

std::optional<UrlArgument> parse_url_argument(std::string_view argument) {
  const std::size_t blank = argument.find(' ');
  UrlArgument read{std::string(argument.substr(0, blank)), blank != argument.npos};
  if (!is_absolute_uri(read.url)) return std::nullopt;
  if (read.last && !equal_ignoring_case(argument.substr(blank + 1), "LAST")) return std::nullopt;
  return read;
}

bool is_burl_parameter(std::string_view parameter) {
  const std::string word = upper(parameter);
  if (!word.starts_with("IMAP:")) return true;
  constexpr std::string_view scheme = "IMAP://";
  if (!word.starts_with(scheme)) return false;
  const std::string_view authority = parameter.substr(scheme.size());
  return !authority.empty() && has_characters_of_uri(authority) &&
         authority.find_first_of("/?") == authority.npos;
}

}  // namespace smtpspec::smtp

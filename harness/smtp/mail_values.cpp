#include "smtp/mail_values.hpp"

#include <algorithm>

#include "smtp/path.hpp"
#include "smtp/xtext.hpp"

namespace smtpspec::smtp {
namespace {

bool are_digits(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char one) { return one >= '0' && one <= '9'; });
}

bool is_letter(char one) {
  return (one | 0x20) >= 'a' && (one | 0x20) <= 'z';
}

constexpr std::size_t most_digits = 9;

// by-time = ["-" / "+"] 1*9DIGIT
std::optional<long> parse_by_time(std::string_view text) {
  const bool negative = text.starts_with('-');
  if (negative || text.starts_with('+')) text.remove_prefix(1);
  if (text.empty() || text.size() > most_digits || !are_digits(text)) return std::nullopt;
  long seconds = 0;
  for (const char digit : text) seconds = seconds * 10 + (digit - '0');
  return negative ? -seconds : seconds;
}

}  // namespace

std::optional<DeliverBy> parse_deliver_by(std::string_view value) {
  const std::size_t semicolon = value.find(';');
  if (semicolon == value.npos) return std::nullopt;
  const auto seconds = parse_by_time(value.substr(0, semicolon));
  std::string_view rest = value.substr(semicolon + 1);
  const auto takes = [&rest](char lower) {
    const bool there = !rest.empty() && (rest.front() | 0x20) == lower;
    if (there) rest.remove_prefix(1);
    return there;
  };
  const bool returns = takes('r');
  if (!seconds || (!returns && !takes('n'))) return std::nullopt;
  const bool trace = takes('t');
  return rest.empty() ? std::optional(DeliverBy{*seconds, returns, trace}) : std::nullopt;
}

std::optional<std::string> parse_submitter(std::string_view value) {
  const auto mailbox = decode_xtext(value);
  if (!mailbox) return std::nullopt;
  std::string_view rest;
  const auto path = parse_path("<" + *mailbox + ">", rest);
  const bool is_mailbox = path && rest.empty() && !path->domain.empty() && path->source_route.empty();
  return is_mailbox ? mailbox : std::nullopt;
}

bool is_tracking_request(std::string_view value) {
  const std::string_view certifier = value.substr(0, value.find(':'));
  const bool is_base64 = std::all_of(certifier.begin(), certifier.end(), [](char one) {
    return is_letter(one) || are_digits({&one, 1}) || one == '+' || one == '/';
  });
  if (certifier.empty() || !is_base64) return false;
  if (certifier.size() == value.size()) return true;
  const std::string_view timeout = value.substr(certifier.size() + 1);
  return !timeout.empty() && timeout.size() <= most_digits && are_digits(timeout);
}

// word = ALPHA 0*(wordchar), wordchar = "." / "-" / "_" / ":" / ALPHA / DIGIT
bool is_solicitation_keyword(std::string_view word) {
  constexpr std::size_t too_long = 1000;
  if (word.size() >= too_long) return false;
  return !word.empty() && is_letter(word.front()) && std::all_of(word.begin(), word.end(), [](char one) {
    return is_letter(one) || are_digits({&one, 1}) ||
           std::string_view(".-_:").find(one) != std::string_view::npos;
  });
}

bool are_solicitation_keywords(std::string_view list) {
  constexpr std::size_t longest = 1000;
  if (list.size() > longest) return false;
  for (std::size_t at = 0; at <= list.size();) {
    const std::size_t comma = std::min(list.find(',', at), list.size());
    if (!is_solicitation_keyword(list.substr(at, comma - at))) return false;
    at = comma + 1;
  }
  return true;
}

bool is_deliver_by_offer(std::string_view parameter) {
  const std::string_view minimum = parameter.substr(0, parameter.find(','));
  if (minimum.size() > most_digits || !are_digits(minimum)) return false;
  for (std::string_view rest = parameter.substr(minimum.size()); !rest.empty();) {
    rest.remove_prefix(1);  // the comma
    const std::string_view token = rest.substr(0, rest.find(','));
    if (token.empty()) return false;
    rest.remove_prefix(token.size());
  }
  return true;
}

bool is_limit(std::string_view parameter) {
  const std::size_t equals = parameter.find('=');
  const std::string_view name = parameter.substr(0, equals);
  const bool is_named = !name.empty() && std::all_of(name.begin(), name.end(), [](char one) {
    return (one >= 'A' && one <= 'Z') || (one >= 'a' && one <= 'z') || (one >= '0' && one <= '9') ||
           one == '-' || one == '_';
  });
  if (!is_named || equals == parameter.npos) return is_named;
  const std::string_view value = parameter.substr(equals + 1);
  return !value.empty() && std::all_of(value.begin(), value.end(),
                                       [](char one) { return one > ' ' && one < 0x7F && one != ';'; });
}

bool is_limit_number(std::string_view value) {
  return !value.empty() && value.size() <= 6 && are_digits(value) && value.front() != '0';
}

}  // namespace smtpspec::smtp

#include "smtp/command.hpp"

#include <algorithm>

namespace smtpspec::smtp {
namespace {

bool is_upper(char octet) {
  return octet >= 'A' && octet <= 'Z';
}
bool is_lower(char octet) {
  return octet >= 'a' && octet <= 'z';
}
bool is_alphanumeric(char octet) {
  return is_upper(octet) || is_lower(octet) || (octet >= '0' && octet <= '9');
}

char raised(char octet) {
  return is_lower(octet) ? static_cast<char>(octet - 'a' + 'A') : octet;
}

// esmtp-keyword = (ALPHA / DIGIT) *(ALPHA / DIGIT / "-")
bool is_esmtp_keyword(std::string_view word) {
  return !word.empty() && is_alphanumeric(word.front()) &&
         std::all_of(word.begin(), word.end(),
                     [](char octet) { return is_alphanumeric(octet) || octet == '-'; });
}

// esmtp-value = 1*(%d33-60 / %d62-126); RFC 6531 3.3: esmtp-value =/ UTF8-non-ascii
bool is_esmtp_value(std::string_view value) {
  if (value.empty()) return false;
  while (!value.empty()) {
    const char first = value.front();
    const bool ascii = first > ' ' && first < 0x7F && first != '=';
    const std::size_t length = ascii ? 1 : utf8_non_ascii(value);
    if (length == 0) return false;
    value.remove_prefix(length);
  }
  return true;
}

// esmtp-param = esmtp-keyword ["=" esmtp-value]
std::optional<Parameter> esmtp_param(std::string_view octets) {
  const std::size_t equals = octets.find('=');
  const std::string_view keyword = octets.substr(0, equals);
  if (!is_esmtp_keyword(keyword)) return std::nullopt;
  Parameter parameter{.keyword = upper(keyword)};
  if (equals == std::string_view::npos) return parameter;
  const std::string_view value = octets.substr(equals + 1);
  if (!is_esmtp_value(value)) return std::nullopt;
  parameter.value = value;
  return parameter;
}

// [SP Mail-parameters], Mail-parameters = esmtp-param *(SP esmtp-param)
bool read_parameters(std::string_view octets, std::vector<Parameter>& parameters) {
  while (!octets.empty()) {
    if (octets.front() != ' ') return false;
    octets.remove_prefix(1);
    const std::string_view word = octets.substr(0, octets.find(' '));
    std::optional<Parameter> parameter = esmtp_param(word);
    if (!parameter) return false;
    parameters.push_back(std::move(*parameter));
    octets.remove_prefix(word.size());
  }
  return true;
}

bool is_path_for(const Path& path, std::string_view keyword) {
  // Reverse-path = Path / "<>"; behind RCPT TO: stands "<Postmaster>" or a Forward-path = Path.
  return equal_ignoring_case(keyword, "FROM") ? !path.is_postmaster() : !path.is_null();
}

}  // namespace

std::string lower(std::string_view octets) {
  std::string copy(octets);
  for (char& octet : copy)
    if (is_upper(octet)) octet = static_cast<char>(octet - 'A' + 'a');
  return copy;
}

std::string upper(std::string_view octets) {
  std::string copy(octets);
  for (char& octet : copy) octet = raised(octet);
  return copy;
}

bool equal_ignoring_case(std::string_view left, std::string_view right) {
  return std::equal(left.begin(), left.end(), right.begin(), right.end(),
                    [](char one, char other) { return raised(one) == raised(other); });
}

Command parse_command(std::string_view line) {
  line = line.substr(0, line.find_last_not_of(" \t") + 1);
  const std::size_t blank = line.find(' ');
  Command command{.verb = upper(line.substr(0, blank))};
  if (blank == std::string_view::npos) return command;
  command.argument = line.substr(blank + 1);
  command.has_argument = true;
  return command;
}

bool operator==(const Parameter& left, const Parameter& right) {
  return left.keyword == right.keyword && left.value == right.value;
}

const Parameter* PathArgument::find(std::string_view keyword) const {
  const auto found = std::find_if(parameters.begin(), parameters.end(), [&](const Parameter& one) {
    return equal_ignoring_case(one.keyword, keyword);
  });
  return found == parameters.end() ? nullptr : &*found;
}

std::string_view describe(ArgumentDefect defect) {
  switch (defect) {
    case ArgumentDefect::missing_from_or_to:
      return "FROM: or TO: is missing";
    case ArgumentDefect::blank_before_path:
      return "no blank may stand before the path";
    case ArgumentDefect::bad_path:
      return "this is no path";
    case ArgumentDefect::bad_parameter:
      return "this is no parameter";
  }
  return "";
}

PathArgumentReading parse_path_argument(std::string_view argument, std::string_view keyword) {
  const auto refused = [](ArgumentDefect defect) {
    return PathArgumentReading{.defect = defect};
  };
  if (!equal_ignoring_case(argument.substr(0, keyword.size()), keyword) ||
      !argument.substr(keyword.size()).starts_with(':'))
    return refused(ArgumentDefect::missing_from_or_to);
  argument.remove_prefix(keyword.size() + 1);
  if (argument.starts_with(' ') || argument.starts_with('\t'))
    return refused(ArgumentDefect::blank_before_path);
  std::string_view rest;
  std::optional<Path> path = parse_path(argument, rest);
  if (!path || !is_path_for(*path, keyword)) return refused(ArgumentDefect::bad_path);
  PathArgument read{.path = std::move(*path)};
  if (!read_parameters(rest, read.parameters)) return refused(ArgumentDefect::bad_parameter);
  return {.argument = std::move(read)};
}

}  // namespace smtpspec::smtp

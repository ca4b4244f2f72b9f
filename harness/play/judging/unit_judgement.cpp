#include <fmt/format.h>

#include <algorithm>

#include "play/judging/delivered_content.hpp"
#include "play/judging/judgement.hpp"
#include "sasl/base64.hpp"
#include "smtp/command.hpp"
#include "smtp/xtext.hpp"
#include "text/visible.hpp"
#include "watch/base64.hpp"

namespace smtpspec::play {
namespace {

using namespace scenario;

bool takes_path(std::string_view verb) {
  return verb == "MAIL" || verb == "RCPT";
}

bool same_path(const smtp::Path& left, const smtp::Path& right) {
  return left.local_part == right.local_part && smtp::equal_ignoring_case(left.domain, right.domain);
}

const smtp::Parameter* find(const std::vector<smtp::Parameter>& parameters, std::string_view keyword) {
  const auto found = std::find_if(parameters.begin(), parameters.end(),
                                  [&](const auto& one) { return one.keyword == keyword; });
  return found == parameters.end() ? nullptr : &*found;
}

// What ENVID and ORCPT stand for counts, and not which octets of it are written as +XX. An address is
// compared without regard to case, since its domain and its type are.
bool same_value(std::string_view keyword, const std::string& wanted, const std::string& got) {
  if (keyword != "ENVID" && keyword != "ORCPT") return smtp::equal_ignoring_case(wanted, got);
  const auto left = smtp::decode_xtext(wanted), right = smtp::decode_xtext(got);
  if (!left || !right) return smtp::equal_ignoring_case(wanted, got);
  return keyword == "ENVID" ? left == right : smtp::equal_ignoring_case(*left, *right);
}

// with and without
std::optional<std::string> parameter_mismatch(const ParameterExpected& expected,
                                              const smtp::PathArgument& got, Values& values) {
  const smtp::Parameter* parameter = got.find(expected.keyword);
  if (!expected.present)
    return parameter ? std::optional(fmt::format("it has the parameter {}", expected.keyword)) : std::nullopt;
  if (!parameter) return fmt::format("it has no parameter {}", expected.keyword);
  if (!expected.value) return std::nullopt;
  const auto value = values.text(*expected.value);
  if (!value) return std::string();
  const bool same = parameter->value && same_value(expected.keyword, *value, *parameter->value);
  return same ? std::nullopt : std::optional(fmt::format("{} is not {}", expected.keyword, *value));
}

std::optional<std::string> path_mismatch(const CommandExpected& expected, const std::string& wanted_argument,
                                         const smtp::Command& command, Values& values) {
  const std::string_view keyword = command.verb == "MAIL" ? "FROM" : "TO";
  const auto got = smtp::parse_path_argument(command.argument, keyword);
  if (!got.argument) return fmt::format("it can't be read: {}", describe(got.defect));
  smtp::PathArgument wanted;
  if (!wanted_argument.empty()) {
    const auto reading = smtp::parse_path_argument(wanted_argument, keyword);
    if (!reading.argument)
      return fmt::format("the scenario's own argument can't be read: {}", wanted_argument);
    wanted = *reading.argument;
    if (!same_path(wanted.path, got.argument->path)) return "the path differs";
  }
  for (const smtp::Parameter& one : wanted.parameters) {
    const smtp::Parameter* there = got.argument->find(one.keyword);
    if (!there) return fmt::format("it has no parameter {}", one.keyword);
    if (there->value != one.value) return fmt::format("its parameter {} differs", one.keyword);
  }
  for (const smtp::Parameter& one : got.argument->parameters)
    if (!expected.open && !find(wanted.parameters, one.keyword))
      return fmt::format("it has the parameter {}", one.keyword);
  for (const ParameterExpected& one : expected.parameters)
    if (auto why = parameter_mismatch(one, *got.argument, values)) return why;
  return std::nullopt;
}

std::optional<std::string> mail_data_mismatch(const MailDataExpected& expected, const Unit& unit,
                                              Values& values) {
  if (unit.kind != Unit::Kind::mail_data) return std::string();
  if (expected.what == MailDataExpected::What::any) return std::nullopt;
  if (expected.what == MailDataExpected::What::empty)
    return unit.content.empty() ? std::nullopt
                                : std::optional(fmt::format("{} octets were sent", unit.content.size()));
  const OctetSourcePtr source = values.content(expected.content, false);
  if (!source) return std::string();
  const std::string difference = compare_contents(*source, unit.content, false).body;
  return difference.empty() ? std::nullopt : std::optional(difference);
}

std::optional<std::string> response_mismatch(const ResponseExpected& expected, const Unit& unit,
                                             Values& values) {
  if (unit.kind != Unit::Kind::response) return std::string();
  std::string_view line = unit.octets;
  if (line.ends_with('\n')) line.remove_suffix(1);
  if (line.ends_with('\r')) line.remove_suffix(1);
  if (expected.cancels) return line == "*" ? std::nullopt : std::optional<std::string>("it does not cancel");
  if (line == "*") return "it cancels";
  if (!watch::is_sasl_response(line)) return "it is no response in base64";
  if (!expected.decodes) return std::nullopt;
  const auto wanted = values.text(*expected.decodes);
  if (!wanted) return std::string();
  const auto got = sasl::decode_base64(line);
  if (got == wanted) return std::nullopt;
  return fmt::format("it decodes as '{}'", text::visible_cut(got.value_or(""), 100));
}

// QUIT in place of a response: whoever says so takes leave, too. That it is no response is a wire rule's.
bool gives_up(const Unit& unit) {
  if (unit.kind != Unit::Kind::response) return false;
  const std::string_view line = unit.octets;
  return smtp::equal_ignoring_case(line.substr(0, line.find_last_not_of("\r\n") + 1), "QUIT");
}

// The name of a mechanism is known in any case (RFC 4954 section 8), base64 is not.
bool same_auth(std::string_view wanted, std::string_view got, bool open) {
  const std::size_t blank = std::min(wanted.find(' '), wanted.size());
  if (!smtp::equal_ignoring_case(got.substr(0, blank), wanted.substr(0, blank))) return false;
  const std::string_view rest = got.substr(std::min(blank, got.size()));
  return open ? rest.starts_with(wanted.substr(blank)) : rest == wanted.substr(blank);
}

}  // namespace

std::optional<std::string> command_mismatch(const CommandExpected& expected, const Unit& unit,
                                            Values& values) {
  const smtp::Command& command = unit.command;
  if (expected.verb == "QUIT" && gives_up(unit)) return std::nullopt;
  if (unit.kind != Unit::Kind::command || command.verb != expected.verb) return std::string();
  const auto argument = values.text(expected.argument);
  if (!argument) return std::string();
  if (takes_path(command.verb)) return path_mismatch(expected, *argument, command, values);
  const std::string_view got = command.argument;
  if (command.verb == "AUTH")
    return same_auth(*argument, got, expected.open) ? std::nullopt
                                                    : std::optional<std::string>("its argument differs");
  const bool fits = expected.open ? smtp::equal_ignoring_case(got.substr(0, argument->size()), *argument)
                                  : smtp::equal_ignoring_case(got, *argument);
  return fits ? std::nullopt : std::optional<std::string>("its argument differs");
}

std::optional<std::string> unit_mismatch(const Alternative& alternative, const Unit& unit, Values& values) {
  if (const auto* command = std::get_if<CommandExpected>(&alternative.what))
    return command_mismatch(*command, unit, values);
  if (const auto* data = std::get_if<MailDataExpected>(&alternative.what))
    return mail_data_mismatch(*data, unit, values);
  const auto* response = std::get_if<ResponseExpected>(&alternative.what);
  return response ? response_mismatch(*response, unit, values) : std::string();
}

}  // namespace smtpspec::play

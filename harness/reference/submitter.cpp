#include "reference/submitter.hpp"

#include <array>
#include <span>

#include "reference/header_fields.hpp"
#include "smtp/command.hpp"

namespace smtpspec::reference {
namespace {

// The body of the first field of this name, with its folds.
std::optional<std::string_view> field_body(std::string_view header, std::string_view name) {
  while (!header.empty()) {
    std::size_t end = header.find(crlf);
    while (end != header.npos && end + 2 < header.size() &&
           (header[end + 2] == ' ' || header[end + 2] == '\t'))
      end = header.find(crlf, end + 2);
    const std::string_view field = header.substr(0, end);
    if (is_field(field, name)) return field.substr(name.size() + 1);
    header.remove_prefix(end == header.npos ? header.size() : end + 2);
  }
  return std::nullopt;
}

// The mailbox in brackets, or all of it but the blanks around.
std::string_view address_in(std::string_view body) {
  if (const std::size_t open = body.rfind('<'); open != body.npos) {
    body.remove_prefix(open + 1);
    return body.substr(0, body.find('>'));
  }
  const std::size_t begin = body.find_first_not_of(" \t\r\n");
  if (begin == body.npos) return {};
  return body.substr(begin, body.find_last_not_of(" \t\r\n") + 1 - begin);
}

// The address that is responsible for a message according to its header: that of Resent-Sender, Resent-From,
// Sender or From, the first of them that there is.
std::optional<std::string> purported_address(const Behaviour& behaviour, std::string_view content) {
  constexpr std::array<std::string_view, 4> names = {"Resent-Sender", "Resent-From", "Sender", "From"};
  const bool from_alone = behaviour.has(ParameterSlip::submitter_in_from_alone);
  const std::string_view header = content.substr(0, content.find("\r\n\r\n"));
  for (const std::string_view name : from_alone ? std::span(names).last(1) : std::span(names))
    if (const auto body = field_body(header, name))
      if (const std::string_view address = address_in(*body); !address.empty()) return std::string(address);
  return std::nullopt;
}

}  // namespace

std::optional<Situation> judge_submitter(const Behaviour& behaviour, const Sender& sender,
                                         std::string_view content) {
  if (!sender.submitter || !behaviour.compares_submitters) return std::nullopt;
  const auto address = purported_address(behaviour, content);
  if (!address)
    return behaviour.has(ParameterSlip::submitter_for_nobody) ? std::nullopt
                                                              : std::optional(Situation::submitter_missing);
  const bool same = smtp::equal_ignoring_case(*address, *sender.submitter);
  if (same || behaviour.has(ParameterSlip::submitter_not_compared)) return std::nullopt;
  return Situation::submitter_differs;
}

}  // namespace smtpspec::reference

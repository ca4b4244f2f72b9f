#include "reference/submitter.hpp"

#include <array>
#include <span>

#include "reference/header_fields.hpp"
#include "smtp/command.hpp"

namespace smtpspec::reference {
namespace {

// The mailbox in brackets, or all of it but the blanks around.
std::string_view address_in(std::string_view body) {
  if (const std::size_t open = body.rfind('<'); open != body.npos) {
    body.remove_prefix(open + 1);
    return body.substr(0, body.find('>'));
  }
  return without_blanks(body);
}

// The address that is responsible for a message according to its header: that of Resent-Sender, Resent-From,
// Sender or From, the first of them that there is.
std::optional<std::string> purported_address(const Behaviour& behaviour, std::string_view content) {
  constexpr std::array<std::string_view, 4> names = {"Resent-Sender", "Resent-From", "Sender", "From"};
  const bool from_alone = behaviour.has(ParameterSlip::submitter_in_from_alone);
  for (const std::string_view name : from_alone ? std::span(names).last(1) : std::span(names))
    if (const auto bodies = field_bodies(content, name); !bodies.empty())
      if (const std::string_view address = address_in(bodies.front()); !address.empty())
        return std::string(address);
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

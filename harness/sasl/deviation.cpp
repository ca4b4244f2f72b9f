#include "sasl/deviation.hpp"

#include <algorithm>

#include "sasl/base64.hpp"

namespace smtpspec::sasl {
namespace {

std::span<const Deviation> deviations_by(Speaker speaker) {
  return speaker == Speaker::client ? client_deviations() : server_deviations();
}

bool concerns(const Deviation& deviation, Mechanism mechanism) {
  return std::find(deviation.mechanisms.begin(), deviation.mechanisms.end(), mechanism) !=
         deviation.mechanisms.end();
}

// Where an attribute stands in a message: its letter and its end. The end twice where it has none.
struct Stretch {
  std::size_t begin, end;
};

Stretch find_attribute(std::string_view message, char attribute) {
  for (std::size_t at = 0; at < message.size();) {
    const std::size_t end = std::min(message.find(',', at), message.size());
    if (end - at >= 2 && message[at] == attribute && message[at + 1] == '=') return {at, end};
    at = end + 1;
  }
  return {message.size(), message.size()};
}

}  // namespace

std::vector<std::string_view> deviations_of(Speaker speaker, Mechanism mechanism) {
  std::vector<std::string_view> names;
  for (const Deviation& one : deviations_by(speaker))
    if (concerns(one, mechanism)) names.push_back(one.name);
  return names;
}

const Deviation* find_deviation(Speaker speaker, Mechanism mechanism, std::string_view name) {
  for (const Deviation& one : deviations_by(speaker))
    if (one.name == name && concerns(one, mechanism)) return &one;
  return nullptr;
}

std::string with_attribute(std::string_view message, char attribute, std::string_view value) {
  const Stretch there = find_attribute(message, attribute);
  if (there.begin == there.end) return std::string(message);
  std::string changed(message.substr(0, there.begin + 2));
  return changed.append(value).append(message.substr(there.end));
}

std::string without_attribute(std::string_view message, char attribute) {
  const Stretch there = find_attribute(message, attribute);
  std::string changed(message.substr(0, there.begin));
  std::string_view rest = message.substr(there.end);
  if (there.begin == there.end) return changed;
  if (!rest.empty())
    rest.remove_prefix(1);
  else if (changed.ends_with(','))
    changed.pop_back();
  return changed.append(rest);
}

std::string attribute_of(std::string_view message, char attribute) {
  const Stretch there = find_attribute(message, attribute);
  return there.begin == there.end ? ""
                                  : std::string(message.substr(there.begin + 2, there.end - there.begin - 2));
}

std::string reply_line(const ServerStep& step) {
  switch (step.kind) {
    case ServerStep::Kind::challenge:
      return "334 " + encode_base64(step.challenge);
    case ServerStep::Kind::success:
      return "235 2.7.0 welcome";
    case ServerStep::Kind::failure:
      break;
  }
  return "535 5.7.8 credentials invalid";
}

}  // namespace smtpspec::sasl

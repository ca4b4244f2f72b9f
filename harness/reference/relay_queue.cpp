#include "reference/relay_queue.hpp"

#include <algorithm>

#include "smtp/command.hpp"

namespace smtpspec::reference {
namespace {

const smtp::Parameter* find_parameter(const std::vector<smtp::Parameter>& all, std::string_view keyword) {
  const auto found = std::find_if(all.begin(), all.end(),
                                  [&](const smtp::Parameter& one) { return one.keyword == keyword; });
  return found == all.end() ? nullptr : &*found;
}

std::string value_of(const smtp::Parameter* parameter) {
  return parameter ? parameter->value.value_or("") : "";
}

}  // namespace

std::string QueuedRecipient::value(std::string_view keyword) const {
  return value_of(find_parameter(parameters, keyword));
}

const smtp::Parameter* QueuedMessage::parameter(std::string_view keyword) const {
  return find_parameter(message.mail_parameters, keyword);
}

std::string QueuedMessage::value(std::string_view keyword) const {
  return value_of(parameter(keyword));
}

bool QueuedMessage::has(QueuedRecipient::State state) const {
  return std::any_of(recipients.begin(), recipients.end(),
                     [&](const QueuedRecipient& one) { return one.state == state; });
}

std::string domain_of(std::string_view mailbox) {
  const std::size_t at = mailbox.rfind('@');
  return at == mailbox.npos ? "" : std::string(mailbox.substr(at + 1));
}

std::vector<std::size_t> take_due(const RelayBehaviour& behaviour, QueuedMessage& message) {
  using State = QueuedRecipient::State;
  auto& all = message.recipients;
  std::vector<std::size_t> due;
  for (std::size_t i = 0; i < all.size(); ++i)
    if (all[i].state == State::due) due.push_back(i);
  if (due.empty()) return due;
  const std::size_t first = behaviour.has(RelayHabit::last_domain_first) ? due.back() : due.front();
  const std::string domain = domain_of(all[first].forward_path);
  std::erase_if(due, [&](std::size_t one) {
    return !smtp::equal_ignoring_case(domain_of(all[one].forward_path), domain);
  });
  if (behaviour.has(RelayHabit::session_for_each_recipient)) due.resize(1);
  for (const std::size_t one : due) {
    all[one].state = State::under_way;
    ++all[one].attempts;
  }
  return due;
}

}  // namespace smtpspec::reference

// Behind the 250 to ATRN the server is the client (RFC 2645 section 5.3).
#include <algorithm>
#include <utility>

#include "reference/server.hpp"
#include "smtp/path.hpp"

namespace smtpspec::reference {
namespace {

bool is_a_customer(const Behaviour& behaviour, std::string_view forward_path) {
  const std::string_view domain = forward_path.substr(forward_path.rfind('@') + 1);
  return std::any_of(behaviour.customer_domains.begin(), behaviour.customer_domains.end(),
                     [&](const std::string& one) { return smtp::equal_ignoring_case(one, domain); });
}

}  // namespace

void Server::turn() {
  phase_ = Phase::turned;
  reversal_.emplace(behaviour_, session_.waiting, session_.asked_domains);
  if (behaviour_.has(ReversalSlip::greets)) answer(Situation::service_ready);
  follow_reversal(reversal_->begin());
  const std::string early = input_.take(input_.pending().size());
  if (!early.empty()) follow_reversal(reversal_->receive(early));
}

void Server::follow_reversal(ClientOutput output) {
  said_ += output.octets;
  if (!output.close) return;
  if (!behaviour_.has(ReversalSlip::turns_back)) return close();
  phase_ = Phase::commands;
  answer(Situation::service_ready);
}

// Recipients whose mail waits are none that it is delivered to.
void Server::keep_for_customers(Message& message) {
  std::vector<std::string>& paths = message.forward_paths;
  for (std::size_t at = 0; at < paths.size();) {
    if (!is_a_customer(behaviour_, paths[at])) {
      ++at;
      continue;
    }
    session_.waiting.push_back({message.reverse_path, paths[at], message.content});
    paths.erase(paths.begin() + static_cast<std::ptrdiff_t>(at));
    message.recipient_parameters.erase(message.recipient_parameters.begin() +
                                       static_cast<std::ptrdiff_t>(at));
  }
}

}  // namespace smtpspec::reference

#include "reference/client_submission.hpp"

#include <algorithm>

namespace smtpspec::reference {

bool operator==(const RecipientReport& left, const RecipientReport& right) {
  return left.forward_path == right.forward_path && left.delivery == right.delivery &&
         left.reason == right.reason;
}

bool operator==(const Report& left, const Report& right) {
  return left.recipients == right.recipients;
}

Delivery Report::overall() const {
  const auto any = [&](Delivery delivery) {
    return std::any_of(recipients.begin(), recipients.end(),
                       [&](const RecipientReport& one) { return one.delivery == delivery; });
  };
  if (any(Delivery::refused)) return Delivery::refused;
  return any(Delivery::deferred) ? Delivery::deferred : Delivery::delivered;
}

}  // namespace smtpspec::reference

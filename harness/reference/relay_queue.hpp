// The queue of the reference relay: messages that it is responsible for, and what became of each recipient.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "reference/delivery_report.hpp"
#include "reference/relay_behaviour.hpp"
#include "reference/server.hpp"

namespace smtpspec::reference {

struct QueuedRecipient {
  enum class State { due, under_way, deferred, done };
  std::string forward_path;
  std::vector<smtp::Parameter> parameters;  // as RCPT had them
  State state = State::due;
  int attempts = 0;
  bool delivered = false;
  bool told_of_delay = false;
  bool told_of_lateness = false;  // BY with mode N
  std::string trouble;            // of the latest attempt

  // Empty without the parameter.
  std::string value(std::string_view keyword) const;
};

struct QueuedMessage {
  std::size_t id = 0;
  Message message;  // with what the relay puts on top
  std::vector<QueuedRecipient> recipients;
  long taken_at = 0;  // by the relay's clock
  std::vector<ReportedRecipient> to_be_reported;
  bool is_report = false;
  bool needs_smtputf8 = false;                   // of a report
  std::optional<std::string> seven_bit_content;  // the same

  const smtp::Parameter* parameter(std::string_view keyword) const;
  std::string value(std::string_view keyword) const;
  bool has(QueuedRecipient::State state) const;
};

// What stands behind the last @; empty without one.
std::string domain_of(std::string_view mailbox);

// Places of the recipients that the next session takes, all of one domain: now under way. Empty: nobody is
// due.
std::vector<std::size_t> take_due(const RelayBehaviour& behaviour, QueuedMessage& message);

}  // namespace smtpspec::reference

// Which reports are due: RFC 3461 section 5.2, RFC 2852 section 4.1 and RFC 8689 section 5.
#pragma once

#include <string>
#include <vector>

#include "reference/delivery_report.hpp"
#include "reference/relay_queue.hpp"
#include "smtp/extensions.hpp"

namespace smtpspec::reference {

bool is_failure_due(const RelayBehaviour& behaviour, const QueuedMessage& message,
                    const QueuedRecipient& recipient);
bool is_delay_due(const RelayBehaviour& behaviour, const QueuedRecipient& recipient);
// That the time of a BY with mode N has passed.
bool is_lateness_due(const QueuedRecipient& recipient);
bool is_success_due(const QueuedRecipient& recipient);
// That it was relayed, to a next hop that offered this.
bool is_relaying_due(const RelayBehaviour& behaviour, const QueuedMessage& message,
                     const QueuedRecipient& recipient, const smtp::Extensions& offered);

// What a report says of a recipient whose latest trouble, or acceptance, this was.
ReportedRecipient reported(const QueuedRecipient& recipient, ReportAction action, const std::string& words);

// The reports about what is to be reported, each as a message to be queued; `id` is the first one's.
std::vector<QueuedMessage> reports_about(const RelayBehaviour& behaviour, const QueuedMessage& message,
                                         std::size_t id, long now);

}  // namespace smtpspec::reference

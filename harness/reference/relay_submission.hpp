// What the reference relay asks its client to send: a queued message for some of its recipients, with what is
// passed on of its envelope (RFC 3461 section 5.2, RFC 2852 4.1.4, RFC 3885 3.3, RFC 4954 5).
#pragma once

#include <cstddef>
#include <vector>

#include "reference/client_submission.hpp"
#include "reference/relay_queue.hpp"

namespace smtpspec::reference {

// `age`: seconds since the message was taken in.
Submission submission_of(const RelayBehaviour& behaviour, const QueuedMessage& message,
                         const std::vector<std::size_t>& recipients, long age);

}  // namespace smtpspec::reference

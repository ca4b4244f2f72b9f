// ServerAction: what the player of the server's side wants next. The driver performs it and answers with an
// event.
#pragma once

#include <chrono>
#include <string>
#include <variant>
#include <vector>

#include "play/action.hpp"
#include "play/submission_order.hpp"
#include "scenario/expectation.hpp"

namespace smtpspec::play {

// Start the client on this submission. Answer: Done or Broken.
struct Submit {
  SubmissionOrder order;
};

// Wait for the client's next connection, or for its end. Answer: Accepted, ClientEnded, DeadlinePassed or
// Broken.
struct Accept {
  std::chrono::milliseconds within;
};

// Answer: TlsEstablished, TlsFailed, DeadlinePassed or Broken. Everything sent before is on the wire first.
struct ServeTls {
  std::chrono::milliseconds within;
  scenario::Certificate presenting = scenario::Certificate::good;
  std::vector<std::string> versions;  // "1.2": what is offered; empty: what OpenSSL does
};

// The others are those of Action, with the same answers.
using ServerAction =
    std::variant<Submit, Accept, Send, Receive, ServeTls, Pause, HalfClose, Close, Abort, Finish>;

}  // namespace smtpspec::play

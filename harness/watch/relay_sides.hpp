// A relay is a server where mail is handed in, and a client in each connection by which it sends mail on or
// back: its transcript, taken apart into these conversations.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "result/transcript.hpp"
#include "watch/findings.hpp"

namespace smtpspec::watch {

struct Conversation {
  std::string leg;  // "in", "out", "out 2"
  result::Side relay_is = result::Side::server;
  result::Transcript transcript;
  std::vector<std::size_t> places;  // of its entries, in the transcript of the case
};

// In the order in which they began.
std::vector<Conversation> conversations_of(const result::Transcript& transcript);

// What the rules of both sides find, each in the conversations that it is about.
Findings seen_of_relay(const result::Transcript& transcript);

}  // namespace smtpspec::watch

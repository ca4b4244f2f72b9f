// Recorder: stands between a client and a server, passes on what each of them sends, and writes it down.
// `smtpspec record` stands on it.
#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <string>

#include "net/endpoint.hpp"

namespace smtpspec::run {

struct Recorded {
  std::size_t number = 1;  // of the session, in the order in which they began
  std::string transcript;  // in the notation that draft::read_dialogue reads
  bool is_hidden = false;  // TLS hid the session, or what came behind STARTTLS
  bool is_whole = true;    // it ended because one of the two ended it
  std::string trouble;     // why there was none: the server can't be reached
};

struct RecorderOptions {
  net::Endpoint listen;                               // numeric; port 0: a free one
  net::Endpoint server;                               // numeric
  std::size_t sessions = 1;                           // how many; 0: until it is interrupted
  std::chrono::milliseconds wait{600'000};            // for a client
  std::chrono::milliseconds silence{300'000};         // nothing said by either side: the session is given up
  bool without_starttls = false;                      // take it out of what the server offers
  std::function<void(const net::Endpoint&)> listens;  // where; once
  std::function<void(Recorded)> ended;                // a session has
  std::function<bool()> interrupted;                  // asked often
};

// Blocks to the end; how many sessions there were. Throws std::runtime_error if it can't listen.
std::size_t record(const RecorderOptions& options);

}  // namespace smtpspec::run

// SendOptions: what a person typed behind `smtpspec send`.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

#include "reference/client_behaviour.hpp"
#include "reference/client_submission.hpp"

namespace CLI {
class App;
}

namespace smtpspec::cli {

struct SendOptions {
  std::string host = "127.0.0.1";
  std::uint16_t port = 25;
  std::string tls = "opportunistic";
  std::string server_name;  // in SNI and the certificate; empty: the host
  std::string trust;        // a file of PEM certificates
  std::string transfer = "data";
  std::string body = "7bit";
  std::string unfit = "convert";
  std::string user, password;
  std::string client_name = "client.test";
  reference::Submission submission;  // but for its content
  std::string message = "-";         // a file; "-": standard input
  std::vector<std::string> faults, variants;
  bool list_faults = false;
  bool list_variants = false;
  bool allow_remote = false;
  bool quiet = false;
  std::int64_t within = 60'000, altogether = 600'000;  // milliseconds
};

// The subcommand `send`. The options outlive the app.
CLI::App* add_send(CLI::App& app, SendOptions& options);

// What the client is to be like, without its faults and variants.
reference::ClientBehaviour behaviour_of(const SendOptions& options);
// The submission, with its content as it is in `message`.
reference::Submission submission_of(const SendOptions& options, std::string message);

}  // namespace smtpspec::cli

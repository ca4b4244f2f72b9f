// WildServer: a server that misbehaves on purpose, on a free port of this machine, until it goes.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <string>
#include <thread>
#include <vector>

namespace smtpspec::support {

// One connection as such a server sees it. Blocking; everything ends when the server goes.
class WildConnection {
 public:
  explicit WildConnection(int descriptor) : descriptor_(descriptor) {}
  // False once the client is gone.
  bool say(const std::string& octets) const;
  // The next line with its end; empty once the client is gone.
  std::string hear_line();
  void reset() const;  // RST instead of FIN at the end

 private:
  int descriptor_;
  std::string heard_;
};

class WildServer {
 public:
  // `serve` is run for each connection in a thread of its own; the connection is closed behind it.
  explicit WildServer(std::function<void(WildConnection&)> serve);
  ~WildServer();
  WildServer(const WildServer&) = delete;
  WildServer& operator=(const WildServer&) = delete;

  std::uint16_t port() const { return port_; }
  std::string address() const { return "127.0.0.1:" + std::to_string(port_); }
  std::size_t connections() const { return connections_; }
  // Takes no more connections: whoever comes is refused.
  void stop_listening();

 private:
  void accept_all();

  std::function<void(WildConnection&)> serve_;
  int listener_ = -1;
  std::uint16_t port_ = 0;
  std::atomic<std::size_t> connections_{0};
  std::atomic<bool> going_{false};
  std::vector<std::pair<int, std::jthread>> sessions_;
  std::jthread acceptor_;
};

}  // namespace smtpspec::support

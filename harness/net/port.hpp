// PortReservation: a free port that stays ours until a target takes it.
#pragma once

#include <cstdint>
#include <string>

namespace smtpspec::net {

// Holds a port of 127.0.0.1, and of ::1 where the machine has it, without listening on it: a connection to it
// is refused, nobody is given it by chance, but a server that sets SO_REUSEADDR (as nearly all do) can bind
// it and listen while it is held. For a server that doesn't, release it right before the start.
class PortReservation {
 public:
  // Throws std::system_error if there is no port.
  PortReservation();
  ~PortReservation();
  PortReservation(PortReservation&&) noexcept;
  PortReservation& operator=(PortReservation&&) noexcept;

  std::uint16_t port() const { return port_; }
  void release();

 private:
  int v4_ = -1;
  int v6_ = -1;
  std::uint16_t port_ = 0;
};

// Whether a socket can be bound to this numeric address: on a machine without IPv6, ::1 can't.
bool can_listen_on(const std::string& address);

}  // namespace smtpspec::net

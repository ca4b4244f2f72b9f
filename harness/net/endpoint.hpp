// Endpoint: where a server listens.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace smtpspec::net {

// A TCP port of a host. The host is a name or a numeric address, IPv6 without brackets.
struct Endpoint {
  std::string host;
  std::uint16_t port = 0;

  std::string str() const;  // "127.0.0.1:25", "[::1]:25"
};

bool operator==(const Endpoint&, const Endpoint&);

// Reads HOST:PORT or [IPV6]:PORT. Empty if it is neither, or the port is no number from 1 to 65535.
std::optional<Endpoint> parse_endpoint(std::string_view text);

// Every numeric endpoint the host stands for, in the system's order; at least one. Blocks while a name is
// looked up. Throws std::runtime_error for a host that can't be found.
std::vector<Endpoint> resolve(const Endpoint& endpoint);

// Whether the numeric address never leaves this machine (127.0.0.0/8, ::1, and the former written as IPv6).
// False for a name: resolve it first.
bool is_loopback(const Endpoint& endpoint);

}  // namespace smtpspec::net

#include "net/port.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>
#include <utility>

namespace smtpspec::net {

namespace {

// SO_REUSEADDR comes behind bind(): the kernel then keeps the port to us when others ask for any port, and
// still lets a server in that asks for this one with the option set.
void let_servers_in(int socket) {
  const int on = 1;
  ::setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
}

int bind_v4(std::uint16_t& port) {
  const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  auto* generic = reinterpret_cast<sockaddr*>(&address);
  if (socket < 0 || ::bind(socket, generic, size) != 0 || ::getsockname(socket, generic, &size) != 0) {
    const int error = errno;
    ::close(socket);
    throw std::system_error(error, std::generic_category(), "can't reserve a port");
  }
  let_servers_in(socket);
  port = ntohs(address.sin_port);
  return socket;
}

// -1 where there is no IPv6, -2 where another has this port.
int bind_v6(std::uint16_t port) {
  const int socket = ::socket(AF_INET6, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (socket < 0) return -1;
  const int on = 1;
  ::setsockopt(socket, IPPROTO_IPV6, IPV6_V6ONLY, &on, sizeof on);
  sockaddr_in6 address{};
  address.sin6_family = AF_INET6;
  address.sin6_addr = in6addr_loopback;
  address.sin6_port = htons(port);
  if (::bind(socket, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0) {
    const bool taken = errno == EADDRINUSE;
    ::close(socket);
    return taken ? -2 : -1;
  }
  let_servers_in(socket);
  return socket;
}

}  // namespace

bool can_listen_on(const std::string& address) {
  const bool is_v6 = address.find(':') != std::string::npos;
  sockaddr_storage storage{};
  auto* v4 = reinterpret_cast<sockaddr_in*>(&storage);
  auto* v6 = reinterpret_cast<sockaddr_in6*>(&storage);
  storage.ss_family = is_v6 ? AF_INET6 : AF_INET;
  void* target = is_v6 ? static_cast<void*>(&v6->sin6_addr) : static_cast<void*>(&v4->sin_addr);
  if (::inet_pton(storage.ss_family, address.c_str(), target) != 1) return false;
  const int socket = ::socket(storage.ss_family, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (socket < 0) return false;
  const bool bound =
      ::bind(socket, reinterpret_cast<sockaddr*>(&storage), is_v6 ? sizeof *v6 : sizeof *v4) == 0;
  ::close(socket);
  return bound;
}

PortReservation::PortReservation() {
  for (int attempt = 0; attempt < 32; ++attempt) {
    release();
    v4_ = bind_v4(port_);
    v6_ = bind_v6(port_);
    if (v6_ != -2) return;
  }
  release();
  throw std::system_error(EADDRINUSE, std::generic_category(), "can't reserve a port");
}

PortReservation::~PortReservation() {
  release();
}

PortReservation::PortReservation(PortReservation&& other) noexcept
    : v4_(std::exchange(other.v4_, -1)), v6_(std::exchange(other.v6_, -1)), port_(other.port_) {}

PortReservation& PortReservation::operator=(PortReservation&& other) noexcept {
  std::swap(v4_, other.v4_);
  std::swap(v6_, other.v6_);
  std::swap(port_, other.port_);
  return *this;
}

void PortReservation::release() {
  if (v4_ >= 0) ::close(v4_);
  if (v6_ >= 0) ::close(v6_);
  v4_ = v6_ = -1;
}

}  // namespace smtpspec::net

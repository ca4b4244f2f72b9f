#include "support/wild_server.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <stdexcept>

namespace smtpspec::support {

bool WildConnection::say(const std::string& octets) const {
  for (std::size_t at = 0; at < octets.size();) {
    const ssize_t count = send(descriptor_, octets.data() + at, octets.size() - at, MSG_NOSIGNAL);
    if (count <= 0) return false;
    at += static_cast<std::size_t>(count);
  }
  return true;
}

std::string WildConnection::hear_line() {
  for (;;) {
    if (const std::size_t end = heard_.find('\n'); end != heard_.npos) {
      std::string line = heard_.substr(0, end + 1);
      heard_.erase(0, end + 1);
      return line;
    }
    std::array<char, 4096> block{};
    const ssize_t count = recv(descriptor_, block.data(), block.size(), 0);
    if (count <= 0) return {};
    heard_.append(block.data(), static_cast<std::size_t>(count));
  }
}

void WildConnection::reset() const {
  const linger at_once{1, 0};
  setsockopt(descriptor_, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
}

WildServer::WildServer(std::function<void(WildConnection&)> serve) : serve_(std::move(serve)) {
  listener_ = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t length = sizeof address;
  auto* generic = reinterpret_cast<sockaddr*>(&address);
  if (bind(listener_, generic, length) != 0 || listen(listener_, 64) != 0 ||
      getsockname(listener_, generic, &length) != 0)
    throw std::runtime_error("no listening socket");
  port_ = ntohs(address.sin_port);
  acceptor_ = std::jthread([this] { accept_all(); });
}

void WildServer::accept_all() {
  while (!going_) {
    const int descriptor = accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
    if (descriptor < 0) return;
    ++connections_;
    sessions_.emplace_back(descriptor, std::jthread([this, descriptor] {
                             WildConnection connection(descriptor);
                             serve_(connection);
                             shutdown(descriptor, SHUT_WR);
                           }));
  }
}

void WildServer::stop_listening() {
  going_ = true;
  shutdown(listener_, SHUT_RDWR);
}

WildServer::~WildServer() {
  stop_listening();
  acceptor_.join();
  for (auto& [descriptor, thread] : sessions_) {
    shutdown(descriptor, SHUT_RDWR);
    thread.join();
    close(descriptor);
  }
  close(listener_);
}

}  // namespace smtpspec::support

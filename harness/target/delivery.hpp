// Deliveries: the oracle that reads what a target has filed.
#pragma once

#include <chrono>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include <boost/asio/awaitable.hpp>

#include "target/profile.hpp"

namespace smtpspec::target {

// Only reads; may be asked from several threads. Places that don't exist (yet) hold nothing. Messages come as
// they were filed, octet for octet; of an mbox, without its separating lines and their quoting (the mboxrd
// form).
class Deliveries {
 public:
  // Of a place without insertions.
  explicit Deliveries(DeliveryPlace place) : place_(std::move(place)) {}

  LineEnds line_ends() const { return place_.line_ends; }

  // Every message that contains the token, as of now.
  std::vector<std::string> messages_with(std::string_view token) const;

  // Waits until there are `expected` of them (at least one), or the time is up. Keep the object alive
  // meanwhile.
  boost::asio::awaitable<std::vector<std::string>> wait_for(std::string token, std::size_t expected,
                                                            std::chrono::milliseconds within) const;
  // Waits as long as this place needs to settle, and at most `within`: only then what is missing will not
  // come.
  boost::asio::awaitable<std::vector<std::string>> settled(std::string token,
                                                           std::chrono::milliseconds within) const;

 private:
  DeliveryPlace place_;
};

// The messages of an mbox file, from its octets.
std::vector<std::string> messages_of_mbox(std::string_view octets);

}  // namespace smtpspec::target

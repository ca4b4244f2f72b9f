// Auth exchange: follows a session and tells which of the client's octets are SASL responses.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "result/transcript.hpp"

namespace smtpspec::result {

// Part of an entry's octets.
struct Stretch {
  std::size_t begin = 0;
  std::size_t end = 0;
};

class AuthExchange {
 public:
  // What of the next entry of the session must not be shown, in order. What is secret in it, as octets that
  // may turn up elsewhere, is added to `secrets`.
  std::vector<Stretch> next(const Entry& entry, std::vector<std::string>& secrets);

 private:
  std::vector<Stretch> of_client(std::string_view octets, std::vector<std::string>& secrets);
  Stretch of_line(std::string_view line, std::vector<std::string>& secrets);
  Stretch of_auth_command(std::string_view line, std::vector<std::string>& secrets);
  void learn(std::string_view response, std::vector<std::string>& secrets);

  std::string mechanism_;         // upper case; empty outside of an exchange
  std::size_t responses_ = 0;     // so far in this exchange
  bool response_is_due_ = false;  // the server said 334
  bool line_goes_on_ = false;     // the client's last octets were a response without its line end
};

}  // namespace smtpspec::result

// Secrets: what of a session must not stand in a transcript, and the transcript without it.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace smtpspec::draft {

// What stands in the place of a secret.
inline constexpr std::string_view removed = "***";

// What an exchange of AUTH says is secret, and where a password or a token can be told in it, so is that
// wherever it is said again.
class Secrets {
 public:
  // "AUTH PLAIN AHVzZXIAcGFzcw==" as "AUTH PLAIN ***". Begins an exchange.
  std::string without_initial_response(std::string_view command);
  // A line that answers a challenge. `*`, which cancels the exchange, and an empty one are no secrets.
  std::string without_response(std::string_view line);
  // "334 ***": where a server proves itself in it (SCRAM), it is what passwords are guessed by. What LOGIN
  // and CRAM-MD5 ask says nothing without the response.
  std::string without_challenge(std::string_view reply) const;
  // BURL's URL holds what opens a mailbox (RFC 4468 section 3.3).
  static std::string without_url(std::string_view command);
  // Any other line.
  std::string without_known(std::string_view line) const;

 private:
  void learn(std::string_view response);
  void add(std::string_view secret);

  std::string mechanism_;
  std::size_t responses_ = 0;  // of this exchange
  std::vector<std::string> known_;
};

}  // namespace smtpspec::draft

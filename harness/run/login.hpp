// Login: AUTH for an account, with the first mechanism that both sides know and that is not refused as such.
#pragma once

#include <string>

#include <boost/asio/awaitable.hpp>

#include "run/errand.hpp"
#include "sasl/mechanism.hpp"

namespace smtpspec::run {

struct LoginAnswer {
  enum class Kind {
    accepted,
    refused,      // the account: 535
    not_offered,  // AUTH, or a mechanism that is spoken here
    unclear,      // put off, or whatever else: for the scenarios to judge
  };
  Kind kind = Kind::unclear;
  std::string reply;  // the last one, in one line
  std::string words;  // the whole, for people: "accepted by AUTH PLAIN in TLS"
};

// The errand is behind EHLO.
asio::awaitable<LoginAnswer> log_in(Errand& errand, sasl::Credentials account);

}  // namespace smtpspec::run

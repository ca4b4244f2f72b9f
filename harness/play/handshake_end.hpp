// How a handshake ended, and which alternative of a TLS: line that satisfies.
#pragma once

#include <string>

#include "play/event.hpp"
#include "play/values.hpp"
#include "scenario/scenario.hpp"

namespace smtpspec::play {

struct HandshakeEnd {
  const TlsFacts* facts = nullptr;  // of a handshake that succeeded; lives as long as the event
  bool silent = false;              // neither success nor failure within the deadline
  std::string got;                  // in words
};

HandshakeEnd handshake_end_of(const Event& event);

struct TlsChoice {
  const scenario::ExpectTls::Alternative* alternative = nullptr;
  std::string why;  // why a handshake that succeeded is not the expected one
};

TlsChoice choose(const scenario::ExpectTls& expect, const HandshakeEnd& end, Values& values);

}  // namespace smtpspec::play

// Handshake: how one ended, and what that means where a scenario expects one.
#pragma once

#include <string>
#include <vector>

#include "play/judging/case_book.hpp"
#include "play/material/values.hpp"
#include "play/wire/event.hpp"
#include "scenario/scenario.hpp"

namespace smtpspec::play {

struct HandshakeEnd {
  const TlsFacts* facts = nullptr;  // of a handshake that succeeded; lives as long as the event
  bool silent = false;              // neither success nor failure within the deadline
  std::string got;                  // in words
};

HandshakeEnd handshake_end_of(const Event& event);

struct TlsSettlement {
  enum class Verdict { holds, blocked, fails };
  struct Toleration {
    Place place;
    std::string remark;
  };

  Verdict verdict = Verdict::fails;
  Place place;                                // what was expected
  std::string why;                            // of a failure; may be empty
  const scenario::ExpectTls* line = nullptr;  // the line that was decided upon; null: no branch fits
  std::vector<Toleration> tolerated;          // before the verdict, in this order
  const std::vector<scenario::Step>* branch =
      nullptr;  // to go on in, behind that line; null: behind the step
};

// `step` is a TLS: line, or an `either` whose branches begin with one. Pointers and places are into the step.
TlsSettlement settle_handshake(const scenario::Step& step, const HandshakeEnd& end, Values& values);

// "1.2"
std::string version_number(scenario::TlsHandshake::Version version);

}  // namespace smtpspec::play

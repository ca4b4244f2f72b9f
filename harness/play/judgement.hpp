// Judgement: which alternative of an expectation an observation satisfies, and why the others do not.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <utility>

#include "play/event.hpp"
#include "play/values.hpp"
#include "scenario/scenario.hpp"
#include "smtp/reply.hpp"

namespace smtpspec::play {

// The end of a connection, as an expectation sees it.
enum class Ending { closed, reset };

// One thing that happened where an expectation waited.
using Observation = std::variant<smtp::Reply, Ending>;

struct Judgement {
  std::optional<std::size_t> alternative;  // the first that matches
  std::string got;                         // the observation in words, octets visible
  std::string why;  // why the nearest alternative does not match; empty if a code differs, or on a match
};

// Tries the alternatives in order; `mismatch` says of one why it does not match, or nothing if it does.
template <class Mismatch>
Judgement first_match(const scenario::Expect& expect, std::string got, Mismatch mismatch) {
  Judgement judgement{.alternative = {}, .got = std::move(got), .why = {}};
  for (std::size_t n = 0; n < expect.alternatives.size(); ++n) {
    const std::optional<std::string> why = mismatch(expect.alternatives[n]);
    if (!why) {
      judgement.alternative = n;
      judgement.why.clear();
      return judgement;
    }
    if (judgement.why.empty()) judgement.why = *why;
  }
  return judgement;
}

// `with_enhanced`: the session offers enhanced status codes, so they are compared.
Judgement judge(const scenario::Expect& expect, const Observation& observation, bool with_enhanced);

// The same for a handshake that succeeded: the first expectation of it that does not hold, in words; empty if
// all hold.
std::string judge_handshake(const scenario::TlsHandshake& expected, const TlsFacts& facts, Values& values);

// "1.2"
std::string version_number(scenario::TlsHandshake::Version version);

// A reply in one line: "250-mx.test\r\n250 SIZE 100\r\n", shortened in the middle.
std::string in_words(const Observation& observation);

}  // namespace smtpspec::play

#include "play/handshake_end.hpp"

#include <fmt/format.h>

#include "play/judgement.hpp"
#include "text/visible.hpp"

namespace smtpspec::play {

using namespace scenario;

HandshakeEnd handshake_end_of(const Event& event) {
  if (const auto* established = std::get_if<TlsEstablished>(&event.what))
    return {&established->facts, false,
            fmt::format("TLS {} with {}", established->facts.version, established->facts.cipher)};
  if (const auto* failed = std::get_if<TlsFailed>(&event.what))
    return {nullptr, false, "the handshake failed: " + text::visible(failed->reason)};
  return {nullptr, true, "no end of the handshake in time"};
}

TlsChoice choose(const ExpectTls& expect, const HandshakeEnd& end, Values& values) {
  TlsChoice choice;
  for (const auto& alternative : expect.alternatives) {
    bool matches = std::holds_alternative<AnythingElse>(alternative.what);
    if (std::holds_alternative<TlsFails>(alternative.what)) matches = !end.facts && !end.silent;
    if (const auto* handshake = std::get_if<TlsHandshake>(&alternative.what); handshake && end.facts) {
      const std::string why = judge_handshake(*handshake, *end.facts, values);
      matches = why.empty();
      if (choice.why.empty()) choice.why = why;
    }
    if (!matches) continue;
    choice.alternative = &alternative;
    break;
  }
  return choice;
}

}  // namespace smtpspec::play

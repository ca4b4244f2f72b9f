// MemoryPeer: the other end of a leg, in memory: what both reference peers do with what is said to them.
#pragma once

#include <optional>
#include <random>
#include <string>
#include <string_view>
#include <utility>

#include "play/memory/duet.hpp"
#include "play/play.hpp"
#include "sasl/channel_binding.hpp"

namespace smtpspec::play {

// What stands for the secrets of a handshake that nobody makes: both ends know it, and TLS 1.3 has one type.
inline sasl::ChannelBindings bindings_in_memory(std::string_view version) {
  return {.tls_unique = version == "1.3" ? "" : "finished in memory",
          .tls_exporter = "exported from what is in memory"};
}

// A member function for each kind of action; the derived class has those that are its own.
class MemoryPeer {
 public:
  using What = Event::What;

  explicit MemoryPeer(const DuetOptions& options) : cut_(options.cut), random_(options.cut_seed) {}
  virtual ~MemoryPeer() = default;

  What operator()(const Send& action);
  What operator()(Receive);
  What operator()(Pause);
  What operator()(HalfClose) { return end(); }
  What operator()(Close) { return end(); }
  What operator()(Abort) { return end(); }

 protected:
  // Some of what was sent, cut as it is to be. False: nothing more is taken.
  virtual bool hear(std::string_view octets) = 0;
  // Nothing more is sent to it.
  virtual Done end() = 0;
  virtual bool says_octet_by_octet() const = 0;
  // What comes by itself where it waits for a handshake that nobody began; empty if nothing does.
  virtual std::string instead_of_handshake() = 0;

  std::string inbox_;  // what it said and nobody has read yet
  bool wants_tls_ = false;
  bool closed_ = false;  // by it

 private:
  std::optional<Send::Cut> cut_;
  std::mt19937_64 random_;
};

template <class Peer>
result::CaseResult play_to_the_end(Play& play, Peer& peer) {
  Action action = play.resume({Started{}});
  const auto perform = [&peer](const auto& one) -> Event::What {
    if constexpr (requires { peer(one); })
      return peer(one);
    else
      return Broken{"this peer can't be asked for that"};
  };
  while (!is_over(action)) {
    const std::size_t leg = action.leg;
    Event event{.what = std::visit(perform, action.what), .leg = leg};
    action = play.resume(event);
  }
  return play.take_result();
}

}  // namespace smtpspec::play

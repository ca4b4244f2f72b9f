// Plays: of all scenarios of a side against all peers those that are asked for, each played once. For
// questions that need a few of them; a proof needs the whole matrix.
#pragma once

#include <cstddef>
#include <memory>
#include <mutex>
#include <string_view>
#include <vector>

#include "coverage/duties.hpp"
#include "prove/matrix.hpp"

namespace smtpspec::prove {

class Plays {
 public:
  Plays(result::Side side, const std::vector<scenario::ScenarioPtr>& scenarios, const Faults& faults);

  // May be asked from several threads.
  const Played& at(std::size_t peer, std::size_t scenario);
  // Whether a scenario fails there, or tolerates, and does neither against the correct peer.
  bool notices(std::size_t peer, std::size_t scenario);
  // Whether a session with the peer breaks a wire rule; first those are played that are likely to show it.
  bool breaks(std::size_t peer, std::string_view rule);

  const std::vector<Peer>& peers() const { return peers_; }  // the first is the correct one
  const std::vector<scenario::ScenarioPtr>& scenarios() const { return scenarios_; }
  result::Side side() const { return side_; }

 private:
  result::Side side_;
  std::vector<scenario::ScenarioPtr> scenarios_;
  std::vector<Peer> peers_;
  std::mutex mutex_;
  std::vector<std::unique_ptr<const Played>> played_;
};

// What stands behind each entry of the ledger as the whole proof tells, or behind some as few plays as
// possible do.
std::vector<coverage::Duty> duties_of(const ledger::Ledger& ledger, const std::vector<Matrix>& matrices);
std::vector<coverage::Duty> duties_of(const std::vector<const ledger::Entry*>& entries,
                                      const std::vector<scenario::ScenarioPtr>& scenarios,
                                      const Faults& faults, unsigned threads);

}  // namespace smtpspec::prove

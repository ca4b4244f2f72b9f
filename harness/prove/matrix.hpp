// Matrix: every scenario of a side against every peer of it, and what each play says.
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "prove/peer.hpp"

namespace smtpspec::prove {

// What is left of one play.
struct Played {
  result::Outcome outcome = result::Outcome::error;
  std::string what;                            // the headline, or why nothing is said; empty for a pass
  std::optional<text::Clause> clause;          // that the verdict cites, where a finding decided it
  std::vector<std::string_view> broken_rules;  // ids of the wire rules that the session broke
};

Played played(const Peer& peer, const scenario::ScenarioPtr& scenario, const Manner& manner = {});

// What a play means for a scenario and the mistake of its peer.
enum class Cell {
  pass,            // not noticed
  kill,            // noticed, and the scenario has to do with the mistake
  graded,          // tolerated, though the scenario has nothing to do with it
  knock_on,        // failed, though it has nothing to do with it: a false accusation
  blocked,         // nothing is said
  not_applicable,  // the peer does not offer what the scenario needs
  broken,          // the harness broke
  not_played,      // the scenario fails against the correct peer: that says it all
};

std::string_view name_of(Cell cell);  // "knock-on"

using Progress = std::function<void(std::size_t over, std::size_t of_all)>;

class Matrix {
 public:
  // The scenarios of that side among `scenarios`, played on as many threads. `progress` is told of each play
  // that is over, from any of them.
  Matrix(result::Side side, const std::vector<scenario::ScenarioPtr>& scenarios, const Faults& faults,
         unsigned threads, const Progress& progress = {});

  result::Side side() const { return side_; }
  const std::vector<scenario::ScenarioPtr>& scenarios() const { return scenarios_; }
  // The first is the correct one.
  const std::vector<Peer>& peers() const { return peers_; }
  const Played& at(std::size_t peer, std::size_t scenario) const {
    return plays_[peer * scenarios_.size() + scenario];
  }
  // The legal variants of the peer, and what scenarios say of them.
  const std::vector<Peer>& variants() const { return variants_; }
  const Played& at_variant(std::size_t variant, std::size_t scenario) const {
    return at(peers_.size() + variant, scenario);
  }
  // Whether the play was worth it: not where the scenario fails against the correct peer.
  bool is_playable(std::size_t scenario) const { return at(0, scenario).outcome != result::Outcome::fail; }
  // Of a peer that makes a mistake.
  Cell cell(std::size_t peer, std::size_t scenario) const;
  std::size_t plays() const { return plays_made_; }
  // Whether some scenario notices the mistake of this peer, or a wire rule does that has to do with it.
  bool is_noticed(std::size_t peer) const;

 private:
  result::Side side_;
  std::vector<scenario::ScenarioPtr> scenarios_;
  std::vector<Peer> peers_;
  std::vector<Peer> variants_;
  std::vector<Played> plays_;  // against the peers, and behind those against the variants
  std::size_t plays_made_ = 0;
};

}  // namespace smtpspec::prove

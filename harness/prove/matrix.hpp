// Matrix: every scenario of a side against every peer of it, and what each play says.
#pragma once

#include <cstddef>
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
};

std::string_view name_of(Cell cell);  // "knock-on"

class Matrix {
 public:
  // The scenarios of that side among `scenarios`, played on as many threads.
  Matrix(result::Side side, const std::vector<scenario::ScenarioPtr>& scenarios, const Faults& faults,
         unsigned threads);

  result::Side side() const { return side_; }
  const std::vector<scenario::ScenarioPtr>& scenarios() const { return scenarios_; }
  // The first is the correct one.
  const std::vector<Peer>& peers() const { return peers_; }
  const Played& at(std::size_t peer, std::size_t scenario) const {
    return plays_[peer * scenarios_.size() + scenario];
  }
  // Of a peer that makes a mistake.
  Cell cell(std::size_t peer, std::size_t scenario) const;
  std::size_t plays() const { return plays_.size(); }
  // Whether some scenario notices the mistake of this peer, or a wire rule does that has to do with it.
  bool is_noticed(std::size_t peer) const;

 private:
  result::Side side_;
  std::vector<scenario::ScenarioPtr> scenarios_;
  std::vector<Peer> peers_;
  std::vector<Played> plays_;
};

}  // namespace smtpspec::prove

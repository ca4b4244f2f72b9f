// Play: one play of one scenario, without sockets and without a clock.
//
// The driver tells it what happened and gets what it wants next:
//
//     Action action = play.resume(Event{Started{}});
//     while (!is_over(action)) action = play.resume(perform(action));
//     result::CaseResult result = play.take_result();
//
// A play has one flow (flow/flow) and one or several legs (legs/): the one that a scenario brings who judges
// a server speaks as a client, that of one who judges a client speaks as a server. Actions and events carry
// the number of their leg; where a relay is judged there are three, into it, out of it and back; the driver
// has a connection for each. Time enters only as a duration in an action and as `Event::at`.
//
// Rooms: material/ what a play is made of (names, octets), wire/ the session of a leg, judging/ one
// observation and what it means, flow/ what is next, legs/ the two kinds of conversation, memory/ playing
// against the reference peers without a network.
#pragma once

#include <vector>

#include "play/flow/flow.hpp"

namespace smtpspec::play {

// What our side is in one conversation.
enum class Part { client, server, hop };

// The parts that we have in a scenario.
std::vector<Part> parts_in(const scenario::Scenario& scenario);

class Play {
 public:
  Play(scenario::ScenarioPtr scenario, Facts facts);
  // With a leg for each of the parts, in this order.
  Play(scenario::ScenarioPtr scenario, Facts facts, const std::vector<Part>& parts);

  Action resume(const Event& event) { return flow_.resume(event); }

  // The rest is for behind Finish.

  // Whether the target did as the scenario says.
  bool passed() const { return flow_.book().outcome() == result::Outcome::pass; }
  // What a client wrote that had not ended by itself when its case was over: nothing is judged by it.
  void peer_was_ended(const ClientEnded& end);
  const Offers& offers() { return flow_.offers(); }
  // Times of day are the runner's to fill in.
  result::CaseResult take_result() { return flow_.take_result(); }

 private:
  Flow flow_;
};

}  // namespace smtpspec::play

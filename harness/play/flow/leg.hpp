// Leg: one of the conversations of a play, as its flow sees it.
//
// A step belongs to a leg. The flow decides what is next and what it means; the leg knows how its part is
// played: how a connection comes about, what is waited for, how one takes one's leave. A *client leg* speaks
// as a client and judges replies, a *server leg* speaks as a server and judges commands (legs/). Neither
// touches a socket or a clock: it answers with the action that it wants next, and is resumed with what
// happened. What arrives on a leg that no step waits on stays there.
#pragma once

#include <chrono>
#include <cstddef>
#include <memory>
#include <optional>
#include <string>

#include "play/flow/flow.hpp"
#include "play/judging/doubt.hpp"
#include "play/judging/handshake.hpp"
#include "play/judging/judgement.hpp"
#include "play/judging/leeway.hpp"
#include "play/wire/action.hpp"
#include "play/wire/outbound.hpp"
#include "play/wire/session.hpp"

namespace smtpspec::play {

class Leg {
 public:
  // `flow` outlives the leg, and `session` is the derived one's. `number`: of the leg among those of the
  // play.
  Leg(Flow& flow, std::size_t number, Session& session) : flow_(flow), number_(number), wire_(session) {}
  virtual ~Leg() = default;
  Leg(const Leg&) = delete;
  Leg& operator=(const Leg&) = delete;

  // Before its first step.
  Action begin();
  bool has_begun() const { return has_begun_; }
  // Whether it begins before the first step of any leg: the peer may come at any time.
  virtual bool begins_at_once() const { return false; }
  // Something happened where it waits.
  Action resume(const Event& event);

  // False where the step needs what a legal outcome took away: it is left out.
  virtual bool is_due(const scenario::Step&) const { return true; }
  // A line that sends is collected: a command group is written in one go (RFC 2920). Nothing: it is another
  // kind of step; false: a name has no value here.
  virtual std::optional<bool> collect(const scenario::Step& step);
  // Writes what was collected. Nothing where there is nothing, or nobody who would hear it.
  std::optional<Action> flush();
  // A line that holds from here on; false: it is another kind of step.
  virtual bool keeps(const scenario::Step&) { return false; }
  // What is here already for a step that waits; nothing: wait() for it.
  virtual std::optional<Observation> take() = 0;
  virtual Action wait() = 0;
  // A step that neither sends nor waits for an observation.
  virtual Action act(const scenario::Step& step) = 0;
  // The steps are over. Ends with Flow::close().
  virtual Action take_leave() = 0;
  // The roles of client and server are turned on its connection, which another leg of the same number goes on
  // with. Null: it can't be.
  virtual std::unique_ptr<Leg> turned() { return nullptr; }
  // The play is over: what is still there is written down, and the connection ends.
  virtual void drop();

  // Before any line is asked about an observation: what holds all the time forbids it.
  virtual std::optional<Action> objects_to(const Observation&) { return std::nullopt; }
  // Nothing that any line is about: it is answered, and the line waits on.
  virtual std::optional<Action> passes_over(const Observation&) { return std::nullopt; }
  // What none of these lines takes may be the peer's own affair.
  virtual std::optional<Action> excuses(Lines, const Observation&) { return std::nullopt; }
  // No alternative of a line takes it.
  virtual Action misses(const scenario::Expect& line, const Place& place, const Judgement& judgement,
                        const Observation& observation);
  // An alternative took it.
  virtual void took(const scenario::Alternative&, const Observation&) {}
  // What could not be taken for the beginning of an optional block.
  virtual void put_back() {}

  Terms terms() { return {flow_.values(), with_enhanced()}; }
  // Of which entry a finding is, unless its place says otherwise, and which others it may rest on.
  virtual std::size_t entry_of_finding() const { return wire_.last_entry(); }
  virtual Grounds grounds() const { return {}; }
  // The peer ended the session where it may.
  virtual bool is_dismissed() const { return false; }

 protected:
  // The connection comes about, or its peer is started.
  virtual Action open() = 0;
  // What happened, by what was under way.
  virtual Action on_connection(const Event& event) = 0;
  virtual Action on_wire(const Event& event) = 0;
  virtual Action on_handshake(const Event& event) = 0;
  virtual Action on_pause(const Event& event) = 0;
  virtual Action on_delivery(const DeliveryAnswer& answer);
  virtual Action on_news(const Event& event);
  // Something was done that says nothing about the peer.
  virtual Action go_on() = 0;
  virtual bool with_enhanced() const { return false; }
  Flow& flow() const { return flow_; }
  std::size_t number() const { return number_; }
  const Deadlines& deadlines() const { return flow_.facts().deadlines; }
  Outbound& outbound() { return outbound_; }
  // What is to be waited for follows from the action.
  Action perform(Action::What what);
  // Waits so long in all, however often something comes that is not enough.
  Action wait_on_wire(std::chrono::milliseconds within);
  Action keep_waiting();
  // The same for what arrives without being read by this leg.
  Action wait_for_news(std::chrono::milliseconds within);
  Action keep_waiting_for_news();
  bool waits_for_news() const { return waiting_ == Waiting::news; }
  bool is_late() const { return flow_.now() >= deadline_; }
  std::chrono::microseconds waited() const { return flow_.now() - waiting_since_; }
  Action pause(std::chrono::milliseconds duration, bool ends_early);
  Action keep_pausing();
  // Of an expectation of a handshake.
  Handshake handshake_of(const scenario::ExpectTls& expect) const;
  // The wire's side of a handshake's end.
  void write_down(const HandshakeEnd& end);
  Action end_connection(const scenario::EndConnection& step);

 private:
  enum class Waiting { start, done, connection, wire, handshake, pause, delivery, news };

  std::chrono::milliseconds left() const;

  Flow& flow_;
  std::size_t number_;
  Session& wire_;
  Outbound outbound_;
  bool has_begun_ = false;
  Waiting waiting_ = Waiting::start;
  std::chrono::microseconds waiting_since_{0}, deadline_{0};  // of the wait that is under way
};

// Whether something of the peer's decides how the step ends: a single expectation, or branches that begin
// with one. (A handshake is our own doing as well.)
bool expects_observation(const scenario::Step& step);

// The expectation of a handshake that a step begins with: itself, or that of an `either`'s first branch.
const scenario::ExpectTls& first_handshake(const scenario::Step& step);

}  // namespace smtpspec::play

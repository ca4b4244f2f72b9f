// HopLeg: where mail of a relay arrives, as a leg of a play: the next hop, or the sender's own server.
//
// Its hop answers by itself from the beginning. A line about a command waits for the next command of that
// verb, wherever it stands in the relay's sessions; one about a message for the next one that was accepted.
// What no line asks for stays where it is.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <vector>

#include "play/flow/leg.hpp"
#include "play/legs/hop.hpp"

namespace smtpspec::play {

// The places where mail of a relay arrives, and how far lines have looked at what came. The legs of a play
// share it: which of them something comes on may choose between branches.
class Arrivals {
 public:
  Arrivals(Record& record, Values& values);

  // What a line asks for and has not come to another line before.
  struct Found {
    std::size_t leg = 0;    // of RelayLeg
    std::size_t entry = 0;  // in the transcript
    Observation what;
  };

  Hop& at(std::size_t leg) { return leg == 1 ? out_ : back_; }
  // The earliest that any of these lines asks for.
  std::optional<Found> find(const std::vector<std::pair<std::size_t, const scenario::Expect*>>& lines) const;
  // A line took it: later ones ask for what comes behind.
  void take(const Found& found);
  bool has_taken(const RelayedMailPtr& mail) const;
  bool is_inside_content() const { return out_.was_left_in_mail_data() || back_.was_left_in_mail_data(); }

 private:
  std::optional<Found> find(std::size_t leg, const scenario::Expect& line) const;

  Hop out_, back_;
  std::size_t looked_at_[3] = {0, 0, 0};  // commands, by leg
  std::vector<RelayedMailPtr> taken_;
};

class HopLeg : public Leg {
 public:
  HopLeg(Flow& flow, std::size_t number, std::shared_ptr<Arrivals> arrivals)
      : Leg(flow, number, session_),
        session_(flow.record()),
        arrivals_(std::move(arrivals)),
        number_(number) {}

  bool begins_at_once() const override { return true; }
  bool keeps(const scenario::Step& step) override;
  std::optional<Observation> take() override;
  Action wait() override;
  Action act(const scenario::Step& step) override;
  Action take_leave() override;
  void drop() override { hop().drop(); }
  Action misses(const scenario::Expect& line, const Place& place, const Judgement& judgement,
                const Observation& observation) override;
  std::size_t entry_of_finding() const override;

 private:
  Action open() override;
  Action on_connection(const Event& event) override;
  Action on_wire(const Event& event) override;
  Action on_handshake(const Event& event) override;
  Action on_pause(const Event& event) override;
  Action on_news(const Event& event) override;
  Action go_on() override { return flow().next(); }

  Hop& hop() { return arrivals_->at(number_); }
  Action proceed();
  Action falls_silent();
  Action look_for_marker(const scenario::NothingMore& nothing, bool late);
  bool is_marker(const RelayedMail& mail, bool returned);
  Action nothing_became_of_it(const Place& place, const std::string& got, bool is_report);

  ServerSession session_;  // never open: each connection has one of its own
  std::shared_ptr<Arrivals> arrivals_;
  std::size_t number_;
  std::vector<const scenario::Never*> never_;
  std::optional<std::size_t> judged_;
};

}  // namespace smtpspec::play

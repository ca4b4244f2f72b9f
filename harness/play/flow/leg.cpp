#include "play/flow/leg.hpp"

#include <algorithm>
#include <utility>

namespace smtpspec::play {

using namespace scenario;

Action Leg::begin() {
  has_begun_ = true;
  return open();
}

Action Leg::resume(const Event& event) {
  // While our own octets were still being taken, the peer owed nothing.
  deadline_ += event.writing;
  switch (waiting_) {
    case Waiting::start:
      break;
    case Waiting::done:
      return go_on();
    case Waiting::connection:
      return on_connection(event);
    case Waiting::wire:
      return on_wire(event);
    case Waiting::handshake:
      return on_handshake(event);
    case Waiting::pause:
      return on_pause(event);
    case Waiting::delivery:
      return on_delivery(std::get<DeliveryAnswer>(event.what));
    case Waiting::news:
      return on_news(event);
  }
  return flow_.finish(result::Outcome::error, "a leg was resumed that had not begun");
}

Action Leg::perform(Action::What what) {
  const bool connects = std::holds_alternative<Connect>(what) || std::holds_alternative<Accept>(what);
  waiting_ = connects                                    ? Waiting::connection
             : std::holds_alternative<Receive>(what)     ? Waiting::wire
             : std::holds_alternative<Handshake>(what)   ? Waiting::handshake
             : std::holds_alternative<play::Pause>(what) ? Waiting::pause
             : std::holds_alternative<AskDelivery>(what) ? Waiting::delivery
             : std::holds_alternative<AwaitNews>(what)   ? Waiting::news
                                                         : Waiting::done;
  return {std::move(what), number_};
}

std::optional<bool> Leg::collect(const Step& step) {
  return outbound_.add(step, flow_.values());
}

std::optional<Action> Leg::flush() {
  if (outbound_.empty()) return std::nullopt;
  Send send = outbound_.flush(wire_);
  if (!wire_.open()) return std::nullopt;
  return perform(std::move(send));
}

void Leg::drop() {
  if (wire_.open()) wire_.ended("close");
}

Action Leg::misses(const Expect&, const Place& place, const Judgement& judgement, const Observation&) {
  return flow_.fails(*this, place, judgement.got, judgement.why);
}

Action Leg::on_delivery(const DeliveryAnswer&) {
  return flow_.finish(result::Outcome::error, "deliveries were told that nobody asked for");
}

Action Leg::on_news(const Event&) {
  return flow_.finish(result::Outcome::error, "there are news that nobody waited for");
}

Action Leg::wait_for_news(std::chrono::milliseconds within) {
  waiting_since_ = flow_.now();
  deadline_ = waiting_since_ + within;
  return perform(AwaitNews{within});
}

Action Leg::keep_waiting_for_news() {
  return perform(AwaitNews{left()});
}

Action Leg::wait_on_wire(std::chrono::milliseconds within) {
  waiting_since_ = flow_.now();
  deadline_ = waiting_since_ + within;
  return perform(Receive{within});
}

std::chrono::milliseconds Leg::left() const {
  const auto left = std::chrono::ceil<std::chrono::milliseconds>(deadline_ - flow_.now());
  return std::max(left, std::chrono::milliseconds(0));
}

Action Leg::keep_waiting() {
  return perform(Receive{left()});
}

Action Leg::pause(std::chrono::milliseconds duration, bool ends_early) {
  deadline_ = flow_.now() + duration;
  return perform(play::Pause{duration, ends_early});
}

Action Leg::keep_pausing() {
  return perform(play::Pause{left(), true});
}

Handshake Leg::handshake_of(const ExpectTls& expect) const {
  Handshake handshake{
      .within = deadlines().handshake, .versions = {}, .sni = {}, .presenting = expect.presenting};
  for (const auto version : expect.offering) handshake.versions.push_back(version_number(version));
  return handshake;
}

void Leg::write_down(const HandshakeEnd& end) {
  if (end.facts)
    wire_.tls_established(*end.facts);
  else
    wire_.tls_failed(end.got);
}

Action Leg::end_connection(const EndConnection& step) {
  switch (step.how) {
    case EndConnection::How::half_close:
      wire_.ended("half-close");
      return perform(HalfClose{});
    case EndConnection::How::abort:
      wire_.ended("abort");
      return perform(Abort{});
    case EndConnection::How::close:
      break;
  }
  wire_.ended("close");
  return perform(Close{});
}

bool expects_observation(const Step& step) {
  if (std::holds_alternative<Expect>(step.what) || std::holds_alternative<Optionally>(step.what)) return true;
  const auto* either = std::get_if<Either>(&step.what);
  return either && std::holds_alternative<Expect>(either->branches.front().steps.front().what);
}

const ExpectTls& first_handshake(const Step& step) {
  if (const auto* expect = std::get_if<ExpectTls>(&step.what)) return *expect;
  return std::get<ExpectTls>(std::get<Either>(step.what).branches.front().steps.front().what);
}

}  // namespace smtpspec::play

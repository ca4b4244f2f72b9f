#include "play/legs/server_leg.hpp"

#include <fmt/format.h>

#include <utility>

namespace smtpspec::play {

using namespace scenario;
using result::EntryKind;
using result::Outcome;

namespace {

constexpr std::size_t most_connections = 50;  // a client needs few; one that connects for ever is stopped

}  // namespace

ServerLeg::ServerLeg(Flow& flow, std::size_t number, const TurnedWire& wire) : ServerLeg(flow, number) {
  is_turned_ = true;
  session_.turned(wire);
}

// Our names are those of the client that we were. Whose mail it may be, the scenario says.
Action ServerLeg::begin_turned() {
  order_.server_name = flow().values().variable("client").value_or("");
  serving_.emplace(order_, flow().values());
  serving_->accept_anybody();
  return flow().next();
}

Action ServerLeg::open() {
  if (is_turned_) return begin_turned();
  for (const Need& need : flow().scenario().needs) {
    const Facts& facts = flow().facts();
    const bool known = facts.facts.contains(need.name) || facts.variables.contains(need.name);
    if (need.kind == Need::Kind::fact && !known)
      return flow().finish(Outcome::not_applicable,
                           fmt::format("the client's profile says nothing of '{}'", need.name));
  }
  if (const auto why = unmet_wish(flow().scenario().submission, flow().facts()))
    return flow().finish(Outcome::not_applicable, *why);
  const auto order = order_of(flow().scenario(), flow().values());
  if (!order) return flow().not_applicable();
  order_ = *order;
  serving_.emplace(order_, flow().values());
  pending_.push_back(Accept{deadlines().client});
  return perform(Submit{order_});
}

Action ServerLeg::go_on() {
  judged_.reset();
  if (!pending_.empty()) {
    Action::What what = std::move(pending_.front());
    pending_.pop_front();
    return perform(std::move(what));
  }
  return serves_ ? serve_on() : flow().next();
}

std::optional<bool> ServerLeg::collect(const Step& step) {
  const auto collected = Leg::collect(step);
  scripted_ = scripted_ || (collected && *collected && !flow().is_in_given());
  return collected;
}

bool ServerLeg::keeps(const Step& step) {
  if (const auto* never = std::get_if<Never>(&step.what)) {
    never_.push_back(never);
    return true;
  }
  const auto* one = std::get_if<Override>(&step.what);
  if (one) serving_->change(*one);
  return one != nullptr;
}

Action ServerLeg::act(const Step& step) {
  if (const auto* last = std::get_if<Finally>(&step.what)) {
    if (!ended_ && !gave_up_) return begin_serving(nullptr);
    auto action = judge(*last);
    return action ? std::move(*action) : flow().pass();
  }
  if (const auto* received = std::get_if<scenario::Received>(&step.what)) {
    auto action = judge(*received);
    return action ? std::move(*action) : flow().pass();
  }
  if (const auto* exchange = std::get_if<Exchange>(&step.what)) return host_exchange(*exchange);
  if (std::holds_alternative<NextConnection>(step.what)) return perform(Accept{deadlines().client});
  const auto* serve = std::get_if<Serve>(&step.what);
  const auto* end = std::get_if<EndConnection>(&step.what);
  const auto* pausing = std::get_if<scenario::Pause>(&step.what);
  if (!serve && !end && !pausing) return perform(handshake_of(first_handshake(step)));
  flow().advance();
  if (serve) return begin_serving(serve);
  if (pausing) return pause(pausing->duration, false);
  return session_.open() ? end_connection(*end) : flow().next();
}

Action ServerLeg::on_connection(const Event& event) {
  judged_.reset();
  if (const auto* connection = std::get_if<Accepted>(&event.what)) return accepted(*connection);
  if (const auto* end = std::get_if<ClientEnded>(&event.what)) return client_ended(*end);
  gave_up_ = true;
  if (serves_) return stop_serving();
  if (connections_ == 0) return flow().blocked("the client did not connect in time");
  return falls_silent();
}

Action ServerLeg::accepted(const Accepted& connection) {
  session_.accepted(connection.address);
  if (serves_)
    for (const Never* never : never_)
      if (!never->command)
        return flow().fails(*this, {never->span, &never->by, "no further connection"}, "another connection",
                            {});
  if (++connections_ > most_connections) return flow().blocked("the client connects again and again");
  const Step* step = flow().step();
  if (step && std::holds_alternative<NextConnection>(step->what)) {
    flow().book().reached(&std::get<NextConnection>(step->what));
    flow().advance();
  }
  implicit_handshake_ = begins_with_tls();
  if (!implicit_handshake_) return connected();
  return perform(Handshake{.within = deadlines().handshake, .versions = {}, .sni = {}});
}

// TLS from the first octet, unless the handshake is the scenario's own first line.
bool ServerLeg::begins_with_tls() const {
  const Scenario& scenario = flow().scenario();
  const bool scripted = flow().is_in_given() && scenario.given.steps.empty() && !scenario.steps.empty() &&
                        std::holds_alternative<ExpectTls>(scenario.steps.front().what);
  return order_.tls == Submission::Tls::implicit && !scripted;
}

// A connection stands, and so does its TLS session where it begins with one.
Action ServerLeg::connected() {
  if (!serves_) return flow().next();
  if (auto action = answer(serving_->greet(session_.state().channel, session_.bindings())))
    return std::move(*action);
  return serve_on();
}

Action ServerLeg::client_ended(const ClientEnded& end) {
  ended_ = end;
  flow().book().result().target_log = end.output;
  session_.note(fmt::format("the client ended: {}", told_in_words()));
  if (serves_) return stop_serving();
  if (connections_ == 0 && end.declined)
    return flow().finish(Outcome::not_applicable,
                         fmt::format("the client can't be asked for this: {}", end.how));
  if (connections_ == 0)
    return flow().blocked(fmt::format("the client ended without connecting: {}", told_in_words()));
  const auto& next = std::get<NextConnection>(flow().step()->what);
  flow().book().reached(&next);
  return flow().fails(*this, {next.span, &next.by, "another connection"},
                      fmt::format("the client's end: {}", told_in_words()), {});
}

Action ServerLeg::on_wire(const Event& event) {
  judged_.reset();
  const auto* received = std::get_if<play::Received>(&event.what);
  if (!received) return ended_on_wire(event);
  session_.received(received->octets);
  if (session_.flooded()) return flow().blocked("the client sends without an end");
  if (serves_) return serve_on();
  const auto unit = session_.take_unit();
  if (!unit) return is_late() ? falls_silent() : keep_waiting();
  if (const auto* exchange = exchange_under_way()) return answer_in_exchange(*exchange, *unit);
  auto action = flow().observe(*this, *unit);
  return action ? std::move(*action) : flow().next();
}

// The end of the connection, or of our patience.
Action ServerLeg::ended_on_wire(const Event& event) {
  if (std::holds_alternative<DeadlinePassed>(event.what)) {
    if (!serves_) return falls_silent();
    session_.silence("a command");
    gave_up_ = true;
    return stop_serving();
  }
  const Ending ending = std::holds_alternative<PeerReset>(event.what) ? Ending::reset : Ending::closed;
  if (const auto* broken = std::get_if<TlsBroken>(&event.what))
    session_.tls_failed(broken->reason);
  else
    session_.closed(ending == Ending::closed ? EntryKind::closed : EntryKind::reset);
  pending_.push_back(Close{});
  if (const auto* exchange = exchange_under_way(); exchange && !serves_)
    return misses_exchange(*exchange, ending);
  if (!serves_)
    if (auto action = flow().observe(*this, ending)) return std::move(*action);
  return go_on();
}

Action ServerLeg::on_handshake(const Event& event) {
  judged_.reset();
  const HandshakeEnd end = handshake_end_of(event);
  write_down(end);
  if (!end.facts) pending_.push_back(Close{});
  if (implicit_handshake_) {
    implicit_handshake_ = false;
    if (end.facts) return connected();
    return serves_ ? go_on() : flow().blocked(fmt::format("TLS from the first octet: {}", end.got));
  }
  if (!serves_) {
    auto action = flow().settle(*this, end);
    return action ? std::move(*action) : go_on();
  }
  if (!end.facts) return go_on();
  if (auto action = answer(serving_->tls_established(session_.bindings()))) return std::move(*action);
  return serve_on();
}

// What came while we paused came before what we say next.
Action ServerLeg::on_pause(const Event& event) {
  if (const auto* early = std::get_if<play::Received>(&event.what)) session_.received(early->octets);
  return go_on();
}

}  // namespace smtpspec::play

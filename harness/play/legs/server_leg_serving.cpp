// The reference server in a session of the scenario's.
#include <fmt/format.h>

#include <algorithm>

#include "play/legs/server_leg.hpp"

namespace smtpspec::play {

using namespace scenario;

namespace {

bool is_reply(const Unit& unit) {
  return unit.kind == Unit::Kind::command && unit.octets.size() > 3 &&
         std::all_of(unit.octets.begin(), unit.octets.begin() + 3,
                     [](char octet) { return octet >= '0' && octet <= '9'; });
}

}  // namespace

// From here on the reference server answers; `line`: the step that says so, or null where the steps are over.
Action ServerLeg::begin_serving(const Serve* line) {
  if (ended_ || gave_up_) return stop_serving();
  serves_ = true;
  serving_->offer(offered_lines(line));
  if (flow().values().missing()) return flow().not_applicable();
  session_.put_back_unanswered();
  if (!session_.open()) return serve_on();
  if (session_.greeted()) {
    serving_->resume(session_);
    return serve_on();
  }
  if (auto action = answer(serving_->greet(session_.state().channel, session_.bindings())))
    return std::move(*action);
  return serve_on();
}

// A client may have more to do than the scenario shows: it is served until it ends.
Action ServerLeg::take_leave() {
  return ended_ || gave_up_ ? flow().close() : begin_serving(nullptr);
}

// What the line says, else what the latest EHLO was answered with, else (nothing) all there is.
std::optional<std::vector<std::string>> ServerLeg::offered_lines(const Serve* line) {
  std::vector<std::string> lines;
  if (line && line->offering) {
    scripted_ = scripted_ || !line->offering->empty();
    for (const Offered& one : *line->offering) lines.push_back(flow().values().text(one.line).value_or(""));
    return lines;
  }
  if (!session_.offered() && is_turned_) return std::vector<std::string>{"8BITMIME", "SIZE 10485760"};
  if (!session_.offered()) return std::nullopt;
  for (const smtp::Extension& one : session_.offered()->list())
    lines.push_back(one.parameters.empty()
                        ? one.keyword
                        : fmt::format("{} {}", one.keyword, fmt::join(one.parameters, " ")));
  if (session_.offered_starttls() && !session_.offered()->offers("STARTTLS")) lines.emplace_back("STARTTLS");
  return lines;
}

// Two servers would answer each other for ever.
Action ServerLeg::goes_on_as_server() {
  session_.ended("close");
  pending_.push_back(Close{});
  if (flow().step()) return flow().blocked("the server did not become the client");
  return go_on();
}

Action ServerLeg::serve_on() {
  for (;;) {
    if (!session_.open()) {
      if (ended_ || is_turned_) return stop_serving();
      return perform(Accept{deadlines().client});
    }
    const auto unit = session_.take_unit();
    if (!unit) return wait_on_wire(deadlines().client);
    if (is_turned_ && is_reply(*unit)) return goes_on_as_server();
    if (auto action = objects_to(*unit)) return std::move(*action);
    judged_.reset();
    const Serving::Answer answered = serving_->answer(*unit);
    if (answered.refused) refused_.push_back(unit->entry);
    if (auto action = answer(answered)) return std::move(*action);
  }
}

// Nothing to do: there is no answer.
std::optional<Action> ServerLeg::answer(const Serving::Answer& answer) {
  using End = Serving::Answer::End;
  if (!answer.octets.empty()) {
    outbound().add(answer.octets);
    pending_.push_back(outbound().flush(session_));
  }
  if (answer.start_tls)
    pending_.push_back(Handshake{.within = deadlines().handshake, .versions = {}, .sni = {}});
  if (answer.end == End::close) {
    session_.ended("close");
    pending_.push_back(Close{});
  } else if (answer.end == End::reset) {
    session_.ended("abort");
    pending_.push_back(Abort{});
  }
  if (pending_.empty()) return std::nullopt;
  return go_on();
}

// The client has ended, or does not end in time.
Action ServerLeg::stop_serving() {
  serves_ = false;
  if (flow().is_in_given()) return flow().blocked("the client ended before the state was reached");
  if (flow().step()) return flow().next();
  if (gave_up_) session_.note("the client did not end in time");
  return flow().close();
}

}  // namespace smtpspec::play

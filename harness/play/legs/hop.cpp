#include "play/legs/hop.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "smtp/command.hpp"

namespace smtpspec::play {
Hop::Hop(Record& record, Values& values, std::string leg, bool came_back)
    : record_(record), values_(values), leg_(std::move(leg)), came_back_(came_back) {}

void Hop::begin(const std::string& name, std::string refused) {
  refused_ = std::move(refused);
  SubmissionOrder order;
  order.server_name = name;
  serving_.emplace(order, values_);
  serving_->accept_all_of({name});
}

void Hop::tick() {
  if (now_) record_.now = std::max(record_.now, now_());
}

void Hop::tell() {
  if (tell_) tell_();
}

std::size_t Hop::connected(std::string_view address) {
  tick();
  Connection& connection = connections_.emplace_back(record_, *serving_);
  const std::size_t number = connections_.size();
  connection.session.call(number == 1 ? leg_ : fmt::format("{} {}", leg_, number));
  connection.session.accepted(address);
  return number - 1;
}

Hop::Answer Hop::greet(std::size_t number) {
  Connection& connection = connections_[number];
  Answer answer = connection.serving.greet(reference::Channel::clear);
  connection.session.sent(answer.octets);
  if (answer.end != Answer::End::no) connection.session.ended("close");
  return answer;
}

Hop::Answer Hop::receive(std::size_t number, std::string_view octets) {
  tick();
  Connection& connection = connections_[number];
  connection.session.received(octets);
  if (connection.session.flooded()) {
    connection.session.ended("close");
    return {.end = Answer::End::close};
  }
  return work(number);
}

// All that is here already: a group is answered in one go (RFC 2920 section 3.2).
Hop::Answer Hop::work(std::size_t number) {
  Connection& connection = connections_[number];
  Answer all;
  while (auto unit = connection.session.take_unit()) {
    Answer one = refuses(*unit) ? Answer{.octets = "550 5.1.1 no mailbox is called so\r\n"}
                                : connection.serving.answer(*unit);
    connection.session.sent(one.octets);
    said_.push_back({*unit, code_of(one.octets), number});
    settle(connection, *unit, said_.back().code);
    all.octets += one.octets;
    all.start_tls = one.start_tls;
    all.end = one.end;
    if (one.start_tls || one.end != Answer::End::no) break;
  }
  if (all.end != Answer::End::no) connection.session.ended(all.end == Answer::End::close ? "close" : "abort");
  if (!said_.empty()) tell();
  return all;
}

// The marker that is to be returned.
bool Hop::refuses(const Unit& unit) const {
  if (unit.kind != Unit::Kind::command || unit.command.verb != "RCPT" || refused_.empty()) return false;
  const auto reading = smtp::parse_path_argument(unit.command.argument, "TO");
  return reading.argument && smtp::equal_ignoring_case(reading.argument->path.mailbox(), refused_);
}

// What the relay may believe now: which recipients this transaction has, and that a content was taken.
void Hop::settle(Connection& connection, const Unit& unit, int code) {
  const std::string& verb = unit.command.verb;
  if (unit.kind == Unit::Kind::mail_data || verb == "BDAT") {
    if (verb == "BDAT") connection.chunks += unit.content;
    if (verb == "BDAT" && !unit.last && code < 400) return;
    if (code >= 200 && code < 300) take(connection, unit);
    connection.envelope.reset();
    connection.chunks.clear();
    return;
  }
  if (code < 200 || code >= 300) return;
  if (verb == "MAIL") {
    connection.envelope = std::make_shared<RelayedMail>();
    connection.envelope->command = unit;
    connection.envelope->came_back = came_back_;
    connection.envelope->in_tls = connection.session.in_tls();
  } else if (verb == "RCPT" && connection.envelope) {
    connection.envelope->recipients.push_back(unit);
  } else if (verb == "RSET" || verb == "EHLO" || verb == "HELO") {
    connection.envelope.reset();
    connection.chunks.clear();
  }
}

void Hop::take(Connection& connection, const Unit& unit) {
  if (!connection.envelope) return;
  connection.envelope->content = unit.kind == Unit::Kind::mail_data ? unit.content : connection.chunks;
  connection.envelope->entry = unit.entry;
  mails_.push_back(connection.envelope);
}

Hop::Answer Hop::tls_established(std::size_t number, const TlsFacts& facts) {
  tick();
  Connection& connection = connections_[number];
  connection.envelope.reset();
  connection.session.tls_established(facts);
  Answer answer = connection.serving.tls_established(facts.bindings);
  connection.session.sent(answer.octets);
  return answer;
}

void Hop::tls_failed(std::size_t number, std::string_view reason) {
  tick();
  connections_[number].session.tls_failed(reason);
}

void Hop::closed(std::size_t number, Ending ending) {
  tick();
  ServerSession& session = connections_[number].session;
  if (!session.open()) return;
  session.closed(ending == Ending::closed ? result::EntryKind::closed : result::EntryKind::reset);
}

bool Hop::was_left_in_mail_data() const {
  return std::any_of(connections_.begin(), connections_.end(),
                     [](const Connection& one) { return one.session.inside_content(); });
}

std::size_t Hop::begun() const {
  return static_cast<std::size_t>(std::count_if(said_.begin(), said_.end(), [](const Said& one) {
    return one.unit.command.verb == "MAIL" && one.code < 300;
  }));
}

void Hop::drop() {
  for (Connection& one : connections_)
    if (one.session.open()) one.session.ended("close");
}

}  // namespace smtpspec::play

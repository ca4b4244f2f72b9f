#include "play/wire/server_session.hpp"

#include <utility>

namespace smtpspec::play {

using result::EntryKind;
using result::Side;

namespace {

std::string label_of(const Unit& unit) {
  if (unit.kind == Unit::Kind::mail_data) return "content";
  return unit.kind == Unit::Kind::response ? "AUTH" : unit.command.verb;
}

}  // namespace

void ServerSession::accepted(std::string_view address) {
  forget();
  begin(address);
}

void ServerSession::turned(const TurnedWire& wire) {
  forget();
  state_.channel = wire.in_tls ? reference::Channel::tls : reference::Channel::clear;
  take_from_other(wire);
  received(wire.unread);
}

void ServerSession::forget() {
  units_ = ClientUnits();
  arrived_.clear();
  unanswered_.clear();
  replies_ = smtp::ReplyReader();
  state_ = reference::Session();
  chunks_.clear();
  list_.clear();
  greeted_ = in_mail_data_ = false;
}

// Command lines are written down as they arrive, so that a group of them stands in front of its replies.
void ServerSession::received(std::string_view octets) {
  if (!octets.empty()) settle_ours();
  units_.append(octets);
  while (auto unit = units_.next()) {
    write_down(*unit);
    arrived_.push_back(std::move(*unit));
  }
}

void ServerSession::write_down(Unit& unit) {
  const bool mail_data = unit.kind == Unit::Kind::mail_data;
  add({.kind = mail_data ? EntryKind::content : EntryKind::command,
       .side = Side::client,
       .octets = unit.octets,
       .asked_for = !unit.early,
       .label = unit.kind == Unit::Kind::response ? "AUTH" : ""});
  unit.entry = last_entry();
  if (!mail_data && !unit.content.empty()) add(EntryKind::content, Side::client, unit.content);
}

std::optional<Unit> ServerSession::take_unit() {
  if (arrived_.empty()) return std::nullopt;
  Unit unit = std::move(arrived_.front());
  arrived_.pop_front();
  unanswered_.push_back(unit);
  return unit;
}

void ServerSession::put_back_unanswered() {
  arrived_.insert(arrived_.begin(), unanswered_.begin(), unanswered_.end());
  unanswered_.clear();
}

void ServerSession::put_back_latest() {
  if (unanswered_.empty()) return;
  arrived_.push_front(std::move(unanswered_.back()));
  unanswered_.pop_back();
}

void ServerSession::sent(std::string_view octets) {
  replies_.append(octets);
  while (const auto reply = replies_.next()) answered(*reply);
}

void ServerSession::sent_content(std::string_view head, std::uint64_t) {
  sent(head);
}

void ServerSession::settle_ours() {
  std::string stray = replies_.take_all();
  if (!stray.empty()) add(EntryKind::stray, Side::server, std::move(stray));
}

void ServerSession::answered(const smtp::Reply& reply) {
  std::optional<Unit> unit;
  if (greeted_ && !unanswered_.empty()) {
    unit = std::move(unanswered_.front());
    unanswered_.pop_front();
  }
  add({.kind = EntryKind::reply,
       .side = Side::server,
       .octets = reply.octets(),
       .asked_for = unit || !greeted_,
       .label = unit       ? label_of(*unit)
                : greeted_ ? ""
                           : "greeting"});
  greeted_ = true;
  if (!unit) return;
  units_.replied(*unit, reply.code());
  if (unit->command.verb == "EHLO") list_ = reply.octets();
  follow(*unit, reply);
  received("");  // what the reply was awaited for can be read now
}

// What the client may believe now, and a server would remember.
void ServerSession::follow(const Unit& unit, const smtp::Reply& reply) {
  const std::string& verb = unit.command.verb;
  const reference::Content nothing;
  if (unit.kind == Unit::Kind::mail_data || verb == "BDAT") return follow_content(unit, reply);
  if (verb == "RCPT" && reply.code() >= 400) state_.recipients_refused = true;
  if (verb == "DATA" && reply.code() == 354) in_mail_data_ = true;
  if (reply.code() == 235) state_.authenticated = true;
  if (!reply.positive()) return;
  if (verb == "EHLO" || verb == "HELO") {
    state_.forget(reference::the_transaction, nothing);
    state_.greeting = verb == "EHLO" ? reference::Greeting::ehlo : reference::Greeting::helo;
    if (verb == "EHLO") offered_ = smtp::parse_extensions(reply);
    offered_starttls_ = offered_starttls_ || (offered_ && offered_->offers("STARTTLS"));
  } else if (verb == "MAIL" || verb == "RCPT") {
    follow_envelope(unit);
  } else if (verb == "RSET") {
    state_.forget(reference::the_transaction, nothing);
    chunks_.clear();
  }
}

void ServerSession::follow_envelope(const Unit& unit) {
  const bool mail = unit.command.verb == "MAIL";
  const auto reading = smtp::parse_path_argument(unit.command.argument, mail ? "FROM" : "TO");
  if (!reading.argument) return;
  const std::string mailbox = reading.argument->path.mailbox();
  if (!mail) return state_.forward_paths.push_back(mailbox);
  state_.sender = reference::Sender{mailbox, reference::Body::unsaid};
  state_.smtputf8 = reading.argument->find("SMTPUTF8") != nullptr;
  if (const auto* body = reading.argument->find("BODY"); body && body->value)
    state_.sender->body = smtp::equal_ignoring_case(*body->value, "BINARYMIME")
                              ? reference::Body::binarymime
                              : reference::Body::eight_bit_mime;
}

void ServerSession::follow_content(const Unit& unit, const smtp::Reply& reply) {
  in_mail_data_ = false;
  if (unit.kind == Unit::Kind::command) {
    chunks_ += unit.content;
    if (reply.positive() && !unit.last) return;
  }
  if (reply.positive())
    accepted_.push_back(unit.kind == Unit::Kind::command ? std::exchange(chunks_, {}) : unit.content);
  chunks_.clear();
  state_.forget(reference::the_transaction, reference::Content());
}

// RFC 3207 section 4.2: what was known before is forgotten. What came in clear behind STARTTLS never reaches
// the TLS session.
void ServerSession::tls_established(const TlsFacts& facts) {
  settle_ours();
  if (std::string clear = units_.tls_established(); !clear.empty())
    add(EntryKind::stray, Side::client, std::move(clear));
  state_ = reference::Session();
  list_.clear();
  state_.channel = reference::Channel::tls;
  state_.bindings = facts.bindings;
  begin_tls(facts);
}

// Mail data without an end are mail data still.
void ServerSession::settle_theirs() {
  std::string rest = units_.pending();
  if (rest.empty()) return;
  add(units_.in_mail_data() ? EntryKind::content : EntryKind::stray, Side::client, std::move(rest));
}

}  // namespace smtpspec::play

#include "play/host_session.hpp"

#include <fmt/format.h>

#include <utility>

#include "text/visible.hpp"

namespace smtpspec::play {

using result::EntryKind;
using result::Side;

namespace {

std::string label_of(const Unit& unit) {
  if (unit.kind == Unit::Kind::mail_data) return "content";
  return unit.kind == Unit::Kind::response ? "AUTH" : unit.command.verb;
}

}  // namespace

void HostSession::add(EntryKind kind, Side side, std::string octets, std::uint64_t size) {
  transcript_.add({.kind = kind,
                   .side = side,
                   .at = now_,
                   .octets = std::move(octets),
                   .size = size,
                   .in_tls = in_tls()});
}

void HostSession::accepted(std::string_view address) {
  units_ = ClientUnits();
  arrived_.clear();
  unanswered_.clear();
  replies_ = smtp::ReplyReader();
  state_ = reference::Session();
  chunks_.clear();
  list_.clear();
  open_ = true;
  greeted_ = in_mail_data_ = false;
  add(EntryKind::connected, Side::client, std::string(address));
}

// Command lines are written down as they arrive, so that a group of them stands in front of its replies.
void HostSession::received(std::string_view octets) {
  if (!octets.empty()) take_stray();
  units_.append(octets);
  while (auto unit = units_.next()) {
    unit->entry = transcript_.entries().size();
    write_down(*unit);
    arrived_.push_back(std::move(*unit));
  }
}

void HostSession::write_down(const Unit& unit) {
  const bool mail_data = unit.kind == Unit::Kind::mail_data;
  transcript_.add({.kind = mail_data ? EntryKind::content : EntryKind::command,
                   .side = Side::client,
                   .at = now_,
                   .octets = unit.octets,
                   .size = 0,
                   .in_tls = in_tls(),
                   .asked_for = !unit.early,
                   .label = unit.kind == Unit::Kind::response ? "AUTH" : ""});
  if (!mail_data && !unit.content.empty()) add(EntryKind::content, Side::client, unit.content);
}

std::optional<Unit> HostSession::take_unit() {
  if (arrived_.empty()) return std::nullopt;
  Unit unit = std::move(arrived_.front());
  arrived_.pop_front();
  unanswered_.push_back(unit);
  return unit;
}

void HostSession::put_back_unanswered() {
  arrived_.insert(arrived_.begin(), unanswered_.begin(), unanswered_.end());
  unanswered_.clear();
}

void HostSession::put_back_latest() {
  if (unanswered_.empty()) return;
  arrived_.push_front(std::move(unanswered_.back()));
  unanswered_.pop_back();
}

void HostSession::sent(std::string_view octets) {
  replies_.append(octets);
  while (const auto reply = replies_.next()) answered(*reply);
}

void HostSession::sent_content(std::string_view head, std::uint64_t) {
  sent(head);
}

// What is no complete reply is written down as such: half a line, garbage.
void HostSession::take_stray() {
  std::string stray = replies_.take_all();
  if (!stray.empty()) add(EntryKind::stray, Side::server, std::move(stray));
}

void HostSession::answered(const smtp::Reply& reply) {
  std::optional<Unit> unit;
  if (greeted_ && !unanswered_.empty()) {
    unit = std::move(unanswered_.front());
    unanswered_.pop_front();
  }
  transcript_.add({.kind = EntryKind::reply,
                   .side = Side::server,
                   .at = now_,
                   .octets = reply.octets(),
                   .size = 0,
                   .in_tls = in_tls(),
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
void HostSession::follow(const Unit& unit, const smtp::Reply& reply) {
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

void HostSession::follow_envelope(const Unit& unit) {
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

void HostSession::follow_content(const Unit& unit, const smtp::Reply& reply) {
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

void HostSession::tls_established(const TlsFacts& facts) {
  take_stray();
  if (std::string clear = units_.tls_established(); !clear.empty())
    add(EntryKind::stray, Side::client, std::move(clear));
  state_ = reference::Session();
  list_.clear();
  state_.channel = reference::Channel::tls;
  add(EntryKind::tls, Side::server, fmt::format("TLS {} {}", facts.version, facts.cipher));
}

void HostSession::tls_failed(std::string_view reason) {
  take_stray();
  add(EntryKind::tls_failed, Side::client, std::string(reason));
  open_ = false;
}

void HostSession::ended(std::string_view how) {
  take_stray();
  add(EntryKind::ended, Side::server, std::string(how));
  if (how != "half-close") open_ = false;
}

// What the client left unfinished: mail data without an end is mail data still.
void HostSession::add_rest() {
  std::string rest = units_.pending();
  if (rest.empty()) return;
  add(units_.in_mail_data() ? EntryKind::content : EntryKind::stray, Side::client, std::move(rest));
}

void HostSession::closed(EntryKind how) {
  take_stray();
  add_rest();
  add(how, Side::client, {});
  open_ = false;
}

void HostSession::silence(std::string_view waited_for) {
  take_stray();
  add_rest();
  add(EntryKind::silence, Side::client, std::string(waited_for));
}

void HostSession::note(std::string_view text) {
  add(EntryKind::note, Side::server, std::string(text));
}

}  // namespace smtpspec::play

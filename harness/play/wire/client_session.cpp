#include "play/wire/client_session.hpp"

#include <fmt/format.h>

#include <utility>

namespace smtpspec::play {

using result::EntryKind;
using result::Side;

void ClientSession::add_reply(const smtp::Reply& reply, bool asked_for, std::string label) {
  unasked_ += asked_for ? 0 : 1;
  add({.kind = EntryKind::reply,
       .side = Side::server,
       .octets = reply.octets(),
       .asked_for = asked_for,
       .label = std::move(label)});
}

// Before our side speaks: what is here already, though every command was answered, answers nothing. It is
// judged by whoever waits for the next reply all the same, since no server says what a reply answers.
void ClientSession::keep_early_replies() {
  if (!labels_.certain() || labels_.pending() > 0) return;
  while (auto reply = next_reply()) {
    add_reply(*reply, false, {});
    early_.push_back({std::move(*reply), last_entry()});
  }
}

void ClientSession::connected(const Connected& event) {
  replies_ = smtp::ReplyReader();
  upcoming_.reset();
  early_.clear();
  labels_ = CommandLabels();
  extensions_ = {};
  last_label_.clear();
  last_code_ = 0;
  authenticated_ = got_tls_records_ = false;
  begin(event.address);
  if (event.tls) tls_established(*event.tls);
}

void ClientSession::sent(std::string_view octets) {
  keep_early_replies();
  labels_.sent(octets);
  add(EntryKind::command, Side::client, std::string(octets));
}

void ClientSession::sent_content(std::string_view head, std::uint64_t size) {
  labels_.sent_content(size);
  add(EntryKind::content, Side::client, std::string(head), size);
}

// Behind its 220 to STARTTLS a server reads and writes TLS: an alert there is no reply (RFC 8446 5.1: content
// types 20 to 23, then the major version 3).
bool ClientSession::is_tls_record(std::string_view octets) const {
  if (in_tls() || last_label_ != "STARTTLS" || last_code_ != 220) return false;
  if (got_tls_records_) return true;
  const auto type = static_cast<unsigned char>(octets.front());
  return replies_.incomplete().empty() && type >= 20 && type <= 23;
}

void ClientSession::received(std::string_view octets) {
  if (!is_tls_record(octets)) return replies_.append(octets);
  got_tls_records_ = true;
  note(fmt::format("{} octets of TLS records came", octets.size()));
}

// What was known before the handshake is forgotten (RFC 3207 section 4.2). With TLS from the first octet the
// greeting comes behind it and is awaited still.
void ClientSession::tls_established(const TlsFacts& facts) {
  const bool greeting_is_pending = labels_.pending() > 0 && last_label_.empty();
  if (!greeting_is_pending) labels_.tls_established();
  extensions_ = {};
  authenticated_ = false;
  begin_tls(facts);
}

std::optional<smtp::Reply> ClientSession::take_reply() {
  if (!early_.empty()) {
    EarlyReply early = std::move(early_.front());
    early_.pop_front();
    last_code_ = early.reply.code();
    last_label_.clear();
    return_to(early.entry);
    return std::move(early.reply);
  }
  auto reply = next_reply();
  if (!reply) return reply;
  const bool asked_for = labels_.pending() > 0 || !labels_.certain();
  last_code_ = reply->code();
  last_label_ = labels_.replied(last_code_);
  authenticated_ = authenticated_ || last_code_ == 235;
  add_reply(*reply, asked_for, last_label_);
  if (last_label_ == "EHLO" && last_code_ == 250) extensions_ = smtp::parse_extensions(*reply);
  if (last_label_ == "HELO" && last_code_ == 250) extensions_ = {};
  return reply;
}

std::optional<smtp::Reply> ClientSession::next_reply() {
  return upcoming_ ? std::exchange(upcoming_, std::nullopt) : replies_.next();
}

const smtp::Reply* ClientSession::upcoming() {
  if (!early_.empty()) return &early_.front().reply;
  if (!upcoming_) upcoming_ = replies_.next();
  return upcoming_ ? &*upcoming_ : nullptr;
}

TurnedWire ClientSession::hand_over() {
  TurnedWire wire{in_tls(), {}};
  while (const auto reply = next_reply()) wire.unread += reply->octets();
  wire.unread += replies_.take_all();
  leave_to_other();
  return wire;
}

std::string ClientSession::take_rest() {
  while (take_reply()) {
  }
  std::string stray = replies_.take_all();
  if (!stray.empty()) add(EntryKind::stray, Side::server, stray);
  return stray;
}

}  // namespace smtpspec::play

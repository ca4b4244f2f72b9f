#include "play/wire/session.hpp"

#include <fmt/format.h>

#include <utility>

namespace smtpspec::play {

using result::EntryKind;
using result::Side;

Session::Session(Record& record, Side ours) : record_(record), ours_(ours) {}

Side Session::theirs() const {
  return ours_ == Side::client ? Side::server : Side::client;
}

void Session::add(result::Entry entry) {
  entry.at = record_.now;
  entry.in_tls = in_tls_;
  entry.leg = leg_;
  record_.transcript.add(std::move(entry));
  last_entry_ = record_.transcript.entries().size() - 1;
}

void Session::add(EntryKind kind, Side side, std::string octets, std::uint64_t size, std::string label) {
  add({.kind = kind, .side = side, .octets = std::move(octets), .size = size, .label = std::move(label)});
}

void Session::begin(std::string_view address) {
  open_ = true;
  in_tls_ = false;
  bindings_ = {};
  add(EntryKind::connected, Side::client, std::string(address));
}

void Session::begin_tls(const TlsFacts& facts) {
  in_tls_ = true;
  bindings_ = facts.bindings;
  add(EntryKind::tls, ours_, fmt::format("TLS {} {}", facts.version, facts.cipher));
}

void Session::leave_to_other() {
  open_ = false;
}

void Session::take_from_other(const TurnedWire& wire) {
  open_ = true;
  in_tls_ = wire.in_tls;
  call(std::string(result::turned_leg));
  note("the roles of client and server are turned");
}

void Session::tls_failed(std::string_view reason) {
  settle_ours();
  add(EntryKind::tls_failed, theirs(), std::string(reason));
  open_ = false;
}

// Behind a half-close the peer may still answer what it was sent.
void Session::ended(std::string_view how) {
  settle_ours();
  add(EntryKind::ended, ours_, std::string(how));
  if (how == "half-close")
    half_closed();
  else
    open_ = false;
}

void Session::closed(EntryKind how) {
  settle_ours();
  settle_theirs();
  add(how, theirs(), {});
  open_ = false;
}

void Session::silence(std::string_view waited_for) {
  settle_ours();
  settle_theirs();
  add(EntryKind::silence, theirs(), std::string(waited_for), 0, awaited());
}

void Session::note(std::string_view text) {
  add(EntryKind::note, ours_, std::string(text));
}

}  // namespace smtpspec::play

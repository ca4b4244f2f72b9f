// HostSession: the wire as the player of the server's side knows it: what the client sent, what it was
// answered, the transcript, and what a server would know of this client by now.
#pragma once

#include <chrono>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "play/client_units.hpp"
#include "play/event.hpp"
#include "reference/session.hpp"
#include "result/transcript.hpp"
#include "smtp/extensions.hpp"
#include "smtp/reply.hpp"

namespace smtpspec::play {

class HostSession {
 public:
  void at(std::chrono::microseconds now) { now_ = now; }

  void accepted(std::string_view address);
  void received(std::string_view octets);
  // The next unit, which a reply is then owed to. Written down already.
  std::optional<Unit> take_unit();
  // Takes back every unit that no reply was sent to: somebody else answers them.
  void put_back_unanswered();
  // The same of the latest one.
  void put_back_latest();
  // Replies, or what stands in their place. Each complete one answers the oldest unit that waits for one.
  void sent(std::string_view octets);
  void sent_content(std::string_view head, std::uint64_t size);
  void tls_established(const TlsFacts& facts);
  void tls_failed(std::string_view reason);
  void ended(std::string_view how);    // by the harness
  void closed(result::EntryKind how);  // by the client: closed or reset
  void silence(std::string_view waited_for);
  void note(std::string_view text);

  bool open() const { return open_; }
  bool in_tls() const { return state_.channel == reference::Channel::tls; }
  bool greeted() const { return greeted_; }
  // A line, or mail data, that has no end yet.
  bool has_part_of_unit() const { return !units_.pending().empty(); }
  bool flooded() const { return units_.flooded(); }
  bool in_transaction() const { return state_.sender.has_value(); }
  bool in_mail_data() const { return in_mail_data_; }
  // What a server knows in this connection.
  const reference::Session& state() const { return state_; }
  // The list of this case's latest EHLO reply, in this connection or one before; empty if there was none.
  const std::optional<smtp::Extensions>& offered() const { return offered_; }
  // The reply to EHLO that was said last, in clear or in TLS as it is now; empty if there was none.
  const std::string& list() const { return list_; }
  bool offered_starttls() const { return offered_starttls_; }
  // What was accepted of the client, in all connections.
  const std::vector<std::string>& accepted_contents() const { return accepted_; }

  const result::Transcript& transcript() const { return transcript_; }
  std::size_t last_entry() const { return transcript_.entries().size() - 1; }

 private:
  void add(result::EntryKind kind, result::Side side, std::string octets, std::uint64_t size = 0);
  void write_down(const Unit& unit);
  void answered(const smtp::Reply& reply);
  void follow(const Unit& unit, const smtp::Reply& reply);
  void follow_envelope(const Unit& unit);
  void follow_content(const Unit& unit, const smtp::Reply& reply);
  void take_stray();
  void add_rest();

  ClientUnits units_;
  std::deque<Unit> arrived_;     // and not taken yet
  std::deque<Unit> unanswered_;  // taken
  smtp::ReplyReader replies_;    // of ours
  reference::Session state_;
  std::string chunks_;
  std::optional<smtp::Extensions> offered_;
  bool offered_starttls_ = false;
  std::string list_;
  std::vector<std::string> accepted_;
  result::Transcript transcript_;
  std::chrono::microseconds now_{0};
  bool open_ = false;
  bool greeted_ = false;
  bool in_mail_data_ = false;
};

}  // namespace smtpspec::play

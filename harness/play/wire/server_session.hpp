// ServerSession: the wire of a server leg: what the client sent, what it was answered, and what a server
// would know of this client by now.
#pragma once

#include <cstddef>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "play/wire/client_units.hpp"
#include "play/wire/session.hpp"
#include "reference/session.hpp"
#include "smtp/extensions.hpp"
#include "smtp/reply.hpp"

namespace smtpspec::play {

class ServerSession : public Session {
 public:
  explicit ServerSession(Record& record) : Session(record, result::Side::server) {}

  void accepted(std::string_view address);
  // The peer was the server so far, and is the client from now on.
  void turned(const TurnedWire& wire);
  void received(std::string_view octets) override;
  // The next unit, which a reply is then owed to. Written down already.
  std::optional<Unit> take_unit();
  // Takes back every unit that no reply was sent to: somebody else answers them.
  void put_back_unanswered();
  // The same of the latest one.
  void put_back_latest();
  // Replies, or what stands in their place. Each complete one answers the oldest unit that waits for one.
  void sent(std::string_view octets) override;
  void sent_content(std::string_view head, std::uint64_t size) override;
  void tls_established(const TlsFacts& facts) override;

  bool greeted() const { return greeted_; }
  // A line, or mail data, that has no end yet.
  bool has_part_of_unit() const { return !units_.pending().empty(); }
  bool flooded() const { return units_.flooded(); }
  bool in_transaction() const { return state_.sender.has_value(); }
  bool in_mail_data() const { return in_mail_data_; }
  // They began, and their end has not come.
  bool inside_content() const { return units_.in_mail_data(); }
  // What a server knows in this connection.
  const reference::Session& state() const { return state_; }
  // The list of this case's latest EHLO reply, in this connection or one before; empty if there was none.
  const std::optional<smtp::Extensions>& offered() const { return offered_; }
  // The reply to EHLO that was said last, in clear or in TLS as it is now; empty if there was none.
  const std::string& list() const { return list_; }
  bool offered_starttls() const { return offered_starttls_; }
  // What was accepted of the client, in all connections.
  const std::vector<std::string>& accepted_contents() const { return accepted_; }

 private:
  void forget();
  // Half a reply, garbage.
  void settle_ours() override;
  // What the client left unfinished.
  void settle_theirs() override;
  void write_down(Unit& unit);
  void answered(const smtp::Reply& reply);
  void follow(const Unit& unit, const smtp::Reply& reply);
  void follow_envelope(const Unit& unit);
  void follow_content(const Unit& unit, const smtp::Reply& reply);

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
  bool greeted_ = false;
  bool in_mail_data_ = false;
};

}  // namespace smtpspec::play

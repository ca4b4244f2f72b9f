// Hop: where mail of a relay arrives: its next hop, or the server of the sender's domain.
//
// The reference server answers there by itself, as the scenario's `serve` and `on` lines of the leg say, in
// as many connections as the relay makes; the scenario looks at what came when it comes to the line that is
// about it. Without sockets: whoever has the connections hands in what arrives, and sends what it is given.
#pragma once

#include <chrono>
#include <cstddef>
#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "play/judging/judgement.hpp"
#include "play/judging/relayed_mail.hpp"
#include "play/legs/serving.hpp"
#include "play/wire/server_session.hpp"

namespace smtpspec::play {

class Hop {
 public:
  using Answer = Serving::Answer;

  // A command that came, and what it was answered.
  struct Said {
    Unit unit;
    int code = 0;
    std::size_t connection = 0;
  };

  // `record` and `values` outlive it. `leg`: "out", "back". `came_back`: what arrives is returned to its
  // sender.
  Hop(Record& record, Values& values, std::string leg, bool came_back);

  // Before the first connection: its name, the domain it takes mail of, and the mailbox that it refuses.
  void begin(const std::string& name, std::string refused);
  void change(const scenario::Override& one) { serving_->change(one); }
  void offer(std::vector<std::string> lines) { serving_->offer(std::move(lines)); }

  // --- for who has the connections. `now`: since the play began; answers are to be sent.

  void clock(std::function<std::chrono::microseconds()> now) { now_ = std::move(now); }
  // Called whenever something arrived that a line may wait for.
  void when_news(std::function<void()> call) { tell_ = std::move(call); }
  std::size_t connected(std::string_view address);
  Answer greet(std::size_t connection);
  Answer receive(std::size_t connection, std::string_view octets);
  Answer tls_established(std::size_t connection, const TlsFacts& facts);
  void tls_failed(std::size_t connection, std::string_view reason);
  void closed(std::size_t connection, Ending ending);

  // --- for the leg

  const std::vector<Said>& said() const { return said_; }
  const std::vector<RelayedMailPtr>& mails() const { return mails_; }
  std::size_t connections() const { return connections_.size(); }
  // A content began that did not come to its end: LF where CRLF must be, or a relay that hung up.
  bool was_left_in_mail_data() const;
  // Transactions that were begun.
  std::size_t begun() const;
  // What the connection's latest EHLO was answered with.
  smtp::Extensions offered(std::size_t connection) const {
    return connections_[connection].session.offered().value_or(smtp::Extensions());
  }
  // The play is over: what is still open is written down.
  void drop();

 private:
  struct Connection {
    Connection(Record& record, const Serving& of) : session(record), serving(of) {}
    ServerSession session;
    Serving serving;
    std::shared_ptr<RelayedMail> envelope;  // of the transaction that is open
    std::string chunks;
    std::size_t accepted = 0;  // contents
  };

  void tick();
  Answer work(std::size_t number);
  bool refuses(const Unit& unit) const;
  void settle(Connection& connection, const Unit& unit, int code);
  void take(Connection& connection, const Unit& unit);
  void tell();

  Record& record_;
  Values& values_;
  std::string leg_;
  bool came_back_;
  std::string refused_;
  std::optional<Serving> serving_;
  std::deque<Connection> connections_;
  std::vector<Said> said_;
  std::vector<RelayedMailPtr> mails_;
  std::function<std::chrono::microseconds()> now_;
  std::function<void()> tell_;
};

}  // namespace smtpspec::play

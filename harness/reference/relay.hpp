// Relay: the reference relay, a queue between the reference server and the reference client, without sockets
// and clocks.
//
// The caller runs a Server with `server_behaviour` and hands over what that accepts; runs a Client for each
// errand, at whatever server it takes for that of the domain, and tells how it ended. Reports are errands
// like others. Correct by default, and wrong where its RelayBehaviour says so.
//
// What the queue holds stands in relay_queue, the top of a message is made in relay_trace, its envelope in
// relay_submission; relay_notices decides on reports, and delivery_report writes them.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "reference/client_submission.hpp"
#include "reference/relay_behaviour.hpp"
#include "reference/relay_queue.hpp"
#include "reference/server.hpp"
#include "smtp/extensions.hpp"

namespace smtpspec::reference {

class Relay {
 public:
  explicit Relay(RelayBehaviour behaviour = {});

  // Of the server that takes mail in: any recipient, and any sender.
  const Behaviour& server_behaviour() const { return behaviour_.server; }
  // The server took responsibility for it just now.
  void accept(const Message& message);

  struct Errand {
    std::size_t id = 0;
    std::string domain;  // of all its recipients
    Submission submission;
  };
  // What is to be sent now, in one session; nothing: all is done, or waits for the next round.
  std::optional<Errand> next();
  ClientBehaviour client_behaviour(const Errand& errand) const;
  // How it ended, and what the next hop had offered in its latest reply to EHLO.
  void ended(const Errand& errand, const Report& report, const smtp::Extensions& offered);

  // Time goes by, and what was deferred is tried again, or given up. False: nothing waits.
  bool next_round();
  // Stopped at any place, and started again.
  void killed();

 private:
  using State = QueuedRecipient::State;
  struct UnderWay {
    std::size_t message = 0;              // its id
    std::vector<std::size_t> recipients;  // their places
  };

  QueuedMessage* find(std::size_t id);
  void add_recipients(QueuedMessage& queued) const;
  void settle(QueuedMessage& message, QueuedRecipient& recipient, Delivery delivery, const std::string& words,
              const smtp::Extensions& offered);
  void settle_deferred(QueuedMessage& message, QueuedRecipient& recipient, const std::string& words);
  void fail(QueuedMessage& message, QueuedRecipient& recipient, const std::string& words);
  void wait(QueuedMessage& message, QueuedRecipient& recipient);
  bool is_past_time(QueuedMessage& message, QueuedRecipient& recipient);
  void report_where_settled();
  void forget_what_is_done();

  RelayBehaviour behaviour_;
  std::vector<QueuedMessage> queue_;
  std::map<std::size_t, UnderWay> under_way_;  // by errand
  std::size_t latest_id_ = 0, latest_errand_ = 0;
  long now_ = 0;  // seconds since it began
};

}  // namespace smtpspec::reference

// Serving: the reference server in a scenario's session, with single answers changed by `on` lines.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "play/material/submission_order.hpp"
#include "play/material/values.hpp"
#include "play/wire/client_units.hpp"
#include "play/wire/server_session.hpp"
#include "reference/server.hpp"
#include "scenario/scenario.hpp"

namespace smtpspec::play {

// Of a reply of ours; 0 where nothing is said.
int code_of(std::string_view reply);

class Serving {
 public:
  // What is done about one unit, or when a connection stands.
  struct Answer {
    std::string octets;
    bool start_tls = false;
    enum class End { no, close, reset } end = End::no;
    bool refused = false;  // the server itself did not take it, whatever an `on` line says of it
  };

  // `order` tells which recipients there are and who may log in.
  Serving(const SubmissionOrder& order, Values& values);
  // The same server for another connection, which has not begun.
  Serving(const Serving& other);
  // Any mailbox of these domains is a recipient.
  void accept_all_of(std::vector<std::string> domains) { domains_ = std::move(domains); }

  // Any mailbox of any domain is.
  void accept_anybody() { accepts_anybody_ = true; }

  // An `on` line: it holds from now on, and the latest of several for one place first.
  void change(const scenario::Override& one);
  // What EHLO is answered with, with parameters; nothing: everything that the reference server has.
  void offer(std::optional<std::vector<std::string>> lines);

  // The server of a connection that just began; its greeting.
  Answer greet(reference::Channel channel, const sasl::ChannelBindings& bindings = {});
  // The same in the middle of a dialogue.
  void resume(const ServerSession& session);
  Answer answer(const Unit& unit);
  Answer tls_established(const sasl::ChannelBindings& bindings);
  // An answer was another than the server's own.
  bool has_changed_one() const { return changed_one_; }

 private:
  struct Change {
    const scenario::Override* line;
    std::optional<std::uint64_t> times_left;  // empty: each time
  };

  Change* change_for(scenario::Override::Place place, const Unit* unit);
  Answer changed(Change& change, const Unit* unit);
  Answer to_ehlo(Answer answer) const;
  Answer fed(const std::string& octets);
  reference::Behaviour behaviour() const;

  std::vector<std::string> recipients_;
  std::string server_name_, user_, password_;
  Values& values_;
  std::vector<std::string> domains_;
  bool accepts_anybody_ = false;
  std::shared_ptr<std::vector<Change>> changes_;  // copies share them: each holds wherever it comes first
  bool changed_one_ = false;
  std::optional<std::vector<std::string>> lines_;
  std::optional<reference::Server> server_;
  bool in_tls_ = false;
  bool in_mail_data_ = false;  // the server knows of it
  bool turned_away_ = false;   // greeted with a refusal: nothing but QUIT is served (RFC 5321 3.1)
};

}  // namespace smtpspec::play

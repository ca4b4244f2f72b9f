// Session: the wire of one leg as a play knows it. What both kinds of leg write down in the same way is here;
// client_session has what a client keeps of its server, server_session what a server keeps of its client.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "play/wire/event.hpp"
#include "result/transcript.hpp"

namespace smtpspec::play {

// The transcript of a play, and the clock that dates its entries. All legs write into the same one: page
// order is the order in time, whoever speaks.
struct Record {
  result::Transcript transcript;
  std::chrono::microseconds now{0};
};

// A connection on which the roles of client and server were turned, as the other side goes on with it.
struct TurnedWire {
  bool in_tls = false;
  std::string unread;  // what the peer said and nobody has judged: it speaks first, or ahead of its turn
};

class Session {
 public:
  // `record` outlives the session.
  Session(Record& record, result::Side ours);
  virtual ~Session() = default;
  Session(const Session&) = delete;
  Session& operator=(const Session&) = delete;

  // What our side is about to send: a line or octets, written down as they are.
  virtual void sent(std::string_view octets) = 0;
  // A content: its head is enough for the transcript, `size` counts.
  virtual void sent_content(std::string_view head, std::uint64_t size) = 0;
  virtual void received(std::string_view octets) = 0;
  virtual void tls_established(const TlsFacts& facts) = 0;
  void tls_failed(std::string_view reason);
  void ended(std::string_view how);    // by the harness
  void closed(result::EntryKind how);  // by the peer: closed or reset
  void silence(std::string_view waited_for);
  void note(std::string_view text);
  // Its name in the transcript, where there are several conversations.
  void call(std::string leg) { leg_ = std::move(leg); }
  const std::string& called() const { return leg_; }

  bool open() const { return open_; }
  bool in_tls() const { return in_tls_; }
  const sasl::ChannelBindings& bindings() const { return bindings_; }
  const result::Transcript& transcript() const { return record_.transcript; }
  // Where in the transcript the latest thing stands that happened on this leg.
  std::size_t last_entry() const { return last_entry_; }

 protected:
  void add(result::EntryKind kind, result::Side side, std::string octets, std::uint64_t size = 0,
           std::string label = {});
  void add(result::Entry entry);
  // A connection stands, with nothing known of the one before.
  void begin(std::string_view address);
  void begin_tls(const TlsFacts& facts);
  // The roles were turned: another session speaks, or this one in another's place.
  void leave_to_other();
  void take_from_other(const TurnedWire& wire);
  // What was written down earlier happens only now, for whoever asks.
  void return_to(std::size_t entry) { last_entry_ = entry; }

  // What of our own octets is no complete reply is written down before something else is.
  virtual void settle_ours() {}
  // The same of the peer's.
  virtual void settle_theirs() = 0;
  virtual void half_closed() {}
  // What the peer owes, where that is known.
  virtual std::string awaited() const { return {}; }

 private:
  result::Side theirs() const;

  Record& record_;
  result::Side ours_;
  std::string leg_;
  std::size_t last_entry_ = 0;
  bool open_ = false;
  bool in_tls_ = false;
  sasl::ChannelBindings bindings_;
};

}  // namespace smtpspec::play

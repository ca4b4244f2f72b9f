// ClientSession: the wire of a client leg: replies as they complete, what each of them answers, the extension
// list.
#pragma once

#include <cstddef>
#include <deque>
#include <optional>
#include <string>
#include <string_view>

#include "play/wire/command_labels.hpp"
#include "play/wire/session.hpp"
#include "smtp/extensions.hpp"
#include "smtp/reply.hpp"

namespace smtpspec::play {

class ClientSession : public Session {
 public:
  explicit ClientSession(Record& record) : Session(record, result::Side::client) {}

  void connected(const Connected& event);
  void sent(std::string_view octets) override;
  void sent_content(std::string_view head, std::uint64_t size) override;
  void received(std::string_view octets) override;
  void tls_established(const TlsFacts& facts) override;

  // The next complete reply, written down with its label, and as unasked-for if no command waits for one.
  std::optional<smtp::Reply> take_reply();
  // The same reply while it is not taken yet; null if there is none.
  const smtp::Reply* upcoming();
  // The mail data have their reply although their end was not sent: it is written down as the content's.
  void answered_early() { labels_.answered_early(); }
  // Everything that has arrived, written down and forgotten: before a handshake, at the end. Returns the
  // octets that are no complete reply.
  std::string take_rest();
  // The roles are turned: whoever is the server from now on reads on where this one stopped.
  TurnedWire hand_over();

  bool authenticated() const { return authenticated_; }
  bool in_mail_data() const { return labels_.in_mail_data(); }
  const std::string& last_label() const { return last_label_; }
  int last_code() const { return last_code_; }
  // Of the latest EHLO reply; empty after HELO and after a handshake.
  const smtp::Extensions& extensions() const { return extensions_; }
  // Replies that came though no command waited for one.
  std::size_t unasked() const { return unasked_; }

 private:
  void settle_theirs() override { take_rest(); }
  void half_closed() override { labels_.half_closed(); }
  std::string awaited() const override { return labels_.awaited(); }
  bool is_tls_record(std::string_view octets) const;
  void add_reply(const smtp::Reply& reply, bool asked_for, std::string label);
  void keep_early_replies();
  std::optional<smtp::Reply> next_reply();

  // A reply that was there before the command that it would be taken to answer, and its entry.
  struct EarlyReply {
    smtp::Reply reply;
    std::size_t entry;
  };

  smtp::ReplyReader replies_;
  std::optional<smtp::Reply> upcoming_;  // looked at, not taken
  std::deque<EarlyReply> early_;
  CommandLabels labels_;
  smtp::Extensions extensions_;
  std::string last_label_;
  int last_code_ = 0;
  std::size_t unasked_ = 0;
  bool authenticated_ = false;
  bool got_tls_records_ = false;  // behind a 220 to STARTTLS, where we began no handshake
};

}  // namespace smtpspec::play

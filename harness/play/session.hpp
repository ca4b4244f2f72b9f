// Session: the wire as the player knows it: replies as they complete, the transcript, the extension list.
#pragma once

#include <chrono>
#include <deque>
#include <optional>
#include <string>
#include <string_view>

#include "play/command_labels.hpp"
#include "play/event.hpp"
#include "result/transcript.hpp"
#include "smtp/extensions.hpp"
#include "smtp/reply.hpp"

namespace smtpspec::play {

class Session {
 public:
  void at(std::chrono::microseconds now) { now_ = now; }

  void connected(const Connected& event);
  // What our side is about to send: a line or octets, written down as they are.
  void sent(std::string_view octets);
  // A content: its head is enough for the transcript, `size` counts.
  void sent_content(std::string_view head, std::uint64_t size);
  void received(std::string_view octets);
  void tls_established(const TlsFacts& facts);
  void tls_failed(std::string_view reason);
  void ended(std::string_view how);    // by the harness
  void closed(result::EntryKind how);  // by the target: closed or reset
  void silence(std::string_view waited_for);
  void note(std::string_view text);

  // The next complete reply, written down with its label, and as unasked-for if no command waits for one.
  std::optional<smtp::Reply> take_reply();
  // The same reply while it is not taken yet; null if there is none.
  const smtp::Reply* upcoming();
  // The mail data have their reply although their end was not sent: it is written down as the content's.
  void answered_early() { labels_.answered_early(); }
  // Everything that has arrived, written down and forgotten: before a handshake, at the end. Returns the
  // octets that are no complete reply.
  std::string take_rest();
  bool has_pending_octets() const { return !replies_.incomplete().empty(); }

  bool open() const { return open_; }
  bool in_tls() const { return in_tls_; }
  bool authenticated() const { return authenticated_; }
  bool in_mail_data() const { return labels_.in_mail_data(); }
  const std::string& last_label() const { return last_label_; }
  int last_code() const { return last_code_; }
  // Of the latest EHLO reply; empty after HELO and after a handshake.
  const smtp::Extensions& extensions() const { return extensions_; }
  const result::Transcript& transcript() const { return transcript_; }
  // Where in the transcript the latest thing stands that happened.
  std::size_t last_entry() const { return last_entry_; }
  // Replies that came though no command waited for one.
  std::size_t unasked() const { return unasked_; }

 private:
  bool is_tls_record(std::string_view octets) const;
  void add(result::EntryKind kind, result::Side side, std::string octets, std::uint64_t size = 0);
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
  result::Transcript transcript_;
  smtp::Extensions extensions_;
  std::chrono::microseconds now_{0};
  std::string last_label_;
  int last_code_ = 0;
  std::size_t unasked_ = 0;
  std::size_t last_entry_ = 0;
  bool open_ = false;
  bool in_tls_ = false;
  bool authenticated_ = false;
  bool got_tls_records_ = false;  // behind a 220 to STARTTLS, where we began no handshake
};

}  // namespace smtpspec::play

#include "watch/client_session.hpp"

#include <algorithm>
#include <array>
#include <deque>
#include <utility>

#include "smtp/chunk.hpp"
#include "smtp/reply.hpp"
#include "smtp/submission_values.hpp"
#include "watch/findings.hpp"
#include "watch/session.hpp"

namespace smtpspec::watch {
namespace {

using result::Entry;
using result::EntryKind;
using Misread = SeenCommand::Misread;

// A client that is left without an answer may go on without it, to end the session: RFC 5321 4.5.3.2 names
// minutes for that, tests use seconds.
constexpr std::chrono::seconds long_wait{1};

std::string_view without_line_end(std::string_view octets) {
  if (octets.ends_with('\n')) octets.remove_suffix(1);
  while (octets.ends_with('\r')) octets.remove_suffix(1);  // more than one are a rule's own business
  return octets;
}

ClientTransaction begun_by(const smtp::Command& mail) {
  ClientTransaction transaction{.open = true};
  const std::string argument = smtp::upper(mail.argument);
  transaction.binary = argument.find(" BODY=BINARYMIME") != std::string::npos;
  transaction.eight_bit = argument.find(" BODY=8BITMIME") != std::string::npos;
  transaction.smtputf8 = argument.find(" SMTPUTF8") != std::string::npos;
  const auto reading = smtp::parse_path_argument(mail.argument, "FROM");
  const smtp::Parameter* size = reading.argument ? reading.argument->find("SIZE") : nullptr;
  if (size) transaction.declared = smtp::parse_number(size->value.value_or(""));
  return transaction;
}

// RFC 4954 section 4: AUTH may be followed in its group where it has its initial response, the client begins
// and one round trip is all. These mechanisms are known to be so.
bool is_whole_auth(const smtp::Command& command) {
  if (command.verb != "AUTH") return false;
  const std::size_t blank = command.argument.find(' ');
  if (blank == std::string::npos) return false;
  constexpr std::array<std::string_view, 4> one_round_trip = {"PLAIN", "EXTERNAL", "ANONYMOUS", "XOAUTH2"};
  const std::string mechanism = smtp::upper(command.argument.substr(0, blank));
  return std::find(one_round_trip.begin(), one_round_trip.end(), mechanism) != one_round_trip.end();
}

bool is_known_verb(std::string_view verb) {
  constexpr std::array<std::string_view, 14> verbs = {"EHLO", "HELO", "MAIL", "RCPT",    "DATA",
                                                      "BDAT", "RSET", "NOOP", "QUIT",    "VRFY",
                                                      "EXPN", "HELP", "AUTH", "STARTTLS"};
  return std::find(verbs.begin(), verbs.end(), verb) != verbs.end();
}

// RFC 8446 section 5.1: a record of the type handshake, and the major version 3.
bool begins_handshake(std::string_view octets) {
  return octets.starts_with("\x16\x03");
}

class Reader {
 public:
  void follow(std::size_t at, const Entry& entry) {
    if (entry.kind == EntryKind::connected) begin_connection(entry);
    if (entry.kind == EntryKind::command) follow_command(at, entry);
    if (entry.kind == EntryKind::content) follow_content(at, entry);
    if (handshake_due_ && (entry.kind == EntryKind::reply || entry.kind == EntryKind::stray)) planted_ = true;
    if (entry.kind == EntryKind::reply) follow_reply(entry);
    if (entry.kind == EntryKind::tls) begin_tls();
    if (entry.kind == EntryKind::tls_failed || entry.kind == EntryKind::ended) over_ = true;
    if (entry.kind == EntryKind::closed || entry.kind == EntryKind::reset) follow_close(at, entry);
    if (entry.kind == EntryKind::silence && (open_mail_data_ || awaits_mail_data_)) follow_close(at, entry);
  }

  ClientSession take() { return std::move(session_); }

 private:
  void begin_connection(const Entry& entry) {
    known_ = {};
    known_.in_tls = entry.in_tls;
    last_word_.reset();
    asked_in_.clear();
    over_ = open_mail_data_ = awaits_mail_data_ = handshake_due_ = planted_ = false;
    misread_ = Misread::no;
    answered_last_.clear();
  }

  void begin_tls() {
    const bool greeted = known_.greeted;
    known_ = {};
    known_.greeted = greeted;
    known_.in_tls = known_.begins_tls = true;
    known_.implicit_tls = !greeted;
    known_.planted = std::exchange(planted_, false);
    handshake_due_ = false;
    asked_in_.clear();
    last_word_.reset();
  }

  ClientKnowledge known_at(const Entry& entry) {
    ClientKnowledge known = known_;
    known.waited_long = last_word_ && entry.at - *last_word_ >= long_wait;
    last_word_ = entry.at;
    return known;
  }

  void follow_command(std::size_t at, const Entry& entry) {
    SeenCommand seen{.entry = at,
                     .octets = entry.octets,
                     .shortened = is_shortened(entry),
                     .is_response = known_.in_exchange,
                     .early = !entry.asked_for,
                     .command = smtp::parse_command(without_line_end(entry.octets)),
                     .before = known_at(entry)};
    known_.begins_tls = false;
    known_.in_exchange = false;
    seen.misread = misread(seen);
    known_.behind_whole_auth = !seen.is_response && is_whole_auth(seen.command);
    if (!seen.is_response && seen.misread == Misread::no) change_state(seen.command);
    ask(seen.misread != Misread::no ? "" : seen.is_response ? "AUTH" : seen.command.verb);
    session_.commands.push_back(std::move(seen));
  }

  Misread misread(const SeenCommand& seen) {
    const Misread before = misread_;
    // The end of what was taken for commands.
    if (before == Misread::content && seen.octets == ".\r\n") misread_ = Misread::no;
    if (before != Misread::no) return before;
    if (!seen.before.in_tls && begins_handshake(seen.octets))
      misread_ = Misread::handshake;
    else if (seen.early && answered_last_ == "DATA" && !is_known_verb(seen.command.verb))
      misread_ = Misread::content;
    return misread_;
  }

  void ask(std::string verb) {
    known_.unanswered.push_back(std::move(verb));
    asked_in_.push_back(transaction_number_);
  }

  // What the command means for those that come in one group with it.
  void change_state(const smtp::Command& command) {
    ClientTransaction& transaction = known_.transaction;
    if (command.verb == "MAIL") {
      transaction = begun_by(command);
      ++transaction_number_;
    }
    if (command.verb == "RCPT") ++transaction.recipients;
    if (command.verb == "RSET" || command.verb == "EHLO" || command.verb == "HELO") transaction = {};
    known_.greeting_said = known_.greeting_said || command.verb == "EHLO" || command.verb == "HELO";
    // A QUIT that was refused ends nothing: whoever goes on behind it has to say it anew.
    if (command.verb == "QUIT" || known_.quit_refused) known_.after_quit = command.verb == "QUIT";
    known_.quit_refused = false;
    const bool fetches = command.verb == "BURL";
    const auto url = fetches ? smtp::parse_url_argument(command.argument) : std::nullopt;
    if (url && url->last) transaction.open = false;
    if (command.verb != "BDAT") return;
    transaction.chunk_behind_last = transaction.chunks && !transaction.open;
    transaction.chunks = true;
    const auto chunk = smtp::parse_chunk(command.argument);
    if (chunk && chunk->last) transaction.open = false;
  }

  void follow_content(std::size_t at, const Entry& entry) {
    if (open_mail_data_) return go_on_with_content(entry);
    const bool is_chunk = !awaits_mail_data_ && known_.awaits("BDAT");
    SeenContent seen{.entry = at, .is_chunk = is_chunk, .early = !entry.asked_for, .before = known_at(entry)};
    const std::string_view octets = entry.octets;
    if (is_shortened(entry))
      seen.stretches = {std::string(octets.substr(0, entry.cut_at)),
                        std::string(octets.substr(entry.cut_at))};
    else
      seen.stretches = {std::string(octets)};
    session_.contents.push_back(std::move(seen));
    if (is_chunk) return;
    awaits_mail_data_ = false;
    open_mail_data_ = !(octets == ".\r\n" || octets.ends_with("\r\n.\r\n"));
    session_.contents.back().ended = !open_mail_data_;
    known_.transaction = {};
    ask("content");
  }

  // Mail data may come in several pieces.
  void go_on_with_content(const Entry& entry) {
    std::vector<std::string>& stretches = session_.contents.back().stretches;
    const std::string_view octets = entry.octets;
    stretches.back() += octets.substr(0, is_shortened(entry) ? entry.cut_at : octets.npos);
    if (is_shortened(entry)) stretches.emplace_back(octets.substr(entry.cut_at));
    open_mail_data_ = !stretches.back().ends_with("\r\n.\r\n");
    session_.contents.back().ended = !open_mail_data_;
    last_word_ = entry.at;
  }

  void follow_reply(const Entry& entry) {
    const smtp::Reply reply = smtp::read_reply(entry.octets);
    if (reply.code() == 421) known_.dismissed = true;
    if (!known_.greeted) {
      known_.greeted = true;
      return;
    }
    if (!entry.asked_for || known_.unanswered.empty()) return;
    const std::string verb = known_.unanswered.front();
    const bool of_this_transaction = asked_in_.front() == transaction_number_;
    answered_last_ = verb;
    known_.unanswered.erase(known_.unanswered.begin());
    asked_in_.pop_front();
    learn(verb, reply, of_this_transaction);
  }

  void learn(const std::string& verb, const smtp::Reply& reply, bool of_this_transaction) {
    ClientTransaction& transaction = known_.transaction;
    if (verb == "EHLO" && reply.positive()) {
      known_.offered = smtp::parse_extensions(reply);
      known_.session_open = true;
    }
    if (verb == "HELO" && reply.positive()) {
      known_.offered = smtp::Extensions();
      known_.session_open = true;
    }
    if ((verb == "EHLO" || verb == "HELO") && !reply.positive() && !known_.session_open)
      for (SeenCommand& seen : session_.commands)
        seen.greeting_refused = seen.greeting_refused || seen.before.awaits(verb);
    if (verb == "MAIL" && !reply.positive() && of_this_transaction) transaction = {.refused = true};
    if (verb == "QUIT") known_.quit_refused = !reply.positive();
    if (verb == "DATA") awaits_mail_data_ = reply.code() == 354;
    if (reply.code() == 503 && of_this_transaction) note_out_of_turn(verb);
    if (verb == "BDAT" && !reply.positive() && of_this_transaction)
      transaction.chunk_refused = transaction.chunks;
    // RFC 4468 section 3.2: what can't be fetched ends the transaction.
    if (verb == "BURL" && !reply.positive() && of_this_transaction) transaction = {};
    if (verb == "STARTTLS") handshake_due_ = reply.code() == 220;
    if (verb == "AUTH") {
      known_.in_exchange = reply.code() == 334;
      known_.authenticated = known_.authenticated || reply.positive();
    }
  }

  // RFC 3030 sections 2 and 3. Where chunks are pipelined, what follows may have crossed the reply.
  void note_out_of_turn(const std::string& verb) {
    ClientTransaction& transaction = known_.transaction;
    const bool chunk = verb == "BDAT" && transaction.chunk_behind_last && !known_.offers("PIPELINING");
    const bool data = verb == "DATA" && (transaction.chunks || transaction.binary);
    transaction.out_of_turn = transaction.out_of_turn || chunk || data;
  }

  void follow_close(std::size_t at, const Entry& entry) {
    if (std::exchange(over_, true) || handshake_due_) return;
    session_.closes.push_back({.entry = at,
                               .how = entry.kind == EntryKind::silence ? SeenClose::How::silent
                                      : entry.kind == EntryKind::reset ? SeenClose::How::reset
                                                                       : SeenClose::How::closed,
                               .inside_mail_data = open_mail_data_ || awaits_mail_data_,
                               .before = known_at(entry)});
  }

  ClientSession session_;
  ClientKnowledge known_;
  std::optional<std::chrono::microseconds> last_word_;
  bool awaits_mail_data_ = false;  // behind 354
  bool open_mail_data_ = false;
  std::deque<std::size_t> asked_in_;  // the transaction that each unanswered command belongs to
  std::size_t transaction_number_ = 0;
  Misread misread_ = Misread::no;
  std::string answered_last_;  // the verb that the latest reply answers
  bool handshake_due_ = false;
  bool planted_ = false;
  bool over_ = false;
};

}  // namespace

bool ClientKnowledge::awaits(std::string_view verb) const {
  return std::find(unanswered.begin(), unanswered.end(), verb) != unanswered.end();
}

void note(Findings& findings, std::string_view rule, const SeenCommand& seen, std::string message,
          std::string expected) {
  note(findings, rule, seen, std::move(message), std::move(expected), shown(seen.octets));
}

void note(Findings& findings, std::string_view rule, const SeenCommand& seen, std::string message,
          std::string expected, std::string got) {
  findings.note(rule, {.entry = seen.entry,
                       .message = std::move(message),
                       .expected = std::move(expected),
                       .got = std::move(got)});
}

ClientSession read_client_session(const result::Transcript& transcript) {
  Reader reader;
  for (std::size_t at = 0; at < transcript.entries().size(); ++at)
    reader.follow(at, transcript.entries()[at]);
  return reader.take();
}

}  // namespace smtpspec::watch

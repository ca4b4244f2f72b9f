// Session: what a server knows of its client, from the greeting to the content of the current transaction.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "reference/behaviour.hpp"
#include "reference/content.hpp"
#include "reference/reversal_rules.hpp"
#include "sasl/channel_binding.hpp"
#include "smtp/command.hpp"

namespace smtpspec::reference {

enum class Channel { clear, tls };

enum class Greeting { none, helo, ehlo };

enum class Body { unsaid, seven_bit, eight_bit_mime, binarymime };

struct Sender {
  std::string reverse_path;  // without brackets; empty for <>
  Body body = Body::unsaid;
  std::optional<std::string> submitter;  // decoded, RFC 4405
  std::optional<long> delivered_by;      // seconds from the receipt of MAIL, RFC 2852
  std::vector<smtp::Parameter> parameters;
  int priority = 0;              // RFC 6710
  std::optional<long> held_for;  // seconds, RFC 4865
  bool held_until = false;
};

struct Session {
  Channel channel = Channel::clear;
  sasl::ChannelBindings bindings;  // none: nobody told of them, and there is no -PLUS mechanism
  Greeting greeting = Greeting::none;

  std::optional<Sender> sender;  // a transaction is open
  std::optional<std::uint64_t> declared_size;
  bool smtputf8 = false;
  bool mail_refused = false;  // the latest MAIL was, and no transaction came of it
  std::vector<std::string> forward_paths;
  std::vector<std::vector<smtp::Parameter>> recipient_parameters;  // of each of them
  bool recipients_refused = false;
  bool last_recipient_refused = false;
  Content content;
  bool authenticated = false;
  bool ended_by_last = false;  // no other command that matters came since a BDAT LAST

  // Of the whole session, and of no concern to a server without mistakes and policies.
  bool has_accepted_message = false;
  std::size_t accepted_messages = 0;
  bool has_accepted_chunks = false;
  bool auth_has_failed = false;
  bool recipient_named = false;  // in any transaction
  std::string
      mailbox_told;  // in the answer to the latest VRFY or EXPN, or to RCPT for somebody who has moved
  bool told_of_a_move = false;  // by RCPT
  std::string client_name;      // of the latest EHLO or HELO
  Body latest_body = Body::unsaid;
  std::size_t resets = 0;
  bool chunk_has_failed = false;
  bool envid_named = false;                // by an earlier MAIL
  std::vector<WaitingMail> waiting;        // for customers
  std::vector<std::string> asked_domains;  // by ATRN
  bool notify_named = false;               // by an earlier RCPT of the transaction

  // `content` starts anew as `empty`.
  void forget(Knowledges what, const Content& empty);
};

// The extension can be used now, whether it is listed or not. Says nothing about EHLO: see `extended`.
bool serves(const Behaviour& behaviour, const Session& session, Extension extension);

// The session was opened with EHLO: only then can extensions be used (RFC 5321 2.2.1).
inline bool extended(const Session& session) {
  return session.greeting == Greeting::ehlo;
}

// What the behaviour forgets at an event.
void forget_at(Event event, const Behaviour& behaviour, Session& session);

}  // namespace smtpspec::reference

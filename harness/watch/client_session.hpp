// What a client said, read again from a transcript, each piece with what was known when it came.
//
// In a session in which a client is judged, every line that was read as a command is an entry of its own, and
// the entries stand in the order of events: a command in front of the reply to the one before it was sent
// without waiting for that.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "result/transcript.hpp"
#include "smtp/command.hpp"
#include "smtp/extensions.hpp"

namespace smtpspec::watch {

struct ClientTransaction {
  bool open = false;
  bool refused = false;        // MAIL was, and nothing ended it since
  std::size_t recipients = 0;  // that were named, whatever became of them
  bool chunks = false;         // BDAT was sent
  bool chunk_refused = false;  // and the client was told
  bool chunk_behind_last = false;
  bool out_of_turn = false;  // a 503 said so of that chunk, or of DATA where BDAT was due
  bool binary = false;       // BODY=BINARYMIME
  bool eight_bit = false;    // BODY=8BITMIME
  bool smtputf8 = false;
  std::optional<std::uint64_t> declared;  // by SIZE
};

// What a client knows.
struct ClientKnowledge {
  bool greeted = false;                     // by the server
  bool session_open = false;                // EHLO or HELO was accepted, and no handshake came behind it
  std::optional<smtp::Extensions> offered;  // by the latest EHLO that was accepted; empty: none was
  bool in_tls = false;
  bool begins_tls = false;     // nothing was said by the client since the handshake
  bool implicit_tls = false;   // from the first octet
  bool planted = false;        // octets in clear behind the 220 to STARTTLS: it may take them for replies
  bool greeting_said = false;  // EHLO or HELO was, and no handshake came behind it
  std::vector<std::string> unanswered;  // verbs, the oldest first; "content" behind the end of mail data
  bool in_exchange = false;             // the server waits for a response inside AUTH
  bool authenticated = false;
  bool after_quit = false;
  bool quit_refused = false;  // for now, or for good: it may be said again
  // What was said last is an AUTH that may be followed in its group.
  bool behind_whole_auth = false;
  bool dismissed = false;    // by 421: whatever the client does now, nobody told it how
  bool waited_long = false;  // since its last word: it may have given up waiting
  ClientTransaction transaction;

  bool offers(std::string_view keyword) const { return offered && offered->offers(keyword); }
  bool awaits(std::string_view verb) const;
};

struct SeenCommand {
  std::size_t entry = 0;
  std::string octets;  // as they came, with the end of the line
  bool shortened = false;
  bool is_response = false;       // of a SASL exchange
  bool early = false;             // it came before a reply that had to be waited for
  bool greeting_refused = false;  // it came before the reply to EHLO or HELO, and that was a refusal
  // It was read as a command and is none: a line of mail data that did not wait for 354, or octets of a
  // handshake in clear. What it seems to break has that one cause.
  enum class Misread { no, content, handshake };
  Misread misread = Misread::no;
  smtp::Command command;
  ClientKnowledge before;
};

struct SeenContent {
  std::size_t entry = 0;
  std::vector<std::string> stretches;  // one, or head and tail of what was shortened
  bool is_chunk = false;
  bool early = false;  // as of a command
  bool ended = true;   // as far as its kind has an end
  ClientKnowledge before;

  bool shortened() const { return stretches.size() > 1; }
};

// The client ended the connection, or fell silent inside of its mail data.
struct SeenClose {
  enum class How { closed, reset, silent };
  std::size_t entry = 0;
  How how = How::closed;
  bool inside_mail_data = false;  // the mail data had no end
  ClientKnowledge before;
};

struct ClientSession {
  std::vector<SeenCommand> commands;
  std::vector<SeenContent> contents;
  std::vector<SeenClose> closes;
};

class Findings;

// A rule is broken by this command, whose octets are what was got.
void note(Findings& findings, std::string_view rule, const SeenCommand& seen, std::string message,
          std::string expected);
// The same where something else is what was got.
void note(Findings& findings, std::string_view rule, const SeenCommand& seen, std::string message,
          std::string expected, std::string got);

ClientSession read_client_session(const result::Transcript& transcript);

}  // namespace smtpspec::watch

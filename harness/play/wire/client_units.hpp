// ClientUnits: what a client sends, as a server reads it: command lines, mail data, chunks, SASL responses.
//
// How the octets were cut never changes the units. A line may end in a bare LF here, so that a client that
// sends such a thing is judged and not waited for; the wire rules see it.
#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>

#include "smtp/command.hpp"
#include "smtp/transparency.hpp"

namespace smtpspec::play {

struct Unit {
  enum class Kind {
    command,    // with the octets of a BDAT behind it
    mail_data,  // up to its end
    response,   // a line of a SASL exchange
  };
  Kind kind = Kind::command;
  std::string octets;     // as they came: the line with its end, or the mail data with its dots and its end
  smtp::Command command;  // of Kind::command
  std::string content;    // the chunk, or the mail data without its dots and its end
  bool last = false;      // BDAT ... LAST
  bool early = false;     // it came before the reply that it had to wait for
  std::size_t entry = 0;  // where the transcript has it
};

class ClientUnits {
 public:
  void append(std::string_view octets);
  // The next whole unit; empty while it is incomplete, or while the reply to a command decides how the rest
  // is to be read.
  std::optional<Unit> next();
  // The reply to a unit was sent. DATA, AUTH and STARTTLS decide how the client goes on.
  void replied(const Unit& unit, int code);
  // The handshake is over: what came before it in clear is handed out and forgotten.
  std::string tls_established();
  // What came and is no whole unit yet.
  std::string pending() const { return data_ + buffer_; }
  bool in_mail_data() const { return mode_ == Mode::mail_data; }
  // More octets without an end than any client of ours has to send.
  bool flooded() const { return buffer_.size() + data_.size() > most_octets; }

 private:
  enum class Mode { commands, held, mail_data, response, handshake };

  static constexpr std::size_t most_octets = 64 * 1024 * 1024;

  std::optional<std::string> take_line();
  std::optional<Unit> next_command();
  std::optional<Unit> next_mail_data();

  Mode mode_ = Mode::commands;
  std::string buffer_;
  std::optional<Unit> chunk_;  // a BDAT whose octets are not all there
  std::uint64_t chunk_octets_ = 0;
  smtp::Unstuffer unstuffer_;
  Unit data_unit_;
  std::string data_;  // as it came
  bool early_ = false;
};

}  // namespace smtpspec::play

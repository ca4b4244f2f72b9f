// Server: the reference server, a state machine without sockets and clocks.
//
// It speaks SMTP (RFC 5321) with STARTTLS (3207), SIZE (1870), 8BITMIME (6152), PIPELINING (2920), CHUNKING
// and BINARYMIME (3030), SMTPUTF8 (6531), ENHANCEDSTATUSCODES (2034), HELP, AUTH (4954), DSN (3461),
// DELIVERBY (2852), REQUIRETLS (8689), SUBMITTER (4405), NO-SOLICITING (3865), MTRK (3885), LIMITS (9422),
// ETRN (1985), ATRN (2645, of what was handed in before in the same session), MT-PRIORITY (6710),
// FUTURERELEASE (4865, where what is held stays so) and BURL (4468, for a single URL), correct by default and
// wrong where its Behaviour says so. The caller owns the connection: it hands in octets as they arrive and
// sends what it is given. How the octets were cut never changes what a correct server answers.
//
// A line is read, becomes a command (commands.hpp), which leads to a situation, to which the behaviour's
// table has the answer (replies.hpp). Contents come in by DATA or by chunks (chunk_intake.hpp) into the
// session (session.hpp). Memory is bounded by the behaviour's limits.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "reference/auth_intake.hpp"
#include "reference/behaviour.hpp"
#include "reference/chunk_intake.hpp"
#include "reference/reply_writer.hpp"
#include "reference/reversal.hpp"
#include "reference/sequence_watch.hpp"
#include "reference/session.hpp"
#include "smtp/line_reader.hpp"
#include "smtp/transparency.hpp"

namespace smtpspec::reference {

struct Message {
  std::string reverse_path;  // without brackets; empty for <>
  std::vector<std::string> forward_paths;
  std::string content;  // empty where the behaviour keeps none
  std::uint64_t size = 0;
  bool in_tls = false;

  // As they were given; those of the recipients in the order of the forward-paths.
  std::vector<smtp::Parameter> mail_parameters;
  std::vector<std::vector<smtp::Parameter>> recipient_parameters;
  std::string client_name;  // of EHLO or HELO
  Greeting greeting = Greeting::none;
  bool authenticated = false;
};

struct Output {
  std::string octets;             // to be sent
  bool start_tls = false;         // behind the octets: begin a handshake as server, then say how it ended
  bool close = false;             // behind the octets: close the connection
  std::vector<Message> accepted;  // messages that the server took responsibility for just now
};

class Server {
 public:
  // `bindings`: of the channel, where that is TLS.
  explicit Server(Behaviour behaviour, Channel channel = Channel::clear, sasl::ChannelBindings bindings = {});
  // In the middle of a session that somebody else has led so far; `in_mail_data`: 354 was said.
  Server(Behaviour behaviour, Session session, bool in_mail_data);

  Output greet();  // when the connection stands
  Output receive(std::string_view octets);

  // How the handshake ended that `start_tls` asked for. Octets that come between are taken for clear text.
  Output tls_established(sasl::ChannelBindings bindings = {});
  Output tls_failed();

  // The client sends nothing more: it closed its half of the connection, or all of it. What is unfinished is
  // dropped (RFC 5321 4.1.1.10); the answer may say something, and always to close.
  Output connection_ended();

 private:
  enum class Phase { commands, mail_data, chunk, auth, handshake, turned, closed };

  // server.cpp: commands and their answers
  void work();
  bool advance();  // false: more octets are needed
  bool advance_commands();
  void execute(const std::string& line);
  void execute_pieces(std::string_view line);  // where a bare CR ends a command
  bool is_recognized(const smtp::Command& command, std::string_view line) const;
  void perform_command(const smtp::Command& command);
  void follow(Situation situation);
  bool is_out_of_patience(const smtp::Command& command) const;
  void close_unasked();
  void answer(Situation situation);
  void close();
  void lose(Loss loss);
  void keep_injected_octets();
  bool holds_latest_reply() const;
  Output take_output();
  Output take_output_but_for_the_latest_reply();

  // server_reversal.cpp: the client behind ATRN
  void turn();
  void follow_reversal(ClientOutput output);
  void keep_for_customers(Message& message);

  // server_auth.cpp: AUTH and the responses behind it
  void begin_auth(const smtp::Command& command);
  bool advance_auth();
  void follow_auth(Situation situation);

  // server_content.cpp: mail data and chunks
  void begin_mail_data();
  bool advance_mail_data();
  std::size_t other_end_of_data(std::string_view octets);
  void begin_chunk(const smtp::Command& command);
  bool advance_chunk();
  std::size_t take_chunk(std::string_view octets);
  void end_chunk();
  void end_message();
  void file_message();
  void accept_message();
  void watch_text_lines(std::string_view octets);
  Situation judge_message() const;
  void begin_segment(std::string_view octets);
  void end_segment();
  bool finishes_message();

  Behaviour behaviour_;
  Session session_;
  smtp::LineReader input_;
  Phase phase_ = Phase::commands;
  bool in_long_line_ = false;
  bool refused_ = false;                           // the latest answer was a refusal
  Situation answered_ = Situation::service_ready;  // by it
  bool recipient_in_segment_ = false;
  std::size_t text_line_ = 0;  // octets of mail data since the last line end
  std::string argument_;       // of the latest command, or the latest challenge
  smtp::Unstuffer unstuffer_;
  SequenceWatch other_end_{""};
  bool throws_away_ = false;       // the message was taken for complete, and this is what follows it
  bool ended_by_bare_cr_ = false;  // mail data were, by another end than CRLF, dot and CRLF
  std::optional<ChunkIntake> chunk_;
  std::optional<AuthIntake> auth_;
  std::optional<Reversal> reversal_;

  std::size_t commands_ = 0, refusals_ = 0;  // so far

  std::vector<WrittenReply> replies_;  // of what came in one segment
  std::string said_;                   // as a client
  Output output_;
};

}  // namespace smtpspec::reference

// Client: the reference client, a state machine without sockets and clocks.
//
// It delivers one submission (RFC 5321) with STARTTLS (3207), AUTH (4954), SIZE (1870), 8BITMIME (6152),
// PIPELINING (2920), CHUNKING and BINARYMIME (3030), SMTPUTF8 (6531), DSN (3461) and LIMITS (9422), correct
// by default and wrong where its ClientBehaviour says so. The caller owns the connection. How the octets were
// cut never changes what the client does.
//
// What it reads is interpreted in client_replies and client_offers, what it writes is made in client_envelope
// and client_mail_data.
#pragma once

#include <cstddef>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "reference/client_behaviour.hpp"
#include "reference/client_limits.hpp"
#include "reference/client_replies.hpp"
#include "reference/client_submission.hpp"
#include "sasl/exchange.hpp"
#include "smtp/extensions.hpp"
#include "smtp/reply.hpp"

namespace smtpspec::reference {

struct CertificateVerdict {
  bool trusted = true;  // by an authority that the client knows
  bool name_matches = true;
  bool current = true;
  // Where a certificate names the server, if a client could get that wrong.
  enum class Naming {
    usual,
    second_in_capitals,
    common_name_only,
    uri_only,
    partial_wildcard,   // f*.example.com for foo.example.com
    wildcard_below,     // *.foo.example.com
    trailing_wildcard,  // foo.*
  };
  Naming naming = Naming::usual;

  bool good() const { return trusted && name_matches && current; }
};

struct ClientOutput {
  std::string octets;            // to be sent
  bool start_tls = false;        // behind the octets: begin a handshake as client, then say how it ended
  bool close = false;            // behind the octets: close the connection
  bool reconnect = false;        // with `close`: make another connection, then call `connected`
  std::optional<Report> report;  // once, when all is over
};

class Client {
 public:
  Client(ClientBehaviour behaviour, Submission submission);
  // Several, one behind the other in one session; or none, in which nothing but EHLO and QUIT is said.
  Client(ClientBehaviour behaviour, std::vector<Submission> submissions);

  ClientOutput connected();
  ClientOutput receive(std::string_view octets);
  ClientOutput tls_established(CertificateVerdict verdict, sasl::ChannelBindings bindings = {});
  ClientOutput tls_failed();
  // `reason` is what the report says. Also where no connection came about at all.
  ClientOutput connection_ended(const std::string& reason = "the connection ended");

  // By the latest reply to EHLO.
  const smtp::Extensions& offered() const { return offered_; }

 private:
  enum class Awaited {
    greeting,
    ehlo,
    helo,
    noop,
    starttls,
    auth,
    auth_cancelled,
    mail,
    recipient,
    data,
    content,
    chunk,
    rset,
    quit,
    prelude,   // what stands in ClientHabits::before_mail
    postlude,  // and before_quit
    between    // recipients
  };
  struct Fate {
    std::size_t place = 0;             // of the recipient in the report
    std::optional<Delivery> delivery;  // empty: not decided
    bool accepted = false;             // by RCPT
    std::string reason;
  };

  // client.cpp: the session
  void say(Awaited awaited, const std::string& line);
  void say_ehlo();
  void say_helo();
  void say_prelude();
  bool awaits(Awaited awaited) const;
  void follow(Awaited awaited, const smtp::Reply& reply);
  void follow_greeting(const smtp::Reply& reply);
  void follow_ehlo(const smtp::Reply& reply);
  void remember_list_in_clear();
  void follow_failed_quit(const std::string& reason);
  void follow_helo(const smtp::Reply& reply);
  void decide_all(Delivery delivery, const std::string& reason);
  void give_up(Delivery delivery, const std::string& reason);
  void give_up(const smtp::Reply& reply);
  void quit();
  void close();
  void note_fates();
  bool tries_again();
  void reconnect();
  ClientOutput take_output();
  bool has(ClientHabit habit) const { return behaviour_.has(habit); }
  bool makes(auto mistake) const { return behaviour_.makes(mistake); }
  bool can_use(Service service) const;

  // client_security.cpp: STARTTLS and AUTH
  void secure_or_submit();
  void say_starttls();
  void follow_starttls(const smtp::Reply& reply);
  bool certificate_will_do(CertificateVerdict verdict) const;
  bool name_will_do(CertificateVerdict verdict) const;
  void authenticate_or_submit();
  std::vector<sasl::Mechanism> usable_mechanisms() const;
  sasl::ChannelBindings bindings_for(sasl::Mechanism mechanism) const;
  void begin_exchange();
  void follow_auth(const smtp::Reply& reply);
  void answer_challenge(const std::string& text);
  std::optional<std::string> answer_to(const std::string& challenge);
  std::string auth_line(const std::string& message);
  void finish_exchange();

  // client_transaction.cpp
  void submit();
  void take_seven_bit_content();
  void begin_transaction();
  void learn_limits();
  std::size_t first_undecided() const;
  bool plan_transaction();
  bool goes_beyond_plan() const;
  void go_on();
  void take_next_message();
  void decide_planned(Delivery delivery, const std::string& reason);
  bool prepare_content();
  std::optional<std::string> convert_content() const;
  bool sends_chunks() const;
  void say_recipient(std::size_t index);
  void say_data();
  void follow_mail(const smtp::Reply& reply);
  void follow_recipient(const smtp::Reply& reply);
  void follow_data(const smtp::Reply& reply);
  void follow_chunk(const smtp::Reply& reply);
  void follow_content(const smtp::Reply& reply);
  void begin_content();
  void send_mail_data();
  void send_chunk();
  bool any_accepted() const;
  void fail_transaction();

  ClientBehaviour behaviour_;
  Submission submission_;
  ReplyIntake replies_;
  smtp::Extensions offered_;
  smtp::Extensions offered_in_clear_;  // before the latest handshake
  std::deque<Awaited> awaited_;
  std::deque<Submission> further_;  // behind this one
  std::vector<Fate> fates_;         // of the attempt's recipients, which are submission_.forward_paths
  Report report_;                   // what became of all so far
  std::size_t next_recipient_ = 0;  // whose reply comes next
  std::size_t planned_from_ = 0, planned_to_ = 0;  // the recipients of the current transaction
  Limits limits_;                                  // as LIMITS has them
  bool limits_known_ = false;                      // a list was read, in this session or in one before
  LimitsUsed used_;                                // of them, in this session
  bool session_is_full_ = false;                   // what is left needs another one
  std::string content_;                            // as it is sent, before stuffing
  BodyKind content_kind_ = BodyKind::seven_bit;
  std::size_t chunk_begin_ = 0;
  bool last_chunk_sent_ = false;
  std::vector<sasl::Mechanism> mechanisms_;  // still to be tried, the best one last
  std::optional<sasl::ClientExchange> exchange_;
  std::string first_message_;                 // of the exchange
  std::size_t auth_messages_ = 0;             // said in it
  bool believes_ = false;                     // a proof that is none
  std::optional<std::string> held_response_;  // an initial response that waits for the first challenge
  bool in_tls_ = false;
  sasl::ChannelBindings bindings_;  // of the channel
  bool certificate_good_ = false;
  bool tls_given_up_ = false;
  bool nested_starttls_ = false;  // was said
  bool authenticated_ = false;
  bool spoke_first_ = false;
  bool handshaking_ = false;
  bool pipelined_ = false;
  bool mail_accepted_ = false;
  bool tried_again_ = false;                            // what was refused, without RSET
  bool recipient_repeated_ = false;                     // one that was deferred
  std::size_t preludes_said_ = 0, postludes_said_ = 0;  // on this connection
  int ehlos_said_ = 0;                                  // since the connection, or the handshake
  bool quit_again_ = false;                             // was said
  bool login_failed_ = false;                           // in a group that is under way
  int attempts_ = 1;
  bool closed_ = false;
  bool reported_ = false;
  ClientOutput output_;
};

}  // namespace smtpspec::reference

// The wire rules for clients against the reference client: correct, it breaks none; with each of these
// mistakes it breaks the rules that are named, and no other.
#include <gmock/gmock.h>

#include <algorithm>
#include <functional>
#include <set>

#include "reference/client.hpp"
#include "reference/client_faults.hpp"
#include "reference/faults.hpp"
#include "reference/server.hpp"
#include "smtp/chunk.hpp"
#include "smtp/command.hpp"
#include "watch/rule.hpp"

namespace smtpspec::run {
namespace {

using namespace reference;
using result::EntryKind;
using result::Side;
using testing::ElementsAreArray;
using testing::IsEmpty;

// What the reference client says to the reference server, written down as a recorder on the server's side
// does: a line that is read as a command is an entry, and so is a content.
class Recording {
 public:
  Recording(const ClientBehaviour& client, const Submission& submission, const Behaviour& server)
      : client_(client, submission), server_(server) {
    add(EntryKind::connected, Side::client, "");
    for (ClientOutput output = client_.connected(); !over_ && turns_ < 200; ++turns_) output = turn(output);
  }

  const result::Transcript& transcript() const { return transcript_; }

 private:
  ClientOutput turn(const ClientOutput& said) {
    Output answer = turns_ == 0 ? server_.greet() : Output{};
    write_down(said.octets);
    const Output more = server_.receive(said.octets);
    if (turns_ > 0) answer = more;
    if (turns_ == 0) answer.octets += more.octets;
    write_down_replies(answer.octets);
    if (said.close) {
      add(EntryKind::closed, Side::client, "");
      over_ = true;
      return {};
    }
    if (said.start_tls) {
      in_tls_ = true;
      add(EntryKind::tls, Side::client, "");
      server_.tls_established();
      return client_.tls_established({});
    }
    over_ = answer.octets.empty();
    return client_.receive(answer.octets);
  }

  void add(EntryKind kind, Side side, std::string_view octets) {
    transcript_.add({.kind = kind, .side = side, .octets = std::string(octets), .in_tls = in_tls_});
  }

  void write_down(std::string_view octets) {
    while (!octets.empty()) {
      std::size_t size = octets.find('\n') == octets.npos ? octets.size() : octets.find('\n') + 1;
      EntryKind kind = EntryKind::command;
      if (in_mail_data_) {
        const std::size_t end = octets.find("\r\n.\r\n");
        size = octets.starts_with(".\r\n") ? 3 : end == octets.npos ? octets.size() : end + 5;
        kind = EntryKind::content;
        in_mail_data_ = false;
      } else if (chunk_ > 0) {
        size = std::min(octets.size(), std::exchange(chunk_, 0));
        kind = EntryKind::content;
      } else {
        const smtp::Command command = smtp::parse_command(octets.substr(0, octets.find_first_of("\r\n")));
        const auto chunk = smtp::parse_chunk(command.argument);
        if (command.verb == "BDAT" && chunk) chunk_ = chunk->size;
      }
      add(kind, Side::client, octets.substr(0, size));
      octets.remove_prefix(size);
    }
  }

  void write_down_replies(const std::string& octets) {
    smtp::ReplyReader replies;
    replies.append(octets);
    while (const auto reply = replies.next()) {
      add(EntryKind::reply, Side::server, reply->octets());
      in_mail_data_ = reply->code() == 354;
    }
  }

  Client client_;
  Server server_;
  result::Transcript transcript_;
  bool in_tls_ = false;
  bool in_mail_data_ = false;
  std::size_t chunk_ = 0;
  bool over_ = false;
  int turns_ = 0;
};

struct Play {
  ClientBehaviour client;
  Submission submission;
  Behaviour server;
};

Play ordinary() {
  Play play;
  play.submission.reverse_path = "me@client.test";
  play.submission.forward_paths = {"alice@mx.test", "bob@mx.test"};
  play.submission.content =
      "Subject: one\r\n\r\n.a dot\r\n..two\r\nand as many octets as three chunks have\r\n";
  return play;
}

std::vector<std::string> rules_broken_in(const Play& play) {
  const Recording recording(play.client, play.submission, play.server);
  std::vector<std::string> ids;
  for (const auto& finding : watch::client_rules(recording.transcript()))
    ids.push_back(finding.id.substr(13));
  return ids;
}

using Change = std::function<void(Play&)>;

void in_clear(Play& play) {
  play.client.tls = TlsMode::never;
}
void offers_little(Play& play) {
  in_clear(play);
  play.server.offers.in_clear = {};
}
void with_password(Play& play) {
  play.submission.credentials = Credentials{"alice", "secret"};
  play.server.offers.mechanisms_in_tls = {sasl::Mechanism::plain, sasl::Mechanism::login};
}
void with_login(Play& play) {
  with_password(play);
  play.server.offers.mechanisms_in_tls = {sasl::Mechanism::login};
}
void beyond_ascii(Play& play) {
  play.submission.reverse_path = "\xC3\xA9@client.test";
  play.submission.forward_paths = {"\xC3\xA9@mx.test"};
}
void with_eight_bits(Play& play) {
  play.submission.content =
      "MIME-Version: 1.0\r\nContent-Transfer-Encoding: 8bit\r\nSubject: one\r\n\r\ncaf\xC3\xA9\r\n";
}
void by_chunks(Play& play) {
  play.client.transfer = ContentTransfer::chunks_where_offered;
}
void lockstep(Play& play) {
  play.client.declined.add(Service::pipelining);
}
void no_groups(Play& play) {
  play.server.offers.in_clear.remove(Extension::pipelining);
  play.server.offers.in_tls.remove(Extension::pipelining);
}
void to_nobody(Play& play) {
  play.submission.forward_paths = {"nobody@mx.test"};
}
void too_big(Play& play) {
  play.server.size_limit = 20;
  play.client.declined.add(Service::size);
}

TEST(ClientWatch, TheCorrectClientBreaksNoRule) {
  const std::vector<std::vector<Change>> all = {
      {},
      {in_clear},
      {offers_little},
      {lockstep},
      {by_chunks},
      {by_chunks, lockstep},
      {by_chunks,
       [](Play& play) {
         play.client.chunk_octets = 3;
       }},
      {with_password},
      {with_login},
      {[](Play& play) {
        play.submission.credentials = Credentials{"alice", "secret"};
      }},
      {[](Play& play) {
         play.submission.credentials = Credentials{"alice", std::string(400, 'x')};
       },
       [](Play& play) {
         play.server.offers.mechanisms_in_tls = {sasl::Mechanism::plain};
       }},
      {beyond_ascii},
      {beyond_ascii, offers_little},
      {with_eight_bits},
      {with_eight_bits, offers_little},
      {with_eight_bits, beyond_ascii},
      {to_nobody},
      {to_nobody, lockstep},
      {to_nobody, by_chunks},
      {to_nobody,
       [](Play& play) {
         play.server.let_pass.add(Offence::data_after_refused_recipients);
       }},
      {too_big},
      {too_big, by_chunks,
       [](Play& play) {
         play.client.chunk_octets = 15;
       }},
      {[](Play& play) { play.submission.body = BodyKind::binary; },
       [](Play& play) {
         play.submission.content = std::string("a\n.\n\r\0\x80", 8) + std::string(2000, 'x');
       }},
      {[](Play& play) {
        play.submission.content += std::string(2000, 'x');
      }},
      {[](Play& play) {
        play.submission.content = "a\nb\r.\n.\n";
      }},
      {[](Play& play) {
        play.server.requires_authentication = true;
      }},
      {[](Play& play) {
        play.server.replies[Situation::ehlo_accepted].code = 502;
      }},
      {[](Play& play) {
        play.server.replies[Situation::service_ready] = {554, "", "no"};
      }},
      {[](Play& play) {
        play.server.replies[Situation::sender_accepted] = {421, "4.3.2", "no", 1, true};
      }},
      {[](Play& play) { play.client.tls = TlsMode::required; },
       [](Play& play) {
         play.server.offers.in_clear = {};
       }},
  };
  for (std::size_t at = 0; at < all.size(); ++at) {
    Play play = ordinary();
    for (const Change& change : all[at]) change(play);
    EXPECT_THAT(rules_broken_in(play), IsEmpty()) << "number " << at;
  }
}

struct Row {
  std::string fault;
  std::vector<Change> changes;
  std::vector<std::string> rules;  // in the order of the session
};

std::vector<Row> rows() {
  const auto server_fault = [](std::string_view name) {
    return [name](Play& play) {
      find_server_fault(name)->apply(play.server);
    };
  };
  const auto greeted_by_554 = [](Play& play) {
    play.server.replies[Situation::service_ready] = {554, "", "no"};
  };
  const auto small_chunks = [](Play& play) {
    play.client.transfer = ContentTransfer::chunks_where_offered;
    play.client.chunk_octets = 15;
  };
  // So that the octets of the chunk are not taken for commands.
  const auto unlisted_chunking = [](Play& play) {
    play.server.offers.unlisted.add(Extension::chunking);
  };
  const auto binary = [](Play& play) {
    play.submission.body = BodyKind::binary;
  };
  const auto long_line = [](Play& play) {
    play.submission.content += std::string(999, 'x');
  };
  const auto refused_mail = [](Play& play) {
    play.server.replies[Situation::sender_accepted].code = 550;
  };
  return {
      {"bare-lf-in-commands", {}, {"bare-lf"}},
      {"bare-cr-in-commands", {in_clear}, {"bare-cr"}},
      {"overlong-commands", {in_clear}, {"command-too-long"}},
      {"smtputf8-unoffered", {offers_little, beyond_ascii}, {"non-ascii-command", "smtputf8-not-offered"}},
      {"smtputf8-missing", {beyond_ascii}, {"smtputf8-missing"}},
      {"ehlo-without-name", {}, {"name-malformed"}},
      {"ehlo-malformed-name", {}, {"name-malformed"}},
      {"ehlo-bare-address", {}, {"name-malformed"}},
      {"blank-behind-colon", {}, {"path-malformed"}},
      {"paths-without-brackets", {}, {"path-malformed"}},
      {"null-path-missing",
       {[](Play& play) {
         play.submission.reverse_path = "";
       }},
       {"path-malformed"}},
      {"source-route", {}, {"source-route"}},
      {"size-twice", {}, {"size-twice"}},
      {"handshake-without-starttls", {}, {"handshake-in-clear", "no-quit"}},
      {"starttls-with-argument", {}, {"argument-not-allowed"}},
      {"bdat-without-size", {}, {"bdat-malformed"}},
      {"sends-size-unoffered", {offers_little}, {"size-not-offered"}},
      {"sends-body-unoffered", {offers_little}, {"body-not-offered"}},
      {"sends-smtputf8-unoffered", {offers_little}, {"smtputf8-not-offered"}},
      {"sends-ret-unoffered", {offers_little}, {"dsn-not-offered"}},
      {"sends-envid-unoffered", {offers_little}, {"dsn-not-offered"}},
      {"sends-notify-unoffered", {offers_little}, {"dsn-not-offered"}},
      {"sends-orcpt-unoffered", {offers_little}, {"dsn-not-offered"}},
      {"sends-auth-unoffered", {in_clear}, {"auth-parameter-not-offered"}},
      {"bdat-unoffered", {offers_little, unlisted_chunking}, {"bdat-not-offered"}},
      {"binarymime-unoffered", {offers_little, binary}, {"body-not-offered"}},
      {"starttls-unoffered",
       {[](Play& play) {
         play.server.offers.in_clear = {};
       }},
       {"starttls-not-offered"}},
      {"auth-mechanism-not-offered", {with_login}, {"auth-not-offered"}},
      {"starttls-inside-tls", {server_fault("offers-starttls-in-tls")}, {"starttls-inside-tls"}},
      {"speaks-before-greeting", {}, {"early-command"}},
      {"skips-ehlo-after-tls", {}, {"no-ehlo-after-tls", "mail-before-ehlo"}},
      {"rcpt-after-refused-mail", {refused_mail, offers_little}, {"out-of-order"}},
      {"rcpt-after-refused-mail", {refused_mail}, {}},  // where it may have been on its way
      {"skips-rset", {to_nobody}, {"nested-mail"}},
      {"pipelines-unoffered", {offers_little}, {"pipelining-not-offered"}},
      {"pipelines-behind-ehlo", {in_clear}, {"pipelining-not-offered"}},
      {"quit-behind-content", {offers_little}, {"pipelining-not-offered"}},
      {"quit-behind-content", {}, {}},
      {"continues-after-refused-chunk", {too_big, small_chunks, no_groups}, {"chunk-after-refusal"}},
      {"continues-after-refused-chunk", {too_big, small_chunks}, {}},  // where it may have been on its way
      {"skips-rset", {too_big, by_chunks, no_groups}, {"no-rset-after-refused-chunk"}},
      {"binarymime-by-data", {binary}, {"data-and-bdat"}},
      {"authenticates-twice", {with_password}, {"auth-out-of-place"}},
      {"auth-response-not-base64", {with_login}, {"response-not-base64"}},
      {"overlong-commands", {with_password}, {"command-too-long", "initial-response-too-long"}},
      {"sends-credentials-in-clear",
       {in_clear, with_password, server_fault("offers-plain-in-clear"),
        [](Play& play) {
          play.server.offers.mechanisms_in_clear = {sasl::Mechanism::plain};
        }},
       {"password-in-clear"}},
      {"bare-lf-in-content", {}, {"content-bare-lf"}},
      {"bare-cr-in-content", {}, {"content-bare-cr"}},
      {"long-lines-unfolded", {long_line}, {"text-line-too-long"}},
      {"no-dot-stuffing", {}, {"dot-not-doubled"}},
      {"stuffs-lone-dots-only", {}, {"dot-not-doubled"}},
      {"eight-bit-unoffered", {offers_little, with_eight_bits}, {"8bit-not-offered"}},
      {"body-missing", {with_eight_bits}, {"8bit-undeclared"}},
      {"closes-inside-mail-data", {}, {"content-not-ended"}},
      {"no-quit", {}, {"no-quit"}},
      {"no-quit", {greeted_by_554}, {"no-quit-unopened"}},
      {"speaks-after-quit", {}, {"command-after-quit"}},
  };
}

TEST(ClientWatch, EachMistakeBreaksItsRulesAndNoOther) {
  for (const Row& row : rows()) {
    const ClientFault* fault = find_client_fault(row.fault);
    ASSERT_NE(fault, nullptr) << row.fault;
    Play play = ordinary();
    for (const Change& change : row.changes) change(play);
    EXPECT_THAT(rules_broken_in(play), IsEmpty()) << row.fault << " has company";
    fault->apply(play.client);
    EXPECT_THAT(rules_broken_in(play), ElementsAreArray(row.rules)) << row.fault;
  }
}

// That each rule is broken by a mistake in some scenario is for the proof of the suite to see.
TEST(ClientWatch, RowsNameRulesThatExist) {
  std::set<std::string> broken, known;
  for (const Row& row : rows()) broken.insert(row.rules.begin(), row.rules.end());
  for (const watch::Rule& rule : watch::rules_for(Side::client)) known.emplace(rule.id.substr(13));
  EXPECT_THAT(known, testing::IsSupersetOf(broken));
}

TEST(ClientWatch, AContentBehindDataIsReadAsCommands) {
  Play play = ordinary();
  find_client_fault("content-in-one-group-with-data")->apply(play.client);
  const auto broken = rules_broken_in(play);
  EXPECT_NE(std::find(broken.begin(), broken.end(), "pipelining-order"), broken.end());
}

}  // namespace
}  // namespace smtpspec::run

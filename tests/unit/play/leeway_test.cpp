// What a server may do for reasons of its own: no rule is broken by it.

#include "play/judging/leeway.hpp"

#include <gmock/gmock.h>

#include "support/scripted_peer.hpp"

namespace smtpspec::play {
namespace {

using namespace support;
using result::Outcome;
using testing::EndsWith;
using testing::HasSubstr;
using testing::Not;

const std::string mail_line = "\nC: MAIL FROM:<{sender}>\nS: ";
const std::string rcpt_line = "\nC: RCPT TO:<{recipient}>\nS: ";

class LeewayTest : public testing::Test {
 protected:
  result::CaseResult play(const std::string& body, std::deque<Utterance> script,
                          const std::string& given = "greeted") {
    script.push_front("250-mx.test\r\n250-AUTH PLAIN\r\n250 STARTTLS\r\n");
    script.push_front("220 mx.test\r\n");
    peer_.emplace(std::move(script));
    return peer_->play(
        scenario_of("# A rule.\nrequirement rfc5321/4.2.4-3\njudges server\ngiven " + given + "\n" + body),
        facts_);
  }
  Outcome outcome(const std::string& body, std::deque<Utterance> script) {
    return play(body, std::move(script)).outcome;
  }
  const ScriptedPeer& peer() const { return *peer_; }

  Facts facts_{.variables = {{"client", "client.test"},
                             {"server", "mx.test"},
                             {"sender", "a@client.test"},
                             {"recipient", "bob@mx.test"},
                             {"case", "c1"}}};

 private:
  std::optional<ScriptedPeer> peer_;
};

TEST_F(LeewayTest, AGoodbyeWhereSomethingElseWasExpectedIsNoAnswer) {
  const auto told = play("\nC: XSMTPSPEC\nS: 500\n", {"421 4.7.0 too many errors\r\n", Closes{}});
  EXPECT_EQ(told.outcome, Outcome::blocked);
  EXPECT_THAT(told.note, HasSubstr("closes the session for a reason of its own: 421 4.7.0 too many errors"));
  EXPECT_EQ(outcome("\nC: NOOP\nS: 250\n", {"421 4.3.2 bye\r\n"}), Outcome::blocked);
  EXPECT_EQ(outcome("\nC: NOOP\nS: 250\nS: nothing\n", {"250 ok\r\n", "421 4.3.2 bye\r\n"}),
            Outcome::blocked);
  EXPECT_EQ(outcome("\nC: NOOP\nS: 250\nS: nothing\n", {"250 ok\r\n421 4.3.2 bye\r\n"}), Outcome::blocked);
  EXPECT_EQ(outcome("\nC: DATA\neither\n  S: 503\nor\n  S: 354\nend\n", {"421 4.3.2 bye\r\n"}),
            Outcome::blocked);
}

TEST_F(LeewayTest, BehindAGoodbyeThatIsAcceptedNothingIsExpectedAnyMore) {
  const std::string body = "\nC: NOOP\nS: 250 or 421\nC: RSET\nS: 250\nS: nothing\n";
  for (const Utterance& then : {Utterance(Closes{}), Utterance(Resets{}), Utterance(StaysSilent{})}) {
    const auto result = play(body, {"421 4.3.2 bye\r\n", then});
    EXPECT_EQ(result.outcome, Outcome::pass) << result.note;
    EXPECT_THAT(peer().sent(), EndsWith("NOOP\r\n"));
  }
  EXPECT_EQ(outcome(body, {"250 ok\r\n", Closes{}}), Outcome::fail);
  const std::string closes = "\nC: NOOP\nS: 250 or 421\nC: RSET\nS: closes\n";
  EXPECT_EQ(outcome(closes, {"421 4.3.2 bye\r\n", Closes{}}), Outcome::pass);
  EXPECT_EQ(outcome(closes, {"421 4.3.2 bye\r\n", StaysSilent{}}), Outcome::fail);
}

TEST_F(LeewayTest, ARuleWhoseSessionEndedBeforeItsLineCameIsNotJudged) {
  const std::string body = "\nC: RSET\nS: 250 or 421\n   by rfc5321/4.1.1.5-1\nC: NOOP\nS: 250\n";
  const auto result = play(body, {"421 4.3.2 bye\r\n", Closes{}});
  EXPECT_EQ(result.outcome, Outcome::blocked);
  EXPECT_THAT(result.note, HasSubstr("ended the session before"));
}

TEST_F(LeewayTest, WhatIsPutOffIsNotRefused) {
  const std::string later = "451 4.7.1 later\r\n";
  EXPECT_EQ(outcome(mail_line + "250\n", {later}), Outcome::blocked);
  EXPECT_EQ(outcome(rcpt_line + "250 or 251\n", {later}), Outcome::blocked);
  EXPECT_EQ(outcome(rcpt_line + "550\n", {later}), Outcome::blocked) << "it greets new clients so";
  EXPECT_EQ(outcome("\nC: EHLO {client}\nS: 250\n", {"450 4.7.1 later\r\n"}), Outcome::blocked);
  EXPECT_EQ(outcome("\nC: VRFY bob\nS: 250 or 252\n", {later}), Outcome::blocked);
  EXPECT_EQ(outcome("\nC: NOOP\nS: 250\ntransaction ok\n", {"250 ok\r\n", "250 ok\r\n", later}),
            Outcome::blocked);
  const std::string either = "\nC: DATA\nS: 354\nC: .\neither\n  S: 250\nor tolerate\n  S: 554\nend\n";
  const auto told = play(either, {"354 go\r\n", later});
  EXPECT_EQ(told.outcome, Outcome::blocked);
  EXPECT_THAT(told.note, HasSubstr("the content was put off: 451 4.7.1 later"));
}

TEST_F(LeewayTest, NothingIsPutOffWhereNothingIsDone) {
  const std::string later = "451 4.7.1 later\r\n";
  EXPECT_EQ(outcome("\nC: NOOP\nS: 250\n", {later}), Outcome::fail);
  EXPECT_EQ(outcome("\nC: RSET\nS: 250\n", {later}), Outcome::fail);
  EXPECT_EQ(outcome("\nC: QUIT\nS: 221\n", {later}), Outcome::fail);
  EXPECT_EQ(outcome("\nC: XSMTPSPEC\nS: 500\n", {later}), Outcome::fail) << "it will not be known later";
  EXPECT_EQ(outcome(mail_line + "552 or 452\n", {later}), Outcome::fail) << "nor smaller";
  EXPECT_EQ(outcome(mail_line + "250\n", {"550 5.7.1 never\r\n"}), Outcome::fail);
  const std::string hundredth = rcpt_line + "250\n   by rfc5321/4.5.3.1.8-1\nC: NOOP\nS: 250\n";
  EXPECT_EQ(outcome(hundredth, {"452 4.5.3 too many recipients\r\n"}), Outcome::fail);
  EXPECT_EQ(outcome(hundredth, {later}), Outcome::blocked);
}

TEST_F(LeewayTest, TlsFirst) {
  const std::string first = "530 5.7.0 Must issue a STARTTLS command first\r\n";
  const auto told = play(mail_line + "250\n", {first});
  EXPECT_EQ(told.outcome, Outcome::blocked);
  EXPECT_THAT(told.note, HasSubstr("wants TLS or a login first: 530 5.7.0 Must issue"));
  for (const char* command : {"RSET", "HELO {client}", "VRFY bob", "XSMTPSPEC", "DATA"})
    EXPECT_EQ(outcome(std::string("\nC: ") + command + "\nS: 250 or 500 or 503\n", {first}), Outcome::blocked)
        << command;
  for (const char* command : {"NOOP", "EHLO {client}", "QUIT", "STARTTLS"})
    EXPECT_EQ(outcome(std::string("\nC: ") + command + "\nS: 220 or 221 or 250\n", {first}), Outcome::fail)
        << command;
}

TEST_F(LeewayTest, ALoginFirst) {
  const std::string tls = "\nC: STARTTLS\nS: 220 or blocked\nTLS: handshake or blocked\n";
  const std::string first = "530 5.7.0 Authentication required\r\n";
  EXPECT_EQ(outcome(tls + mail_line.substr(1) + "250\n", {"220 go\r\n", first}), Outcome::blocked);
  EXPECT_EQ(outcome(tls + "C: RSET\nS: 250\n", {"220 go\r\n", first}), Outcome::fail);
  const std::string login = "C: AUTH PLAIN AGEAYg==\nS: 235 or blocked\n";
  EXPECT_EQ(outcome(tls + login + mail_line.substr(1) + "250\n", {"220 go\r\n", "235 ok\r\n", first}),
            Outcome::fail);
}

TEST_F(LeewayTest, ALineThatToleratesARefusalIsNotAboutItsCode) {
  const std::string body = rcpt_line + "250 or 251\n   tolerate 550\n";
  EXPECT_EQ(outcome(body, {"554 5.7.1 no\r\n"}), Outcome::blocked);
  for (const char* code : {"501", "502", "552", "555"})
    EXPECT_EQ(outcome(body, {std::string(code) + " what\r\n"}), Outcome::fail) << code;
  EXPECT_EQ(outcome(rcpt_line + "250 or 251\n", {"554 5.3.0 no\r\n"}), Outcome::fail);
  EXPECT_EQ(outcome(rcpt_line + "503\n   tolerate 554\n", {"550 5.7.1 no\r\n"}), Outcome::fail);
}

// RFC 3463 section 3.8: X.7.n is about policy and permission.
TEST_F(LeewayTest, ARefusalThatSaysItIsPolicyBreaksNoRuleAboutWhatIsTaken) {
  EXPECT_EQ(outcome(rcpt_line + "250 or 251\n", {"554 5.7.1 no\r\n"}), Outcome::blocked);
  EXPECT_EQ(outcome(rcpt_line + "250 or 251\n", {"550 5.1.1 no\r\n"}), Outcome::fail);
  EXPECT_EQ(outcome("\nC: NOOP\nS: 250\n", {"554 5.7.1 no\r\n"}), Outcome::fail);
}

TEST_F(LeewayTest, WhereNoopIsNotAnsweredAsItShouldBeItProvesNothing) {
  facts_.ordinary.noop = "NOOP is not served";
  const auto result = play("\nC: RSET\nS: 250\nS: nothing\n", {"250 ok\r\n"});
  EXPECT_EQ(result.outcome, Outcome::blocked);
  EXPECT_EQ(result.note, "NOOP is not served");
  EXPECT_THAT(peer().sent(), Not(HasSubstr("NOOP")));
  EXPECT_EQ(outcome("\nC: RSET\nS: 250\nS: nothing\n", {"250 ok\r\n250 and more\r\n"}), Outcome::fail);
}

// Twisted's server does not know NOOP: 500 to it looks as if something else had been run as a command.
TEST_F(LeewayTest, WhereNoopIsNotAnsweredAsItShouldBeItsReplyAccusesOfNothingElse) {
  const std::string body = "\nC: RSET\nS: 250\nC: NOOP\nS: 250\n";
  const std::deque<Utterance> script = {"250 ok\r\n", "500 what is that\r\n"};
  EXPECT_EQ(outcome(body, script), Outcome::fail);
  facts_.ordinary.noop = "NOOP is not served";
  const auto result = play(body, script);
  EXPECT_EQ(result.outcome, Outcome::blocked);
  EXPECT_EQ(result.note, "NOOP is not served");
  EXPECT_EQ(outcome(body + "   by rfc5321/4.1.1.9-1\n", script), Outcome::fail) << "it is about NOOP";
  EXPECT_EQ(outcome(body + "   by rfc5321/4.5.1-2\n", script), Outcome::fail) << "and so is this";
  EXPECT_EQ(outcome(body, {"500 what is that\r\n"}), Outcome::fail) << "that was the reply to RSET";
}

TEST_F(LeewayTest, WhereAnOrdinaryMessageHasTwoRepliesNoOtherMessageIsJudged) {
  const std::string body = "\nC: DATA\nS: 354\nC: \"a\\n.\\r\\n\"\nC: .\nS: 250\nS: nothing\n";
  const std::deque<Utterance> script = {"354 go\r\n", "250 ok\r\n250 and more\r\n"};
  EXPECT_EQ(outcome(body, script), Outcome::fail);
  facts_.ordinary.message = "it always says more";
  const auto result = play(body, script);
  EXPECT_EQ(result.outcome, Outcome::blocked);
  EXPECT_THAT(result.note, HasSubstr("it always says more (expected nothing"));
  EXPECT_EQ(outcome("\nC: NOOP\nS: 250\n", {"500 what\r\n"}), Outcome::fail) << "there was no message";
}

TEST_F(LeewayTest, AHandshakeThatFailsShowsNoCertificate) {
  const std::string start = "\nC: STARTTLS\nS: 220\nTLS: handshake\n";
  const std::deque<Utterance> fails = {"220 go\r\n", HandshakeFails{}};
  for (const char* demand :
       {"certificate names {server}", "certificate trusted", "certificate current", "version 1.2 or 1.3"}) {
    const auto result = play(start + "   " + demand + "\n", fails);
    EXPECT_EQ(result.outcome, Outcome::blocked) << demand;
    EXPECT_THAT(result.note, HasSubstr("the handshake failed: alert"));
  }
  EXPECT_EQ(outcome(start + "   offering 1.2\n   version 1.2\n", fails), Outcome::fail);
  EXPECT_EQ(outcome(start, fails), Outcome::fail);
  const std::string either =
      "\nC: STARTTLS\nS: 220\neither\n  TLS: handshake\n     certificate trusted\nor tolerate\n"
      "  TLS: handshake\nend\n";
  EXPECT_EQ(outcome(either, fails), Outcome::blocked);
}

TEST_F(LeewayTest, BehindAHalfCloseWhatWasBegunMayBeAnswered) {
  const std::string data = "\nC: DATA\nS: 354\nC: text\nhalf-close\nS: closes or 451 or 554\n";
  const std::string line = "\nC: \"MAIL FROM:<\"\nhalf-close\nS: closes or 421 or 501\n";
  for (const auto& [body, script] :
       {std::pair(data, std::deque<Utterance>{"354 go\r\n", "451 4.3.0 what about the rest\r\n", Closes{}}),
        std::pair(line, std::deque<Utterance>{"501 5.5.4 what about the rest\r\n", Closes{}})}) {
    const auto result = play(body, script);
    EXPECT_EQ(result.outcome, Outcome::pass) << result.note;
    for (const result::Entry& entry : result.transcript.entries())
      EXPECT_TRUE(entry.asked_for) << entry.octets;
  }
  const auto all_said =
      play("\nC: NOOP\nS: 250\nhalf-close\nS: closes or 250\n", {"250 ok\r\n", "250 and more\r\n", Closes{}});
  const auto& entries = all_said.transcript.entries();
  EXPECT_TRUE(std::any_of(entries.begin(), entries.end(), [](const auto& one) { return !one.asked_for; }));
}

TEST_F(LeewayTest, AHeaderSectionIsDeliverysOwn) {
  const std::string body =
      "\nC: DATA\nS: 354\nC: <body> stuffed\nC: .\nS: 250\ndelivered <body>\n\n"
      "content body\n| From: <a@client.test>\n| Subject: {case}\n|\n| .a dot\nend\n";
  const auto filed = [&](const std::string& message) {
    ScriptedPeer target({"220 mx.test\r\n", "250 mx.test\r\n", "354 go\r\n", "250 ok\r\n", "221 bye\r\n"});
    target.files({message});
    return target.play(
        scenario_of("# A rule.\nrequirement rfc5321/4.5.2-6\njudges server\ngiven greeted\n" + body), facts_);
  };
  const auto anew = filed("Subject: c1\r\nFrom: a@client.test\r\nX-Seen: yes\r\n\r\n.a dot\r\n");
  EXPECT_EQ(anew.outcome, Outcome::pass) << anew.note;
  EXPECT_EQ(filed("Subject: c1\r\nFrom: a@client.test\r\n\r\na dot\r\n").outcome, Outcome::fail);
  const auto longer = filed("From: <a@client.test>\r\nSubject: c1\r\n\r\n.a dot\r\n\r\n\r\n");
  EXPECT_EQ(longer.outcome, Outcome::blocked);
  EXPECT_THAT(longer.note, HasSubstr("a message in another form was filed"));
  EXPECT_EQ(
      filed("From: <a@client.test>\r\nSubject: c1\r\nContent-Transfer-Encoding: base64\r\n\r\nLmEgZG90\r\n")
          .outcome,
      Outcome::blocked);
}

}  // namespace
}  // namespace smtpspec::play

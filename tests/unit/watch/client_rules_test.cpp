#include <gmock/gmock.h>

#include <set>
#include <string>
#include <vector>

#include "unit/watch/client_sessions.hpp"
#include "watch/rule.hpp"

namespace smtpspec::watch {
namespace {

using result::EntryKind;
using result::Side;
using testing::ElementsAre;
using testing::IsEmpty;

std::vector<Pair> line_pairs() {
  const auto rcpt_of = [&](std::size_t length) {
    const std::string parameter = " X-A=";
    return "RCPT TO:<c@d.test>" + parameter + std::string(length - 18 - parameter.size() - 2, 'x');
  };
  return {
      {"watch/client-bare-lf", session().client("NOOP\n").server("", "250 a\r\n"),
       session().client("NOOP\r\n").server("", "250 a\r\n")},
      {"watch/client-bare-cr", session().client("NOOP\rx\r\n"), session().client("NOOP x\r\n")},
      {"watch/client-command-too-long", asked(offering({}), {"MAIL FROM:<a@b.test>", rcpt_of(513)}),
       asked(offering({}), {"MAIL FROM:<a@b.test>", rcpt_of(512)})},
      {"watch/client-non-ascii-command", asked(offering({}), {"MAIL FROM:<\xC3\xA9@b.test>"}),
       asked(offering({"SMTPUTF8"}), {"MAIL FROM:<\xC3\xA9@b.test> SMTPUTF8", "RCPT TO:<\xC3\xA9@b.test>"})},
      {"watch/client-smtputf8-missing", asked(offering({"SMTPUTF8"}), {"MAIL FROM:<\xC3\xA9@b.test>"}),
       asked(offering({"SMTPUTF8"}), {"MAIL FROM:<\xC3\xA9@b.test> smtputf8"})},
      {"watch/client-smtputf8-with-value", asked(offering({"SMTPUTF8"}), {"MAIL FROM:<a@b.test> SMTPUTF8=1"}),
       asked(offering({"SMTPUTF8"}), {"MAIL FROM:<a@b.test> SMTPUTF8"})},
      {"watch/client-verb-malformed", session().client(" NOOP\r\n"), session().client("NOOP  x\r\n")},
      {"watch/client-name-malformed", session().client("EHLO a_b\r\n"),
       session().client("EHLO [127.0.0.1]\r\n")},
      {"watch/client-path-malformed", asked(offering({}), {"MAIL FROM: <a@b.test>"}),
       asked(offering({}), {"MAIL FROM:<>", "RCPT TO:<Postmaster>"})},
      {"watch/client-source-route", asked(offering({}), {"MAIL FROM:<@r.test:a@b.test>"}),
       asked(offering({}), {"MAIL FROM:<\"@r.test:a\"@b.test>"})},
      {"watch/client-route-unqualified", asked(offering({}), {"MAIL FROM:<@r.test,@s:a@b.test>"}),
       asked(offering({}), {"MAIL FROM:<a@b.test>"})},
      {"watch/client-literal-followed", session().client("EHLO [127.0.0.1] c.test\r\n"),
       session().client("EHLO [127.0.0.1]\r\n")},
      {"watch/client-old-verb", session().client("TURN\r\n"), session().client("NOOP\r\n")},
      {"watch/client-argument-not-allowed", session().client("QUIT now\r\n"),
       session().client("NOOP now\r\n")},
      {"watch/client-bdat-malformed", asked(recipient({"CHUNKING"}), {"BDAT LAST"}),
       asked(recipient({"CHUNKING"}), {"BDAT 0 last"})},
  };
}

std::vector<Pair> offer_pairs() {
  const auto mail = [](const std::string& parameter, const std::vector<std::string>& offers) {
    return asked(offering(offers), {"MAIL FROM:<a@b.test> " + parameter});
  };
  SessionBuilder after_helo = session();
  ask(after_helo, "HELO c.test");
  return {
      {"watch/client-size-not-offered", mail("SIZE=1", {"8BITMIME"}), mail("SIZE=1", {"size 100"})},
      {"watch/client-size-twice", mail("SIZE=1 size=1", {"SIZE"}), mail("X-A=1 X-A=1", {"SIZE"})},
      {"watch/client-body-twice", mail("BODY=7BIT BODY=7BIT", {"8BITMIME"}), mail("BODY=7BIT", {"8BITMIME"})},
      {"watch/client-body-unknown", mail("BODY=8BIT", {"8BITMIME"}), mail("body=8bitmime", {"8BITMIME"})},
      {"watch/client-dsn-parameter-twice", mail("RET=HDRS RET=FULL", {"DSN"}),
       mail("RET=HDRS ENVID=x", {"DSN"})},
      {"watch/client-body-not-offered", mail("BODY=BINARYMIME", {"8BITMIME"}),
       mail("BODY=8BITMIME", {"8BITMIME"})},
      {"watch/client-smtputf8-not-offered", asked(after_helo, {"MAIL FROM:<a@b.test> SMTPUTF8"}),
       mail("SMTPUTF8", {"SMTPUTF8"})},
      {"watch/client-dsn-not-offered", asked(recipient(), {"RCPT TO:<c@d.test> NOTIFY=NEVER"}),
       asked(recipient({"DSN"}, " RET=HDRS ENVID=x"), {"RCPT TO:<c@d.test> ORCPT=rfc822;a"})},
      {"watch/client-auth-parameter-not-offered", mail("AUTH=<>", {}), mail("AUTH=<>", {"AUTH PLAIN"})},
      {"watch/client-by-not-offered", mail("BY=60;N", {"DSN"}), mail("BY=60;N", {"DELIVERBY 60"})},
      {"watch/client-by-malformed", mail("BY=60;X", {"DELIVERBY"}), mail("by=-123456789;nt", {"DELIVERBY"})},
      {"watch/client-requiretls-not-offered", asked(in_tls({"DSN"}), {"MAIL FROM:<a@b.test> REQUIRETLS"}),
       asked(in_tls({"REQUIRETLS"}), {"MAIL FROM:<a@b.test> REQUIRETLS"})},
      {"watch/client-requiretls-in-clear", mail("REQUIRETLS", {"REQUIRETLS"}),
       asked(in_tls({"REQUIRETLS"}), {"MAIL FROM:<a@b.test> REQUIRETLS"})},
      {"watch/client-requiretls-with-value",
       asked(in_tls({"REQUIRETLS"}), {"MAIL FROM:<a@b.test> REQUIRETLS=1"}),
       asked(in_tls({"REQUIRETLS"}), {"MAIL FROM:<a@b.test> REQUIRETLS"})},
      {"watch/client-submitter-not-offered", mail("SUBMITTER=a@b.test", {}),
       mail("SUBMITTER=a@b.test", {"SUBMITTER"})},
      {"watch/client-submitter-malformed", mail("SUBMITTER=a+b@b.test", {"SUBMITTER"}),
       mail("SUBMITTER=a+2Bb@b.test", {"SUBMITTER"})},
      {"watch/client-solicit-not-offered", mail("SOLICIT=a:b", {}), mail("SOLICIT=a:b", {"NO-SOLICITING"})},
      {"watch/client-solicit-malformed", mail("SOLICIT=a:b,,c", {"NO-SOLICITING"}),
       mail("SOLICIT=a:b,c", {"NO-SOLICITING"})},
      {"watch/client-mtrk-not-offered", mail("MTRK=abc ENVID=x", {"DSN"}),
       mail("MTRK=abc ENVID=x", {"MTRK"})},
      {"watch/client-mtrk-malformed", mail("MTRK=abc: ENVID=x", {"MTRK"}),
       mail("MTRK=a+/9:123456789 ENVID=x", {"MTRK"})},
      {"watch/client-mtrk-without-envid", mail("MTRK=abc", {"MTRK"}), mail("mtrk=abc envid=x", {"MTRK"})},
      {"watch/client-bdat-not-offered", chunk("a\r\n", {}), chunk("a\r\n", {"CHUNKING"})},
      {"watch/client-starttls-not-offered", offering({"SIZE"}).client("STARTTLS\r\n"),
       offering({"STARTTLS"}).client("STARTTLS\r\n")},
      {"watch/client-auth-not-offered", in_tls({"AUTH LOGIN"}).client("AUTH PLAIN\r\n"),
       in_tls({"AUTH LOGIN PLAIN"}).client("auth plain\r\n")},
      {"watch/client-starttls-inside-tls", in_tls({"STARTTLS"}).client("STARTTLS\r\n"), in_tls({})},
  };
}

std::vector<Pair> request_pairs() {
  const auto mail = [](const std::string& parameters, const std::vector<std::string>& offers) {
    return asked(offering(offers), {"MAIL FROM:<a@b.test> " + parameters});
  };
  const std::vector<std::string> holds = {"FUTURERELEASE 3600 2050-01-01T00:00:00Z", "DELIVERBY"};
  const auto fetched = [](const std::string& argument, const std::vector<std::string>& offers) {
    return asked(recipient(offers), {"BURL" + argument});
  };
  SessionBuilder sent = fetched(" imap://d.test/a/;uid=1 last", {"BURL imap"});
  return {
      {"watch/client-mt-priority-not-offered", mail("MT-PRIORITY=1", {}),
       mail("MT-PRIORITY=1", {"MT-PRIORITY"})},
      {"watch/client-mt-priority-malformed", mail("MT-PRIORITY=-0", {"MT-PRIORITY"}),
       mail("mt-priority=-9", {"MT-PRIORITY X"})},
      {"watch/client-hold-not-offered", mail("HOLDFOR=1", {}), mail("HOLDFOR=1", holds)},
      {"watch/client-hold-twice", mail("HOLDFOR=1 HOLDFOR=1", holds), mail("HOLDFOR=3600", holds)},
      {"watch/client-hold-beyond-limit", mail("HOLDFOR=3601", holds),
       mail("HOLDUNTIL=2050-01-01T00:00:00.9Z", holds)},
      {"watch/client-hold-beyond-by", mail("HOLDFOR=60 BY=60;N", holds), mail("BY=61;R HOLDFOR=60", holds)},
      {"watch/client-holdfor-malformed", mail("HOLDFOR=060", holds), mail("HOLDFOR=60", holds)},
      {"watch/client-holduntil-malformed", mail("HOLDUNTIL=2049-01-01T00:00:00+01:00", holds),
       mail("holduntil=2049-01-01t00:00:00z", holds)},
      {"watch/client-auth-parameter-malformed", mail("AUTH=a+b@b.test", {"AUTH PLAIN"}),
       mail("AUTH=a+2Bb@b.test", {"AUTH PLAIN"})},
      {"watch/client-burl-not-offered", fetched(" imap://d.test/a LAST", {"BURL"}),
       fetched(" http://d.test/a LAST", {"BURL"})},
      {"watch/client-burl-malformed", fetched(" imap://d.test/a FIRST", {"BURL imap"}),
       asked(sent, {"MAIL FROM:<a@b.test>"})},
  };
}

std::vector<Pair> dsn_pairs() {
  const auto mail = [](const std::string& parameter) {
    return asked(offering({"DSN"}), {"MAIL FROM:<a@b.test> " + parameter});
  };
  const auto rcpt = [](const std::string& parameter, const std::vector<std::string>& offers = {"DSN"}) {
    return asked(recipient(offers), {"RCPT TO:<c@d.test> " + parameter});
  };
  return {
      {"watch/client-dsn-parameter-misplaced", rcpt("RET=FULL"), rcpt("NOTIFY=FAILURE")},
      {"watch/client-ret-unknown", mail("RET=HEADERS"), mail("RET=hdrs")},
      {"watch/client-notify-malformed", rcpt("NOTIFY=NEVER,DELAY"), rcpt("NOTIFY=delay,SUCCESS,Delay")},
      {"watch/client-envid-malformed", mail("ENVID=a+2bc"), mail("ENVID=a+2Bc(+20)")},
      {"watch/client-orcpt-malformed", rcpt("ORCPT=c@d.test"), rcpt("ORCPT=RFC822;c+2Bd@d.test")},
      {"watch/client-dsn-parameter-too-long", mail("ENVID=" + std::string(101, 'x')),
       rcpt("ORCPT=rfc822;" + std::string(493, 'x'))},
      {"watch/client-envid-long", mail("ENVID=" + std::string(33, 'x')),
       mail("ENVID=" + std::string(32, 'x'))},
  };
}

// What is no value of a parameter of DSN, beside the pairs.
TEST(ClientRules, KnowValuesOfDsn) {
  const auto broken = [](const std::string& parameter, const std::vector<std::string>& offers) {
    return rules_broken_in(asked(recipient(offers), {"RCPT TO:<c@d.test> " + parameter}));
  };
  const auto malformed = ElementsAre("watch/client-orcpt-malformed");
  for (const char* one : {"ORCPT", "ORCPT=;a", "ORCPT=rfc822;a+", "ORCPT=rfc822;a+0A", "ORCPT=rfc822;p+C3+A9",
                          "ORCPT=utf-8;a+2Bb", "ORCPT=utf-8;a\\b", "ORCPT=utf-8;a\\x{G1}",
                          "ORCPT=utf-8;a\\x{D800}", "ORCPT=utf-8;a\\x{41}"})
    EXPECT_THAT(broken(one, {"DSN"}), malformed) << one;
  EXPECT_THAT(broken("ORCPT=utf-8;p\\x{E9}ter@d.test", {"DSN"}), IsEmpty());
  for (const char* one : {"NOTIFY", "NOTIFY=SUCCESS;DELAY", "NOTIFY=,DELAY", "NOTIFY=ALL"})
    EXPECT_THAT(broken(one, {"DSN"}), ElementsAre("watch/client-notify-malformed")) << one;
}

std::vector<Pair> order_pairs() {
  SessionBuilder early;
  early.client("EHLO c.test\r\n").greeting();
  SessionBuilder handshake = offering({"STARTTLS"});
  ask(handshake, "STARTTLS", "220 a\r\n").handshake();
  SessionBuilder helo = session();
  ask(helo, "HELO c.test");
  SessionBuilder refused_chunk = recipient({"CHUNKING"});
  refused_chunk.client("BDAT 2\r\n").content("ab").server("", "554 a\r\n");
  SessionBuilder data_behind_chunk = recipient({"CHUNKING", "PIPELINING"});
  data_behind_chunk.client("BDAT 2\r\n").content("ab").server("", "554 a\r\n");
  ask(data_behind_chunk, "DATA", "503 a\r\n");
  SessionBuilder group = offering({"PIPELINING"});
  group.client("MAIL FROM:<a@b.test>\r\n").client("RCPT TO:<c@d.test>\r\n").client("DATA\r\n");
  return {
      {"watch/client-early-command", early, session().ehlo({})},
      {"watch/client-handshake-in-clear",
       offering({}).client("\x16\x03\x01\x02\xC3\n").client("\xFF\rx\r\n").client("\xE9\n"),
       offering({}).client("\x16 NOOP\r\n")},
      {"watch/client-mail-before-ehlo", asked(session(), {"MAIL FROM:<a@b.test>"}),
       asked(helo, {"MAIL FROM:<a@b.test>"})},
      {"watch/client-no-ehlo-after-tls", SessionBuilder(handshake).client("NOOP\r\n"),
       SessionBuilder(handshake).client("QUIT\r\n")},
      {"watch/client-out-of-order", asked(offering({}), {"MAIL FROM:<a@b.test>", "DATA"}),
       asked(recipient(), {"DATA"})},
      {"watch/client-nested-mail", asked(recipient(), {"MAIL FROM:<a@b.test>"}),
       asked(recipient(), {"RSET", "MAIL FROM:<a@b.test>"})},
      {"watch/client-pipelining-not-offered",
       offering({}).client("MAIL FROM:<a@b.test>\r\n").client("RCPT TO:<c@d.test>\r\n"), group},
      {"watch/client-pipelining-order", SessionBuilder(group).client("RSET\r\n"),
       SessionBuilder(group)
           .server("", "250 a\r\n")
           .server("", "250 a\r\n")
           .server("", "554 a\r\n")
           .client("RSET\r\n")},
      {"watch/client-chunk-after-refusal", SessionBuilder(refused_chunk).client("BDAT 0 LAST\r\n"),
       recipient({"CHUNKING", "PIPELINING"})
           .client("BDAT 0\r\n")
           .client("BDAT 0 LAST\r\n")
           .server("", "554 a\r\n")},
      {"watch/client-no-rset-after-refused-chunk",
       SessionBuilder(refused_chunk).client("RCPT TO:<c@d.test>\r\n"),
       asked(refused_chunk, {"RSET", "MAIL FROM:<a@b.test>"})},
      {"watch/client-no-rset-after-503", asked(data_behind_chunk, {"RCPT TO:<c@d.test>"}),
       asked(data_behind_chunk, {"RSET", "MAIL FROM:<a@b.test>"})},
      {"watch/client-data-and-bdat",
       asked(recipient({"CHUNKING", "BINARYMIME"}, " BODY=BINARYMIME"), {"DATA"}),
       asked(recipient({"CHUNKING"}), {"DATA"})},
  };
}

std::vector<Pair> authentication_pairs() {
  const std::vector<std::string> offers = {"AUTH PLAIN LOGIN SCRAM-SHA-256"};
  const auto plain_with = [&](std::size_t line) {
    return in_tls(offers).client("AUTH PLAIN " + std::string(line - 13, 'A') + "\r\n");
  };
  SessionBuilder done = in_tls(offers);
  ask(done, "AUTH PLAIN AAAA", "235 a\r\n");
  SessionBuilder failed = in_tls(offers);
  ask(failed, "AUTH PLAIN AAAA", "535 a\r\n");
  SessionBuilder challenged = in_tls(offers);
  ask(challenged, "AUTH LOGIN", "334 VXNlcg==\r\n");
  return {
      {"watch/client-auth-out-of-place", asked(done, {"AUTH PLAIN AAAA"}),
       asked(failed, {"AUTH PLAIN AAAA"})},
      {"watch/client-response-not-base64", SessionBuilder(challenged).client("alice\r\n"),
       SessionBuilder(challenged).client("*\r\n")},
      {"watch/client-initial-response-too-long", plain_with(513), plain_with(509)},
      {"watch/client-password-in-clear", offering(offers).client("AUTH LOGIN\r\n"),
       offering(offers).client("AUTH SCRAM-SHA-256 biws\r\n")},
  };
}

std::vector<Pair> content_pairs() {
  const std::string longest(998, 'x');
  const std::vector<std::string> eight = {"8BITMIME"};
  const std::string labelled = "MIME-Version: 1.0\r\nContent-Transfer-Encoding: 8bit\r\n\r\n\xE9\r\n.\r\n";
  const std::string binary = "Content-Transfer-Encoding: binary\r\n\r\na" + std::string(1, '\0');
  SessionBuilder unfinished = recipient();
  ask(unfinished, "DATA", "354 a\r\n").content("a\r\n");
  return {
      {"watch/client-content-bare-lf", data("a\nb\r\n.\r\n"), data("a\r\nb\r\n.\r\n")},
      {"watch/client-content-bare-cr", data("a\rb\r\n.\r\n"),
       chunk("a\rb", {"CHUNKING", "BINARYMIME"}, " BODY=BINARYMIME")},
      {"watch/client-text-line-too-long", data("x" + longest + "\r\n.\r\n"),
       data(".." + longest.substr(1) + "\r\n.\r\n")},
      {"watch/client-dot-not-doubled", data("a\r\n.b\r\n.\r\n"), data("a\r\n..b\r\n..\r\n.\r\n")},
      {"watch/client-8bit-not-offered", data("\xE9\r\n.\r\n"), data(labelled, eight, " BODY=8BITMIME")},
      {"watch/client-8bit-undeclared", data("\xE9\r\n.\r\n", eight),
       data("\xE9\r\n.\r\n", {"8BITMIME", "SMTPUTF8"}, " SMTPUTF8")},
      {"watch/client-8bit-in-no-mime", data("Subject: a\r\n\r\n\xE9\r\n.\r\n", eight, " BODY=8BITMIME"),
       data(labelled, eight, " BODY=8BITMIME")},
      {"watch/client-binary-undeclared", chunk(binary, {"CHUNKING", "BINARYMIME"}),
       chunk(binary, {"CHUNKING", "BINARYMIME"}, " BODY=BINARYMIME")},
      {"watch/client-return-path", data("Return-Path: <a@b.test>\r\n\r\na\r\n.\r\n"),
       data("X-Return-Path: <a@b.test>\r\n\r\na\r\n.\r\n")},
      {"watch/client-apparently-to", data("Apparently-To: <a@b.test>\r\n\r\na\r\n.\r\n"),
       data("X: a\r\n\r\nApparently-To: <a@b.test>\r\n.\r\n")},
      {"watch/client-short-year", data("Received: by c.test;\r\n 2 Jan 23 03:04:05 +0000\r\n\r\n.\r\n"),
       data("Received: by c.test;\r\n 2 Jan 2023 03:04:05 +0000\r\n\r\n.\r\n")},
      {"watch/client-content-not-ended", SessionBuilder(unfinished).happens(EntryKind::closed),
       SessionBuilder(unfinished)
           .content(".\r\n")
           .server("", "250 a\r\n")
           .client("QUIT\r\n")
           .happens(EntryKind::closed)},
  };
}

std::vector<Pair> end_pairs() {
  SessionBuilder refused = SessionBuilder().server("greeting", "554 a\r\n");
  SessionBuilder quit = offering({});
  quit.client("QUIT\r\n");
  return {
      {"watch/client-no-quit", offering({}).happens(EntryKind::closed),
       SessionBuilder(quit).server("", "221 a\r\n").happens(EntryKind::closed)},
      {"watch/client-no-quit-unopened", SessionBuilder(refused).happens(EntryKind::reset),
       SessionBuilder(refused).client("QUIT\r\n").happens(EntryKind::closed)},
      {"watch/client-command-after-quit", SessionBuilder(quit).client("NOOP\r\n"), quit},
  };
}

std::vector<Pair> client_pairs() {
  std::vector<Pair> pairs;
  for (const auto& part : {line_pairs(), offer_pairs(), request_pairs(), dsn_pairs(), order_pairs(),
                           authentication_pairs(), content_pairs(), end_pairs()})
    pairs.insert(pairs.end(), part.begin(), part.end());
  return pairs;
}

TEST(ClientRules, EachTripsAloneAndNotAtItsBorder) {
  for (const Pair& pair : client_pairs()) {
    EXPECT_THAT(rules_broken_in(pair.broken), ElementsAre(pair.rule));
    EXPECT_THAT(rules_broken_in(pair.kept), IsEmpty()) << pair.rule;
  }
}

TEST(WireRules, EachIsAboutADutyOfWhoIsJudged) {
  for (const Side side : {Side::server, Side::client})
    for (const Rule& rule : rules_for(side))
      for (const ledger::Entry* one : rule.cites.entries)
        EXPECT_TRUE(one->concerns(side == Side::server)) << rule.id << " cites " << one->id;
}

TEST(ClientRules, EachHasAPairAndSaysWhatItIs) {
  std::set<std::string> tested, known;
  for (const Pair& pair : client_pairs()) tested.insert(pair.rule);
  for (const Rule& rule : rules_for(Side::client)) {
    EXPECT_TRUE(known.emplace(rule.id).second) << rule.id;
    EXPECT_THAT(std::string(rule.id), testing::StartsWith("watch/client-"));
    EXPECT_THAT(std::string(rule.sentence), testing::EndsWith(".")) << rule.id;
    EXPECT_GT(rule.cites.clause.rfc, 1000U) << rule.id;
    const bool should = rule.cites.clause.level == result::Level::should ||
                        rule.cites.clause.level == result::Level::should_not;
    if (should) {
      EXPECT_EQ(rule.weight, result::Weight::tolerated) << rule.id;
    }
  }
  EXPECT_EQ(tested, known);
}

TEST(ClientRules, FindingsNameTheClauseAndShowTheOctets) {
  const auto findings = client_rules(asked(offering({}), {"MAIL FROM:<a@b.test> SIZE=1"}).transcript());
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(findings[0].clause.str(), "RFC 1870 section 4 (states)");
  EXPECT_EQ(findings[0].message, "SIZE is used though SIZE is not offered");
  EXPECT_EQ(findings[0].got, "\"MAIL FROM:<a@b.test> SIZE=1\\r\\n\"");
  EXPECT_EQ(findings[0].entry, 3U);
}

TEST(ClientRules, NoPasswordIsShown) {
  const auto findings = client_rules(offering({"AUTH PLAIN"}).client("AUTH PLAIN AGEAYg==\r\n").transcript());
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(findings[0].got, "\"AUTH PLAIN\"");
}

}  // namespace
}  // namespace smtpspec::watch

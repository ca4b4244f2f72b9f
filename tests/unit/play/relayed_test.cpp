// What came out of a relay: stamps, reports, and the hops that take them.
#include <gmock/gmock.h>

#include <memory>
#include <set>
#include <string>

#include "ledger/embedded.hpp"
#include "play/judging/delivery_report.hpp"
#include "play/judging/stamp.hpp"
#include "play/memory/duet.hpp"
#include "play/memory/reference_peers.hpp"
#include "reference/relay_faults.hpp"
#include "scenario/parser.hpp"

namespace smtpspec::play {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

TEST(Stamp, IsReadByItsClauses) {
  const Stamp stamp = read_stamp(
      "from client.test (x.test [127.0.0.1]) by mx.test (from nobody) with ESMTPS id 17 for <\"a "
      "b\"@c.test>; "
      "Mon, 30 Nov 2026 23:02:05 +0000 (UTC)");
  ASSERT_EQ(stamp.clauses.size(), 5U);
  EXPECT_EQ(stamp.clauses.front().keyword, "FROM");
  EXPECT_THAT(stamp.clauses.front().words, ElementsAre("client.test"));
  EXPECT_THAT(stamp.find("FOR")->words, ElementsAre("<\"a b\"@c.test>"));
  const auto date = read_date(*stamp.date);
  ASSERT_TRUE(date);
  EXPECT_EQ(date->year, "2026");
  EXPECT_EQ(date->zone, "+0000");
}

TEST(Stamp, AKeywordBehindAKeywordIsItsValue) {
  const Stamp stamp = read_stamp("from a.test by b.test id with");
  EXPECT_FALSE(stamp.date);
  EXPECT_THAT(stamp.find("ID")->words, ElementsAre("with"));
  EXPECT_EQ(stamp.find("WITH"), nullptr);
}

TEST(Stamp, CutAnywhereIsReadAllTheSame) {
  const std::string whole = "from a (x\\) \"y) by \"b c\" with ESMTP (z; Mon, 1 Jan 24 10:00 GMT";
  for (std::size_t length = 0; length <= whole.size(); ++length) read_stamp(whole.substr(0, length));
}

constexpr std::string_view report_text =
    "From: <MAILER-DAEMON@relay.test>\r\n"
    "Content-Type: multipart/report; report-type=delivery-status;\r\n boundary=\"b;1\"\r\n\r\n"
    "--b;1\r\n\r\nIt failed.\r\n"
    "--b;1\r\nContent-Type: message/delivery-status\r\n\r\n"
    "Reporting-MTA: dns; relay.test\r\n\r\n"
    "Final-Recipient: rfc822; dave@next-hop.test\r\nAction: failed\r\nStatus: 5.1.1\r\n"
    "Diagnostic-Code: smtp; 550 5.1.1\r\n no\r\n"
    "--b;1\r\nContent-Type: text/rfc822-headers\r\n\r\nSubject: x\r\n"
    "--b;1--\r\n";

TEST(DeliveryReport, HasItsPartsAndFields) {
  const DeliveryReport report = read_report(report_text);
  ASSERT_TRUE(report.is_machine_readable);
  ASSERT_EQ(report.of_recipients.size(), 1U);
  const Fields& fields = report.of_recipients.front();
  EXPECT_EQ(DeliveryReport::address_in(*find_field(fields, "final-recipient")), "dave@next-hop.test");
  EXPECT_EQ(*find_field(fields, "diagnostic-code"), "smtp; 550 5.1.1 no");
  ASSERT_TRUE(report.returned);
  EXPECT_THAT(*report.returned, HasSubstr("Subject: x"));
}

TEST(DeliveryReport, CutAnywhereIsReadAllTheSame) {
  for (std::size_t length = 0; length <= report_text.size(); ++length)
    read_report(report_text.substr(0, length));
}

result::CaseResult judged(const std::string& steps, const char* fault = nullptr) {
  const std::string text = "# A rule.\nrequirement rfc5321/4.2.5-2\njudges relay\ngiven in recipient\n\n" +
                           steps + "\ncontent body\n| Subject: {case}\n|\n| x\nend\n";
  auto source = std::make_shared<const text::Source>("relay.smtp", text);
  scenario::Reading reading = scenario::parse(source, "relay", ledger::embedded());
  EXPECT_TRUE(reading.scenario) << text::render(reading.diagnostics);
  reference::RelayBehaviour behaviour;
  if (fault) reference::find_relay_fault(fault)->apply(behaviour);
  return play_in_memory(std::make_shared<const scenario::Scenario>(std::move(*reading.scenario)), behaviour,
                        facts_of_reference_relay());
}

constexpr const char* refused = "out on RCPT reply 550 5.1.1 no\nin message <body>\nreturned to {sender}\n";

TEST(RelayPlay, AReportThatIsDueAndDoesNotComeFails) {
  EXPECT_EQ(judged(refused).outcome, result::Outcome::pass);
  EXPECT_EQ(judged(refused, "queue-loses-refused").outcome, result::Outcome::fail);
}

TEST(RelayPlay, ConversationsAreToldApartInTheTranscript) {
  const result::CaseResult result = judged(refused);
  std::set<std::string> legs;
  for (const result::Entry& entry : result.transcript.entries()) legs.insert(entry.leg);
  EXPECT_THAT(legs, ElementsAre("back", "in", "out"));
}

TEST(RelayPlay, WhatComesBesideTheMarkerFails) {
  constexpr const char* steps = "in message <body>\nout received message\nout received nothing\n";
  EXPECT_EQ(judged(steps).outcome, result::Outcome::pass);
  EXPECT_EQ(judged(steps, "queue-sends-twice").outcome, result::Outcome::fail);
}

TEST(RelayPlay, WhicheverLegSomethingComesOnChoosesTheBranch) {
  constexpr const char* steps =
      "in message <body>\neither\n  out received <body>\nor\n  returned to {sender}\nend\n";
  EXPECT_EQ(judged(steps).outcome, result::Outcome::pass);
  EXPECT_EQ(judged(std::string("out on MAIL reply 550 5.7.1 no\n") + steps).outcome, result::Outcome::pass);
}

TEST(RelayPlay, AQueueOutlivesItsRelay) {
  const std::string steps =
      "out on connection first 1 reply 421 4.3.2 not now\nin message <body>\nkill\nout received <body>\n";
  EXPECT_EQ(judged(steps).outcome, result::Outcome::pass);
  EXPECT_EQ(judged(steps, "queue-lost-when-killed").outcome, result::Outcome::fail);
}

}  // namespace
}  // namespace smtpspec::play

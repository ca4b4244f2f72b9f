// The reference relay between reference servers, in memory.
#include "reference/relay.hpp"

#include <gmock/gmock.h>

#include <set>
#include <string>

#include "reference/faults.hpp"
#include "reference/relay_faults.hpp"
#include "reference/relay_variants.hpp"
#include "unit/reference/relay_world.hpp"

namespace smtpspec::reference {
namespace {

using testing::EndsWith;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;
using testing::StartsWith;

constexpr std::string_view content = "Subject: one\r\nTo: <alice@mx.test>\r\n\r\n.a dot  \r\nend\r\n";

std::string mail(const std::string& from, const std::string& to, std::string_view text = content) {
  std::string stuffed;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const bool begins = at == 0 || text[at - 1] == '\n';
    if (begins && text[at] == '.') stuffed += '.';
    stuffed += text[at];
  }
  std::string recipients = to;
  return "MAIL FROM:" + from + "\r\n" + recipients + "DATA\r\n" + stuffed + ".\r\n";
}

std::string to(const std::string& path) {
  return "RCPT TO:" + path + "\r\n";
}

RelayBehaviour with(std::string_view name) {
  RelayBehaviour behaviour;
  if (const RelayFault* fault = find_relay_fault(name)) fault->apply(behaviour);
  if (const RelayVariant* variant = find_relay_variant(name)) variant->apply(behaviour);
  return behaviour;
}

const std::vector<Extension> usual = {Extension::size, Extension::eight_bit_mime, Extension::pipelining,
                                      Extension::dsn, Extension::smtputf8};
const std::vector<Extension> without_dsn = {Extension::size, Extension::eight_bit_mime,
                                            Extension::pipelining};

TEST(ReferenceRelay, SendsOnWithOneReceivedFieldOnTop) {
  RelayWorld world;
  world.next_hop = next_hop_offering(usual);
  EXPECT_THAT(world.submit(mail("<me@client.test>", to("<alice@mx.test>"))), HasSubstr("250"));
  world.run_out();
  ASSERT_THAT(world.sent_on, SizeIs(1));
  EXPECT_EQ(world.sent_on[0].reverse_path, "me@client.test");
  EXPECT_EQ(world.sent_on[0].content,
            "Received: from client.test ([127.0.0.1])\r\n\tby relay.test with ESMTP id 1 for "
            "<alice@mx.test>;\r\n\tMon, 02 Jan 2023 03:04:05 +0000\r\n" +
                std::string(content));
  EXPECT_THAT(world.returned, IsEmpty());
}

TEST(ReferenceRelay, PassesTheParametersOfDsnOn) {
  RelayWorld world;
  world.next_hop = next_hop_offering(usual);
  world.submit(mail(
      "<me@client.test> RET=hdrs ENVID=a+2Bb",
      to("<Alice@mx.test> NOTIFY=SUCCESS,DELAY ORCPT=rfc822;a+2Bb@mx.test") + to("<\"q @ q\"@mx.test>")));
  world.run_out();
  ASSERT_THAT(world.said, SizeIs(1));
  EXPECT_THAT(world.said[0], HasSubstr(" RET=hdrs ENVID=a+2Bb\r\n"));
  EXPECT_THAT(world.said[0],
              HasSubstr("RCPT TO:<Alice@mx.test> NOTIFY=SUCCESS,DELAY ORCPT=rfc822;a+2Bb@mx.test\r\n"));
  EXPECT_THAT(world.said[0], HasSubstr("RCPT TO:<\"q @ q\"@mx.test>\r\n"));
  EXPECT_THAT(world.returned, IsEmpty());
}

TEST(ReferenceRelay, ReportsWhatItRelayedToServersWithoutDsn) {
  RelayWorld world;
  world.next_hop = next_hop_offering(without_dsn);
  world.submit(
      mail("<me@client.test> ENVID=e RET=FULL",
           to("<alice@mx.test> NOTIFY=SUCCESS") + to("<bob@mx.test>") + to("<carol@mx.test> NOTIFY=NEVER")));
  world.run_out();
  ASSERT_THAT(world.said, SizeIs(2));
  EXPECT_THAT(world.said[0], Not(HasSubstr("NOTIFY")));
  ASSERT_THAT(world.returned, SizeIs(1));
  EXPECT_EQ(world.returned[0].reverse_path, "");
  EXPECT_THAT(world.returned[0].forward_paths, testing::ElementsAre("me@client.test"));
  const std::string report = world.returned[0].content;
  EXPECT_THAT(report, HasSubstr("Action: relayed\r\nStatus: 2."));
  EXPECT_THAT(report, HasSubstr("Original-Envelope-Id: e\r\n"));
  EXPECT_THAT(report, HasSubstr("Content-Type: text/rfc822-headers\r\n"));
  EXPECT_THAT(report, Not(HasSubstr("bob@mx.test")));
}

Behaviour refusing(const std::string& code) {
  Behaviour behaviour = next_hop_offering(usual);
  behaviour.policies.add(Policy::refuses_first_recipient);
  behaviour.replies[Situation::recipient_refused] = {std::stoi(code), code.substr(0, 1) + ".1.1", "no", 1,
                                                     false};
  return behaviour;
}

TEST(ReferenceRelay, ReportsARefusedRecipientAndNotTheOther) {
  RelayWorld world;
  world.next_hop = refusing("550");
  world.next_hop.offers.in_clear.add(Extension::enhanced_status_codes);
  world.submit(mail("<me@client.test>", to("<alice@mx.test>") + to("<bob@mx.test>")));
  world.run_out();
  ASSERT_THAT(world.sent_on, SizeIs(1));
  EXPECT_THAT(world.sent_on[0].forward_paths, testing::ElementsAre("bob@mx.test"));
  ASSERT_THAT(world.returned, SizeIs(1));
  EXPECT_THAT(world.returned[0].content,
              HasSubstr("\r\n\r\nFinal-Recipient: rfc822; alice@mx.test\r\nAction: failed\r\nStatus: "
                        "5.1.1\r\nRemote-MTA: dns; mx.test\r\nDiagnostic-Code: smtp; 550 5.1.1 no\r\n"));
  EXPECT_THAT(world.returned[0].content, HasSubstr("\r\n.a dot  \r\nend\r\n"));
}

TEST(ReferenceRelay, ReportsNothingForANullSenderOrWhereNotAsked) {
  for (const std::string parameter : {"", " NOTIFY=FAILURE", " NOTIFY=NEVER", " NOTIFY=SUCCESS"}) {
    for (const std::string sender : {"<>", "<me@client.test>"}) {
      RelayWorld world;
      world.next_hop = refusing("550");
      world.submit(mail(sender, to("<alice@mx.test>" + parameter)));
      world.run_out();
      const bool due = sender != "<>" && (parameter.empty() || parameter == " NOTIFY=FAILURE");
      EXPECT_EQ(world.returned.size(), due ? 1U : 0U) << sender << parameter;
    }
  }
}

TEST(ReferenceRelay, TriesADeferredRecipientAgain) {
  RelayWorld world;
  world.next_hop = refusing("450");
  world.submit(mail("<me@client.test>", to("<alice@mx.test>")));
  world.run();
  EXPECT_THAT(world.sent_on, IsEmpty());
  world.next_hop = next_hop_offering(usual);
  EXPECT_TRUE(world.relay.next_round());
  world.run();
  EXPECT_THAT(world.sent_on, SizeIs(1));
  EXPECT_FALSE(world.relay.next_round());
  EXPECT_THAT(world.returned, IsEmpty());
}

TEST(ReferenceRelay, TellsOfADelayAndGivesUp) {
  RelayWorld world;
  world.next_hop = refusing("450");
  world.submit(mail("<me@client.test>", to("<alice@mx.test>")));
  world.run_out();
  ASSERT_THAT(world.returned, SizeIs(2));
  EXPECT_THAT(world.returned[0].content, HasSubstr("Action: delayed\r\nStatus: 4."));
  EXPECT_THAT(world.returned[1].content, HasSubstr("Action: failed\r\nStatus: 4."));
  EXPECT_EQ(world.sessions, 6U);
}

TEST(ReferenceRelay, ConvertsOrReturnsWhatTheNextHopCannotTake) {
  const std::string high =
      "Subject: one\r\nMIME-Version: 1.0\r\nContent-Transfer-Encoding: 8bit\r\n\r\n\xC3\xA9\r\n";
  for (const std::string name : {"", "relay-returns-unfit-content"}) {
    RelayWorld world(with(name));
    world.next_hop = next_hop_offering({});
    world.submit(mail("<me@client.test> BODY=8BITMIME", to("<alice@mx.test>"), high));
    world.run_out();
    EXPECT_EQ(world.sent_on.size(), name.empty() ? 1U : 0U);
    EXPECT_EQ(world.returned.size(), name.empty() ? 0U : 1U);
    if (name.empty())
      EXPECT_THAT(world.sent_on[0].content,
                  EndsWith("Content-Transfer-Encoding: quoted-printable\r\n\r\n=C3=A9\r\n"));
    else
      EXPECT_THAT(world.returned[0].content, HasSubstr("Status: 5.6.3\r\n"));
  }
}

TEST(ReferenceRelay, ReturnsWhatNeedsSmtputf8) {
  RelayWorld world;
  world.next_hop = next_hop_offering(without_dsn);
  world.submit(mail("<me@client.test> SMTPUTF8", to("<\xC3\xA9va@mx.test>")));
  world.run_out();
  EXPECT_THAT(world.sent_on, IsEmpty());
  ASSERT_THAT(world.returned, SizeIs(1));
  EXPECT_THAT(world.returned[0].content, HasSubstr("Status: 5.6.7\r\n"));
  EXPECT_THAT(world.returned[0].content, HasSubstr("Final-Recipient: utf-8; \xC3\xA9va@mx.test\r\n"));
  EXPECT_THAT(world.returned[0].content, HasSubstr("message/global-delivery-status"));
}

TEST(ReferenceRelay, SendsWhatRequiresTlsNowhereElse) {
  for (const bool offered : {false, true}) {
    RelayWorld world;
    world.next_hop = next_hop_offering(usual);
    if (offered) {
      world.next_hop.offers.in_clear.add(Extension::starttls);
      world.next_hop.offers.in_tls.add(Extension::require_tls);
    }
    EXPECT_THAT(world.submit(mail("<me@client.test> REQUIRETLS", to("<alice@mx.test>")), true),
                StartsWith("250"));
    world.run_out();
    EXPECT_EQ(world.sent_on.size(), offered ? 1U : 0U);
    EXPECT_EQ(world.returned.size(), offered ? 0U : 1U);
    if (offered) {
      EXPECT_THAT(world.said[0], HasSubstr(" REQUIRETLS\r\n"));
      continue;
    }
    EXPECT_THAT(world.returned[0].content, HasSubstr("Status: 5.7.10\r\n"));
    EXPECT_THAT(world.returned[0].content, HasSubstr("text/rfc822-headers"));
  }
}

TEST(ReferenceRelay, KeepsToTheTimeThatTheSenderGave) {
  RelayWorld world;
  world.next_hop = next_hop_offering(usual);
  world.submit(mail("<me@client.test> BY=3600;R", to("<alice@mx.test>")));
  world.submit(mail("<me@client.test> BY=3600;N", to("<bob@mx.test>")));
  world.run_out();
  ASSERT_THAT(world.sent_on, SizeIs(1));
  EXPECT_THAT(world.said[1], HasSubstr("RCPT TO:<bob@mx.test> NOTIFY=FAILURE,DELAY\r\n"));
  EXPECT_THAT(world.returned, SizeIs(2));  // failed, and relayed

  RelayWorld later;
  later.next_hop = next_hop_offering({Extension::deliver_by});
  later.lost = true;
  later.submit(mail("<me@client.test> BY=3600;R", to("<alice@mx.test>")));
  later.run();
  later.lost = false;
  later.relay.next_round();
  later.run();
  ASSERT_THAT(later.said, SizeIs(2));
  EXPECT_THAT(later.said[1], HasSubstr(" BY=1800;R\r\n"));
}

TEST(ReferenceRelay, SaysWhatAnOlderClientLeftToTheHeader) {
  RelayWorld world;
  world.next_hop = next_hop_offering({Extension::no_soliciting});
  world.submit(mail("<me@client.test>", to("<alice@mx.test>"), "solicitation: test.one:ADV,\r\n\r\n"));
  world.submit(mail("<me@client.test>", to("<alice@mx.test>"), "Solicitation: test.one:ADV, two\r\n\r\n"));
  world.run_out();
  ASSERT_THAT(world.said, SizeIs(2));
  EXPECT_THAT(world.said[0], Not(HasSubstr("SOLICIT=")));
  EXPECT_THAT(world.said[1], HasSubstr(" SOLICIT=test.one:ADV,two\r\n"));
}

TEST(ReferenceRelay, TellsOfALateMessageWithModeNOnce) {
  RelayWorld world(with("relay-no-delay-reports"));
  world.next_hop = refusing("450");
  world.submit(mail("<me@client.test> BY=3600;N", to("<alice@mx.test>")));
  world.run_out();
  ASSERT_THAT(world.returned, SizeIs(2));
  EXPECT_THAT(world.returned[0].content, HasSubstr("Action: delayed\r\nStatus: 4.4.7\r\n"));
  EXPECT_THAT(world.returned[0].content,
              HasSubstr("Arrival-Date: Mon, 02 Jan 2023 03:04:05 +0000\r\nDeliver-By-Date: Mon, 02 Jan 2023 "
                        "04:04:05 +0000\r\n"));
  EXPECT_THAT(world.returned[1].content, HasSubstr("Action: failed\r\n"));
}

TEST(ReferenceRelay, DeliversToItsPostmasterAndKnowsNobodyElse) {
  RelayWorld world;
  EXPECT_THAT(world.submit("MAIL FROM:<me@client.test>\r\nRCPT TO:<nobody@relay.test>\r\n"),
              HasSubstr("\r\n550"));
  world.submit(mail("<me@client.test>", to("<postmaster@relay.test> NOTIFY=SUCCESS")));
  world.run_out();
  EXPECT_THAT(world.sent_on, IsEmpty());
  ASSERT_THAT(world.returned, SizeIs(1));
  EXPECT_THAT(world.returned[0].content, HasSubstr("Action: delivered\r\nStatus: 2.0.0\r\n"));
}

TEST(ReferenceRelay, FindsLoops) {
  std::string long_way;
  for (int i = 0; i < 101; ++i)
    long_way += "Received: from a.test by b.test; Mon, 02 Jan 2023 03:04:05 +0000\r\n";
  RelayWorld world;
  world.next_hop = next_hop_offering(usual);
  world.submit(mail("<me@client.test>", to("<alice@mx.test>"), long_way + "\r\n"));
  world.run_out();
  EXPECT_THAT(world.sent_on, IsEmpty());
  ASSERT_THAT(world.returned, SizeIs(1));
  EXPECT_THAT(world.returned[0].content, HasSubstr("Status: 5.4.6\r\n"));
}

TEST(ReferenceRelay, LosesAndDoublesNothingWhenItIsKilled) {
  RelayWorld world;
  world.next_hop = next_hop_offering(usual);
  world.submit(mail("<me@client.test>", to("<alice@mx.test>")));
  EXPECT_TRUE(world.relay.next());  // under way
  world.relay.killed();
  world.run();
  EXPECT_THAT(world.sent_on, SizeIs(1));
  world.relay.killed();
  world.run();
  EXPECT_THAT(world.sent_on, SizeIs(1));
}

TEST(ReferenceRelay, RefusesBareLineEnds) {
  RelayWorld world;
  world.next_hop = next_hop_offering(usual);
  EXPECT_THAT(world.submit(mail("<me@client.test>", to("<alice@mx.test>"), "Subject: a\r\n\r\na\n.\nb\r\n")),
              HasSubstr("\r\n554"));
  world.run_out();
  EXPECT_EQ(world.sessions, 0U);
}

// What comes out as two messages at a next hop without any mistake.
std::size_t messages_behind(std::string_view fault, const std::string& end) {
  RelayWorld world(with(fault));
  world.next_hop = next_hop_offering(usual);
  world.submit("MAIL FROM:<me@client.test>\r\nRCPT TO:<alice@mx.test>\r\nDATA\r\nSubject: one\r\n\r\na" +
               end + "MAIL FROM:<x@client.test>\r\nRCPT TO:<bob@mx.test>\r\nDATA\r\nb\r\n.\r\n");
  world.run_out();
  return world.sent_on.size();
}

TEST(ReferenceRelay, MakesTwoMessagesOfOneByMistakeOnly) {
  for (const std::string end : {"\n.\n", "\n.\r\n", "\r\n.\n", "\r.\r"}) {
    EXPECT_EQ(messages_behind("", end), 0U);  // refused
    EXPECT_EQ(messages_behind("relay-mends-line-ends", end), 1U);
  }
  EXPECT_EQ(messages_behind("relay-takes-lf-dot-lf-for-the-end", "\n.\n"), 2U);
  EXPECT_EQ(messages_behind("relay-takes-lf-dot-crlf-for-the-end", "\n.\r\n"), 2U);
  EXPECT_EQ(messages_behind("relay-takes-crlf-dot-lf-for-the-end", "\r\n.\n"), 2U);
  EXPECT_EQ(messages_behind("relay-takes-cr-dot-cr-for-the-end", "\r.\r"), 2U);
  EXPECT_EQ(messages_behind("relay-mends-line-ends-behind-dots", "\n.\n"), 2U);
}

template <class Changes>
void expect_in_order(const Changes& changes) {
  std::set<std::string_view> names, sentences;
  for (const auto& one : changes) {
    EXPECT_TRUE(names.empty() || *names.rbegin() < one.name) << one.name;
    names.insert(one.name);
    EXPECT_THAT(std::string(one.name), testing::MatchesRegex("[a-z0-9]+(-[a-z0-9]+)*"));
    EXPECT_THAT(std::string(one.sentence), testing::MatchesRegex("[A-Z0-9].*\\.")) << one.name;
    EXPECT_TRUE(sentences.insert(one.sentence).second) << one.sentence;
    EXPECT_GT(one.cites.clause.rfc, 1000U) << one.name;
    EXPECT_FALSE(one.cites.clause.section.empty()) << one.name;
    EXPECT_EQ(find_server_fault(one.name), nullptr) << one.name;
  }
}

TEST(RelayFaults, AreInOrder) {
  expect_in_order(relay_faults());
  for (const RelayFault& fault : relay_faults()) {
    EXPECT_EQ(find_relay_fault(fault.name), &fault);
    EXPECT_EQ(find_relay_variant(fault.name), nullptr) << fault.name;
    for (const ledger::Entry* one : fault.cites.entries)
      EXPECT_TRUE(one->is_bound(ledger::Party::relay) || one->is_bound(ledger::Party::server)) << one->id;
  }
  EXPECT_EQ(find_relay_fault("relay"), nullptr);
}

TEST(RelayVariants, AreInOrder) {
  expect_in_order(relay_variants());
  for (const RelayVariant& one : relay_variants()) EXPECT_EQ(find_relay_variant(one.name), &one);
  EXPECT_EQ(find_relay_variant(""), nullptr);
}

}  // namespace
}  // namespace smtpspec::reference

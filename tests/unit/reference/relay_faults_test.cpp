// What each fault and variant of the reference relay changes in a series of deliveries, as the first line
// that is another one: tests/unit/reference/relay_faults.txt. New text is approved with SMTPSPEC_APPROVE=1 in
// the environment; read the difference.
#include "reference/relay_faults.hpp"

#include <gmock/gmock.h>

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <sstream>
#include <string>
#include <vector>

#include "reference/relay_variants.hpp"
#include "support/places.hpp"
#include "text/visible.hpp"
#include "unit/reference/relay_world.hpp"

namespace smtpspec::reference {
namespace {
namespace deliveries {

using Lines = std::vector<std::string>;
using Offered = std::vector<Extension>;

const Offered modern = {Extension::size, Extension::eight_bit_mime, Extension::pipelining,
                        Extension::dsn,  Extension::smtputf8,       Extension::enhanced_status_codes};
const Offered plain = {Extension::size};
const Offered further = {Extension::dsn,           Extension::deliver_by, Extension::require_tls,
                         Extension::submitter,     Extension::mtrk,       Extension::auth,
                         Extension::no_soliciting, Extension::smtputf8,   Extension::eight_bit_mime};

const std::string trace = "Received: from a.test by b.test; Mon, 02 Jan 2023 03:04:05 +0000\r\n";
const std::string simple = "Subject: one\r\n\r\ntext\r\n";
const std::string rich = trace +
                         "X-Private: 1\r\nSubject: one\r\n\ttwo\r\nFrom: Author <author@client.test>\r\n"
                         "To: <other@mx.test>\r\nBcc: <carol@mx.test>\r\nCc: dan\r\n\r\nblanks  \r\n\ttab\r\n"
                         "From here\r\n..two\r\n..\r\nbell\a\r\n" +
                         std::string(600, 'x') + "\r\n\r\n\r\n";
const std::string high = "MIME-Version: 1.0\r\nContent-Transfer-Encoding: 8bit\r\n\r\n\xC3\xA9\r\n";
const std::string parts =
    "MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\nContent-Transfer-Encoding: 8bit\r\n"
    "\r\n--b\r\nContent-Transfer-Encoding: 8bit\r\n\r\n\xC3\xA9\r\n--b--\r\n";

std::string to(const std::string& argument) {
  return "RCPT TO:" + argument + "\r\n";
}

std::string mail(const std::string& from, const std::string& recipients,
                 const std::string& content = simple) {
  return "MAIL FROM:" + from + "\r\n" + recipients + "DATA\r\n" + content + ".\r\n";
}

std::string binary(const std::string& content) {
  return "MAIL FROM:<me@client.test> BODY=BINARYMIME\r\n" + to("<alice@mx.test>") + "BDAT " +
         std::to_string(content.size()) + " LAST\r\n" + content;
}

// Where contents differ, they are what is to be seen, and not their sizes.
std::string without_size(std::string line) {
  for (const std::string before : {" SIZE=", "BDAT "}) {
    const std::size_t begin = line.find(before);
    if (begin == line.npos) continue;
    const std::size_t digits = begin + before.size();
    line.erase(digits, line.find_first_not_of("0123456789", digits) - digits);
  }
  return line;
}

// What was seen of a world, for people.
void note(Lines& lines, const std::string& title, const RelayWorld& world) {
  const auto add = [&](const std::string& octets) {
    std::string_view rest = octets;
    while (!rest.empty()) {
      const std::size_t end = std::min(rest.find('\n'), rest.size() - 1);
      lines.push_back(title + ": " + without_size(text::visible(rest.substr(0, end + 1))));
      rest.remove_prefix(end + 1);
    }
  };
  for (const std::string& one : world.said) add(one + "(end of session)\n");
  for (const Message& one : world.returned)
    add("returned to " + (one.forward_paths.empty() ? "" : one.forward_paths.front()) + "\n");
}

struct Stage {
  std::string title;
  Behaviour next_hop;
  std::vector<std::string> submissions;
  bool in_tls = false;
  bool unfinished = false;
  bool lost_at_end = false;
  int rounds_lost = 0;
  bool killed = false;
  bool sender_without_smtputf8 = false;
};

Behaviour refusing(const Offered& offered, int code, Situation situation = Situation::recipient_refused) {
  Behaviour behaviour = next_hop_offering(offered);
  behaviour.policies.add(Policy::refuses_first_recipient);
  if (situation == Situation::content_refused) {
    behaviour.policies.remove(Policy::refuses_first_recipient);
    behaviour.policies.add(Policy::refuses_contents);
  }
  behaviour.replies[situation] = {code, std::to_string(code / 100) + ".1.1", "no", 1, code == 421};
  return behaviour;
}

Behaviour answering(Situation situation, Answer answer) {
  Behaviour behaviour = next_hop_offering(modern);
  behaviour.replies[situation] = std::move(answer);
  return behaviour;
}

Behaviour for_one_recipient() {
  Behaviour behaviour = answering(Situation::too_many_recipients, {552, "5.5.3", "too many", 1, false});
  behaviour.recipient_limit = 1;
  return behaviour;
}

std::vector<Stage> passages() {
  const std::string several = to("<Alice@mx.test>") + to("<alice@MX.test>") + to("<\"q @ \\\" q\"@mx.test>") +
                              to("<user%inner.test@mx.test>") + to("<bob@mx.test>");
  const std::string asked = to("<alice@mx.test> NOTIFY=SUCCESS,DELAY ORCPT=rfc822;Al+2Bice@mx.test") +
                            to("<bob@mx.test>") + to("<carol@mx.test> NOTIFY=NEVER") +
                            to("<\"Q q\"@mx.test> NOTIFY=FAILURE");
  std::vector<Stage> stages = {
      {.title = "content",
       .next_hop = next_hop_offering(modern),
       .submissions = {mail("<Me@client.test>", several, rich), mail("<>", to("<alice@mx.test>"), rich)}},
      {.title = "dsn",
       .next_hop = next_hop_offering(modern),
       .submissions = {mail("<me@client.test> RET=HDRS ENVID=a+2Bb", asked, rich)}},
      {.title = "no dsn",
       .next_hop = next_hop_offering(plain),
       .submissions = {mail("<me@client.test> RET=FULL ENVID=a+2Bb", asked)}},
      {.title = "8bit",
       .next_hop = next_hop_offering(modern),
       .submissions = {mail("<me@client.test> BODY=8BITMIME", to("<alice@mx.test>"), high)}},
      {.title = "smtputf8",
       .next_hop = next_hop_offering(modern),
       .submissions = {mail("<me@client.test> SMTPUTF8", to("<\xC3\xA9va@mx.test>"))}},
      {.title = "no smtputf8",
       .next_hop = next_hop_offering(plain),
       .submissions = {mail("<me@client.test> SMTPUTF8", to("<\xC3\xA9va@mx.test>"))}},
      {.title = "tls",
       .next_hop = next_hop_offering(further),
       .submissions = {mail("<me@client.test> REQUIRETLS RET=FULL", to("<alice@mx.test>"))},
       .in_tls = true},
      {.title = "by",
       .next_hop = next_hop_offering(further),
       .submissions = {mail("<me@client.test> BY=3600;R", to("<alice@mx.test>")),
                       mail("<me@client.test> ENVID=1 MTRK=QIWcwYnnHQ5+TvNl0bQGnyYDFXM:7200",
                            to("<alice@mx.test>"))},
       .rounds_lost = 1},
      {.title = "no by",
       .next_hop = next_hop_offering(plain),
       .submissions = {mail("<me@client.test> BY=3600;R", to("<alice@mx.test>")),
                       mail("<me@client.test> BY=3600;N", to("<alice@mx.test>"))}},
      {.title = "further",
       .next_hop = next_hop_offering(further),
       .submissions = {mail(
           "<me@client.test> SOLICIT=test:ADV AUTH=boss@client.test SUBMITTER=author@client.test",
           to("<alice@mx.test>"), rich)},
       .in_tls = true},
  };
  stages.push_back({.title = "login",
                    .next_hop = next_hop_offering(further),
                    .submissions = {"AUTH PLAIN AGFsaWNlAHNlY3JldA==\r\n" +
                                    mail("<me@client.test> AUTH=boss@client.test", to("<alice@mx.test>"))},
                    .in_tls = true});
  Behaviour starttls = next_hop_offering(further);
  starttls.offers.in_clear.add(Extension::starttls);
  stages.push_back({.title = "starttls",
                    .next_hop = starttls,
                    .submissions = {mail("<me@client.test> REQUIRETLS", to("<alice@mx.test>"))},
                    .in_tls = true});
  stages.push_back({.title = "malformed",
                    .next_hop = next_hop_offering(modern),
                    .submissions = {mail("<me@client.test>", to("<alice@mx.test>"),
                                         "Subject: one\r\nTo: <alice@mx.test\r\n\r\ntext\r\n")}});
  return stages;
}

std::vector<Stage> troubles() {
  const std::string both = to("<alice@mx.test>") + to("<bob@mx.test>");
  std::string loop;
  for (int i = 0; i < 101; ++i) loop += trace;
  std::vector<Stage> stages = {
      {.title = "refused",
       .next_hop = refusing(modern, 550),
       .submissions = {mail("<me@client.test> RET=HDRS ENVID=a+2Bb",
                            to("<\"Alice x\"@mx.test> ORCPT=rfc822;A+2Blice@mx.test") + to("<bob@mx.test>"),
                            rich)}},
      {.title = "refused in full",
       .next_hop = refusing(modern, 550),
       .submissions = {mail("<me@client.test> RET=FULL", to("<alice@mx.test>"))}},
      {.title = "refused for null",
       .next_hop = refusing(modern, 550),
       .submissions = {mail("<>", to("<alice@mx.test>"), rich)}},
      {.title = "refused for submitter",
       .next_hop = refusing(modern, 550),
       .submissions = {mail("<me@client.test> SUBMITTER=author@client.test", to("<alice@mx.test>"), rich)}},
      {.title = "refused content",
       .next_hop = refusing(modern, 554, Situation::content_refused),
       .submissions = {mail("<me@client.test>",
                            to("<alice@mx.test> NOTIFY=FAILURE") + to("<bob@mx.test> NOTIFY=SUCCESS") +
                                to("<carol@mx.test> NOTIFY=NEVER") + to("<dan@mx.test>"))}},
      {.title = "refused utf-8",
       .next_hop = refusing(modern, 550, Situation::content_refused),
       .submissions = {mail("<me@client.test> SMTPUTF8", to("<\xC3\xA9va@mx.test>"))}},
      {.title = "refused utf-8 of an older sender",
       .next_hop = refusing(modern, 550, Situation::content_refused),
       .submissions = {mail("<me@client.test> SMTPUTF8", to("<\xC3\xA9va@mx.test>"))},
       .sender_without_smtputf8 = true},
      {.title = "deferred",
       .next_hop = refusing(modern, 450),
       .submissions = {mail("<me@client.test>", both)}},
      {.title = "deferred content",
       .next_hop = refusing(modern, 451, Situation::content_refused),
       .submissions = {mail("<me@client.test>", to("<alice@mx.test> NOTIFY=FAILURE"))}},
      {.title = "late",
       .next_hop = refusing(modern, 450),
       .submissions = {mail("<me@client.test> BY=3600;R", to("<alice@mx.test>")),
                       mail("<me@client.test> BY=3600;N", to("<alice@mx.test>"))}},
      {.title = "traced",
       .next_hop = next_hop_offering(further),
       .submissions = {mail("<me@client.test> BY=3600;NT ENVID=Ab", to("<alice@mx.test>"))}},
      {.title = "utf-8 header of an older sender",
       .next_hop = refusing(modern, 550),
       .submissions = {mail("<me@client.test> SMTPUTF8 RET=HDRS", to("<alice@mx.test>"),
                            "Subject: \xC3\xA9\r\n\r\ntext\r\n")},
       .sender_without_smtputf8 = true},
      {.title = "utf-8 header",
       .next_hop = refusing(modern, 550),
       .submissions = {mail("<me@client.test> SMTPUTF8 RET=HDRS",
                            to("<alice@mx.test> ORCPT=utf-8;\\x{E9}va@mx.test"),
                            "Subject: \xC3\xA9\r\n\r\ntext\r\n")}},
      {.title = "421",
       .next_hop = answering(Situation::message_accepted, {421, "4.3.2", "closing", 1, true}),
       .submissions = {mail("<me@client.test>", both)}},
      {.title = "lost",
       .next_hop = next_hop_offering(modern),
       .submissions = {mail("<me@client.test>", both)},
       .lost_at_end = true},
      {.title = "refused quit",
       .next_hop = answering(Situation::goodbye, {451, "4.0.0", "no", 1, false}),
       .submissions = {mail("<me@client.test>", both)}},
      {.title = "too many", .next_hop = for_one_recipient(), .submissions = {mail("<me@client.test>", both)}},
      {.title = "loop",
       .next_hop = next_hop_offering(modern),
       .submissions = {mail("<me@client.test>", to("<alice@mx.test>"), loop + "\r\n")}},
      {.title = "long way",
       .next_hop = next_hop_offering(modern),
       .submissions = {mail("<me@client.test>", to("<alice@mx.test>"),
                            loop.substr(0, 50 * trace.size()) + "\r\n")}},
      {.title = "killed",
       .next_hop = next_hop_offering(modern),
       .submissions = {mail("<me@client.test>", both + to("<carol@other.test>"))},
       .killed = true},
      {.title = "unfinished",
       .next_hop = next_hop_offering(modern),
       .submissions = {"MAIL FROM:<me@client.test>\r\n" + both + "DATA\r\nSubject: one\r\n"},
       .unfinished = true},
  };
  for (const std::string end : {"\n.\n", "\n.\r\n", "\r\n.\n", "\r.\r"})
    stages.push_back({.title = "end as " + text::visible(end),
                      .next_hop = next_hop_offering(modern),
                      .submissions = {mail("<me@client.test>", to("<alice@mx.test>"),
                                           "Subject: one\r\n\r\na" + end +
                                               mail("<x@client.test>", to("<bob@mx.test>"), "\r\nb\r\n"))}});
  return stages;
}

std::vector<Stage> conversions() {
  const std::string nul("MIME-Version: 1.0\r\nContent-Transfer-Encoding: binary\r\n\r\na\0b\r\n", 61);
  return {
      {.title = "7bit",
       .next_hop = next_hop_offering(plain),
       .submissions = {mail("<me@client.test> BODY=8BITMIME", to("<alice@mx.test>"), high),
                       mail("<me@client.test> BODY=8BITMIME", to("<alice@mx.test>"), parts), binary(nul)}},
      {.title = "binary",
       .next_hop = next_hop_offering({Extension::chunking, Extension::binarymime, Extension::eight_bit_mime}),
       .submissions = {binary(nul)}},
      {.title = "chunks",
       .next_hop = next_hop_offering({Extension::chunking}),
       .submissions = {mail("<me@client.test>", to("<alice@mx.test>"), rich)}},
  };
}

std::vector<Stage> all_stages() {
  std::vector<Stage> stages = passages();
  for (Stage& one : troubles()) stages.push_back(std::move(one));
  for (Stage& one : conversions()) stages.push_back(std::move(one));
  return stages;
}

Lines play(const RelayBehaviour& behaviour, const Stage& stage) {
  Lines lines;
  RelayWorld world(behaviour);
  world.next_hop = stage.next_hop;
  world.lost_at_end = stage.lost_at_end;
  if (stage.sender_without_smtputf8) world.sender_side.offers.in_clear.remove(Extension::smtputf8);
  if (stage.sender_without_smtputf8) world.sender_side.offers.in_tls.remove(Extension::smtputf8);
  for (const std::string& one : stage.submissions) world.submit(one, stage.in_tls, stage.unfinished);
  for (int round = 0; round < stage.rounds_lost; ++round) {
    world.lost = true;
    world.run();
    world.relay.next_round();
  }
  world.lost = false;
  if (stage.killed) {
    world.relay.killed();
    world.run();
    world.relay.killed();
  }
  world.run_out();
  note(lines, stage.title, world);
  return lines;
}

// Of two lists the first lines that differ.
std::string difference(const Lines& correct, const Lines& other) {
  const auto [left, right] = std::mismatch(correct.begin(), correct.end(), other.begin(), other.end());
  if (left == correct.end() && right == other.end()) return "";
  return "  - " + (left == correct.end() ? std::string("(nothing)") : *left) + "\n  + " +
         (right == other.end() ? std::string("(nothing)") : *right) + "\n";
}

}  // namespace deliveries

template <class Changes>
std::string differences(const Changes& changes) {
  const std::vector<deliveries::Stage> stages = deliveries::all_stages();
  std::vector<deliveries::Lines> correct;
  for (const deliveries::Stage& one : stages) correct.push_back(deliveries::play({}, one));
  std::string all;
  for (const auto& one : changes) {
    RelayBehaviour behaviour;
    one.apply(behaviour);
    std::string difference;
    for (std::size_t i = 0; i < stages.size() && difference.empty(); ++i)
      difference = deliveries::difference(correct[i], deliveries::play(behaviour, stages[i]));
    all += "== " + std::string(one.name) + "\n" + (difference.empty() ? "  nothing\n" : difference);
  }
  return all;
}

void expect_approved(const std::string& text, const std::string& name) {
  const std::string path = support::in_project("tests/unit/reference/" + name);
  if (std::getenv("SMTPSPEC_APPROVE")) std::ofstream(path, std::ios::binary) << text;
  std::ifstream file(path, std::ios::binary);
  const std::string approved((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
  EXPECT_EQ(text, approved) << "if the new text is right: SMTPSPEC_APPROVE=1 rewrites " << path;
}

TEST(RelayFaults, ShowInDeliveries) {
  const std::string text = differences(relay_faults());
  EXPECT_EQ(text.find("  nothing\n"), text.npos);
  expect_approved(text, "relay_faults.txt");
}

TEST(RelayVariants, ShowInDeliveries) {
  const std::string text = differences(relay_variants());
  EXPECT_EQ(text.find("  nothing\n"), text.npos);
  expect_approved(text, "relay_variants.txt");
}

}  // namespace
}  // namespace smtpspec::reference

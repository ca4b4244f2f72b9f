// An exchange in lines of SMTP: both sides against each other, and each deviation where it belongs.
#include "sasl/talk.hpp"

#include <gmock/gmock.h>

#include "sasl/base64.hpp"

namespace smtpspec::sasl {
namespace {

using namespace std::string_literals;
using testing::Eq;
using testing::Optional;
using testing::StartsWith;

const Credentials alice = {"alice", "secret", "a-token"};

struct Conversation {
  std::vector<std::string> server;  // its replies
  std::vector<std::string> client;  // its lines
  bool client_deviated = false;
  bool client_complete = false;
};

Conversation converse(Mechanism mechanism, const Deviation* of_client, const Deviation* of_server,
                      bool server_could_bind = true) {
  ChannelBindings bindings = {.tls_unique = "finished", .tls_exporter = "exported"};
  if (!binds_channel(mechanism)) bindings = {};
  ClientTalk client(mechanism, alice, of_client, bindings);
  ServerTalk server(mechanism, {alice}, of_server,
                    server_could_bind ? ChannelBindings{"finished", "exported"} : bindings);
  Conversation all;
  all.client.push_back(client.command());
  const std::size_t blank = all.client[0].find(' ', 5);
  const std::string response = blank == std::string::npos ? "" : all.client[0].substr(blank + 1);
  ServerTalk::Answer answer =
      server.begin(blank == std::string::npos ? std::nullopt : std::optional<std::string_view>(response));
  all.server.push_back(answer.line);
  while (!answer.over && all.server.size() < 6) {
    const auto line = client.respond(answer.line.substr(4));
    all.client.push_back(line.value_or("*"));
    answer = server.respond(all.client.back());
    all.server.push_back(answer.line);
  }
  all.client_deviated = client.has_deviated();
  all.client_complete = client.complete();
  return all;
}

class TalkOf : public testing::TestWithParam<Mechanism> {};

TEST_P(TalkOf, ComesToItsEndWhereNothingDeviates) {
  const Conversation all = converse(GetParam(), nullptr, nullptr);
  EXPECT_THAT(all.client.front(), StartsWith("AUTH " + std::string(name_of(GetParam()))));
  EXPECT_THAT(all.server.back(), StartsWith("235 "));
  EXPECT_TRUE(all.client_complete);
}

TEST_P(TalkOf, IsRefusedWithEachDeviationOfTheClient) {
  for (const std::string_view name : deviations_of(Speaker::client, GetParam())) {
    const Conversation all = converse(GetParam(), find_deviation(Speaker::client, GetParam(), name), nullptr);
    EXPECT_TRUE(all.client_deviated) << name;
    EXPECT_THAT(all.server.back(), StartsWith(name == "optional extension" ? "235" : "5")) << name;
  }
}

TEST_P(TalkOf, EndsWithWhatDeviatesOfTheServer) {
  for (const std::string_view name : deviations_of(Speaker::server, GetParam())) {
    const Conversation right = converse(GetParam(), nullptr, nullptr);
    const Conversation all = converse(GetParam(), nullptr, find_deviation(Speaker::server, GetParam(), name));
    if (name == "optional extension") {  // which is none to stop at
      EXPECT_EQ(all.server.back(), right.server.back());
      EXPECT_TRUE(all.client_complete);
      continue;
    }
    const bool ends_sooner = all.server.size() < right.server.size();  // by 235 in the place of a challenge
    EXPECT_TRUE(ends_sooner || all.server.back() != right.server.back()) << name;
    EXPECT_LE(all.server.size(), right.server.size()) << name;
  }
}

INSTANTIATE_TEST_SUITE_P(Sasl, TalkOf, testing::ValuesIn(all_mechanisms), [](const auto& one) {
  std::string name(name_of(one.param));
  std::erase(name, '-');
  return name;
});

TEST(Deviations, AreKnownByTheirNamesOnlyToTheirSideAndMechanism) {
  EXPECT_NE(find_deviation(Speaker::client, Mechanism::scram_sha_256, "proof altered"), nullptr);
  EXPECT_EQ(find_deviation(Speaker::server, Mechanism::scram_sha_256, "proof altered"), nullptr);
  EXPECT_EQ(find_deviation(Speaker::client, Mechanism::cram_md5, "proof altered"), nullptr);
}

TEST(Attributes, AreReplacedAndTakenOut) {
  EXPECT_EQ(attribute_of("n,,n=user,r=abc", 'r'), "abc");
  EXPECT_EQ(attribute_of("n,,n=user,r=abc", 's'), "");
  EXPECT_EQ(with_attribute("c=biws,r=abc,p=xyz", 'r', "q"), "c=biws,r=q,p=xyz");
  EXPECT_EQ(without_attribute("c=biws,r=abc,p=xyz", 'p'), "c=biws,r=abc");
  EXPECT_EQ(without_attribute("c=biws,r=abc,p=xyz", 'c'), "r=abc,p=xyz");
  EXPECT_EQ(without_attribute("c=biws,r=abc", 'v'), "c=biws,r=abc");
}

TEST(ClientTalk, HoldsAMessageThatIsTooLongForACommand) {
  ClientTalk talk(Mechanism::plain, {"alice", std::string(600, 'x')}, nullptr);
  EXPECT_EQ(talk.command(), "AUTH PLAIN");
  EXPECT_THAT(talk.respond(""), Optional(Eq(encode_base64("\0alice\0"s + std::string(600, 'x')))));
}

TEST(ServerTalk, TakesNoInitialResponseWhereItBegins) {
  ServerTalk talk(Mechanism::cram_md5, {alice}, nullptr);
  EXPECT_THAT(talk.begin("YWxpY2U=").line, StartsWith("501 "));
}

TEST(ServerTalk, KnowsWhatCancels) {
  ServerTalk talk(Mechanism::plain, {alice}, nullptr);
  EXPECT_EQ(talk.begin(std::nullopt).line, "334 ");
  EXPECT_THAT(talk.respond("*").line, StartsWith("501 "));
}

// The proof is right for what is said: only who looks at the flag, or at what binds, refuses it.
TEST(ClientTalk, SignsWhatDeviates) {
  for (const std::string_view name : deviations_of(Speaker::client, Mechanism::scram_sha_256)) {
    const Deviation* deviation = find_deviation(Speaker::client, Mechanism::scram_sha_256, name);
    const bool is_looked_at = name != "flag y" && name != "optional extension";
    if (!deviation->is_signed || is_looked_at) continue;
    const Conversation all = converse(Mechanism::scram_sha_256, deviation, nullptr, false);
    EXPECT_THAT(all.server.back(), StartsWith("235")) << name;
  }
}

}  // namespace
}  // namespace smtpspec::sasl

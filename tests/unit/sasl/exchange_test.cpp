// Both sides of each mechanism against each other, against the examples of the RFCs, and against nonsense.
#include "sasl/exchange.hpp"

#include <gmock/gmock.h>

namespace smtpspec::sasl {
namespace {

using namespace std::string_literals;
using testing::Eq;
using testing::HasSubstr;
using testing::Optional;
using testing::StartsWith;
using Kind = ServerStep::Kind;

const std::vector<Credentials> accounts = {{"alice", "secret", "secret"},
                                           {"b\xC3\xB6"
                                            "b",
                                            "p\xC3\xA4ss", "p\xC3\xA4ss"}};

const ChannelBindings of_a_channel = {.tls_unique = "finished", .tls_exporter = "exported"};

struct Meeting {
  Kind end = Kind::challenge;
  bool client_complete = false;
  std::string user;
};

Meeting meet(Mechanism mechanism, const Credentials& who, bool with_initial_response = true) {
  const ChannelBindings bindings = binds_channel(mechanism) ? of_a_channel : ChannelBindings();
  ServerExchange server(mechanism, accounts, bindings);
  // Where a token is what is known it is the same word as the password.
  ClientExchange client(mechanism, {who.user, who.password, who.password}, bindings);
  std::optional<std::string> held = client.initial_response();
  ServerStep step =
      server.begin(with_initial_response ? std::optional<std::string_view>(held) : std::nullopt);
  if (with_initial_response) held.reset();
  for (int turn = 0; turn < 5 && step.kind == Kind::challenge; ++turn) {
    const auto response = held ? std::exchange(held, std::nullopt) : client.respond(step.challenge);
    if (!response) return {};
    step = server.respond(*response);
  }
  return {step.kind, client.complete(), server.user()};
}

class EachMechanism : public testing::TestWithParam<Mechanism> {};

TEST_P(EachMechanism, KnowsWhoKnowsThePassword) {
  for (const bool with_initial_response : {true, false}) {
    if (with_initial_response && !client_begins(GetParam())) continue;
    const Meeting meeting = meet(GetParam(), {"alice", "secret"}, with_initial_response);
    EXPECT_EQ(meeting.end, Kind::success);
    EXPECT_TRUE(meeting.client_complete);
    EXPECT_EQ(meeting.user, "alice");
  }
  EXPECT_EQ(meet(GetParam(), accounts[1], client_begins(GetParam())).end, Kind::success);
}

TEST_P(EachMechanism, RefusesAWrongPasswordAndAnUnknownUser) {
  const bool begins = client_begins(GetParam());
  for (const Credentials& who : std::vector<Credentials>{{"alice", "Secret"},
                                                         {"alice", "secret "},
                                                         {"alice", "secre"},
                                                         {"alic", "secret"},
                                                         {"Alice", "secret"},
                                                         {"alice", "p\xC3\xA4ss"}})
    EXPECT_EQ(meet(GetParam(), who, begins).end, Kind::failure) << who.user << " " << who.password;
}

TEST_P(EachMechanism, EndsOnceForAll) {
  ServerExchange server(GetParam(), accounts);
  ServerStep step = server.begin(std::nullopt);
  for (int turn = 0; turn < 5 && step.kind == Kind::challenge; ++turn) step = server.respond("nonsense");
  EXPECT_EQ(step.kind, Kind::failure);
  EXPECT_EQ(server.respond("\0alice\0secret"s).kind, Kind::failure);
  EXPECT_EQ(server.user(), "");
}

TEST_P(EachMechanism, HasAName) {
  EXPECT_EQ(find_mechanism(name_of(GetParam())), GetParam());
  EXPECT_EQ(find_mechanism("scram-sha-256"), Mechanism::scram_sha_256);
  EXPECT_EQ(find_mechanism("PLAI"), std::nullopt);
}

INSTANTIATE_TEST_SUITE_P(Sasl, EachMechanism, testing::ValuesIn(all_mechanisms), [](const auto& one) {
  std::string name(name_of(one.param));
  std::erase(name, '-');
  return name;
});

TEST(Plain, IsThreeTextsBehindEachOther) {
  EXPECT_THAT(ClientExchange(Mechanism::plain, {"tim", "tanstaaftanstaaf"}).initial_response(),
              Optional(Eq("\0tim\0tanstaaftanstaaf"s)));  // RFC 4616 section 4
  for (const std::string& good : {"\0alice\0secret"s, "alice\0alice\0secret"s})
    EXPECT_EQ(ServerExchange(Mechanism::plain, accounts).begin(good).kind, Kind::success);
  for (const std::string& bad : {""s, "alice"s, "\0alice"s, "alice\0secret"s, "bob\0alice\0secret"s,
                                 "\0\0secret"s, "\0alice\0"s, "\0alice\0secret\0"s, "\0alice\0secret\0x"s})
    EXPECT_EQ(ServerExchange(Mechanism::plain, accounts).begin(bad).kind, Kind::failure) << bad;
}

TEST(CramMd5, OfRfc2195) {
  ClientExchange client(Mechanism::cram_md5, {"tim", "tanstaaftanstaaf"});
  EXPECT_EQ(client.initial_response(), std::nullopt);
  EXPECT_THAT(client.respond("<1896.697170952@postoffice.reston.mci.net>"),
              Optional(Eq("tim b913a602c7eda7a495b4e6e7334d3890")));
  EXPECT_TRUE(client.complete());
}

TEST(CramMd5, NeverAsksTheSameTwice) {
  EXPECT_NE(ServerExchange(Mechanism::cram_md5, accounts).begin(std::nullopt).challenge,
            ServerExchange(Mechanism::cram_md5, accounts).begin(std::nullopt).challenge);
}

TEST(Login, AsksForUserThenPassword) {
  ServerExchange server(Mechanism::login, accounts);
  EXPECT_EQ(server.begin(std::nullopt).challenge, "User Name");
  EXPECT_EQ(server.respond("alice").challenge, "Password");
  EXPECT_EQ(server.respond("secret").kind, Kind::success);
}

TEST(ServerFirst, MechanismsHaveNoInitialResponse) {
  for (const Mechanism mechanism : {Mechanism::cram_md5, Mechanism::login})
    EXPECT_EQ(ServerExchange(mechanism, accounts).begin("alice").kind, Kind::failure);
}

TEST(Scram, ServerProvesThatItKnowsThePassword) {
  ServerExchange server(Mechanism::scram_sha_256, accounts);
  ClientExchange client(Mechanism::scram_sha_256, {"alice", "secret"});
  const auto first = client.initial_response();
  ASSERT_THAT(first, Optional(StartsWith("n,,n=alice,r=")));
  const auto final = client.respond(server.begin(*first).challenge);
  ASSERT_THAT(final, Optional(HasSubstr(",p=")));
  EXPECT_FALSE(client.complete());  // a 235 now would be believed by nobody
  const ServerStep proof = server.respond(*final);
  EXPECT_THAT(proof.challenge, StartsWith("v="));
  EXPECT_THAT(client.respond(proof.challenge), Optional(Eq("")));
  EXPECT_TRUE(client.complete());
  EXPECT_EQ(server.respond("").kind, Kind::success);
}

// "r=NONCE,s=SALT,i=4096", with the nonce that the client began.
std::string server_first(Mechanism mechanism, const std::string& user) {
  return ServerExchange(mechanism, accounts).begin("n,,n=" + user + ",r=mine").challenge;
}

TEST(Scram, ServerKeepsTheSaltOfAnAccountAndNoNonce) {
  const auto salt_in = [](const std::string& message) {
    return message.substr(message.find(",s="));
  };
  const std::string once = server_first(Mechanism::scram_sha_256, "alice"),
                    again = server_first(Mechanism::scram_sha_256, "alice"),
                    other = server_first(Mechanism::scram_sha_256, accounts[1].user);
  EXPECT_THAT(once, StartsWith("r=mine"));
  EXPECT_EQ(salt_in(once), salt_in(again));
  EXPECT_NE(once, again);
  EXPECT_NE(salt_in(once), salt_in(other));
}

TEST(Scram, ClientTakesNoFalseProof) {
  ServerExchange server(Mechanism::scram_sha_256, accounts);
  ClientExchange client(Mechanism::scram_sha_256, {"alice", "secret"});
  const auto final = client.respond(server.begin(*client.initial_response()).challenge);
  server.respond(*final);
  EXPECT_EQ(client.respond("v=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="), std::nullopt);
  EXPECT_FALSE(client.complete());
}

TEST(Scram, ClientTakesNoNonceButItsOwn) {
  ClientExchange client(Mechanism::scram_sha_256, {"alice", "secret"});
  client.initial_response();
  EXPECT_EQ(client.respond("r=another,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096"), std::nullopt);
  EXPECT_EQ(client.respond("r=another,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096"), std::nullopt);
}

// What a client of a channel says to a server of another one, or of the same, in SCRAM-SHA-256[-PLUS].
Kind bound(Mechanism mechanism, const ChannelBindings& of_client, const ChannelBindings& of_server) {
  ServerExchange server(mechanism, accounts, of_server);
  ClientExchange client(mechanism, {"alice", "secret"}, of_client);
  const auto first = client.initial_response();
  if (!first) return Kind::failure;
  const ServerStep challenge = server.begin(*first);
  const auto final = client.respond(challenge.challenge);
  if (challenge.kind != Kind::challenge || !final) return Kind::failure;
  const ServerStep signature = server.respond(*final);
  if (signature.kind != Kind::challenge) return signature.kind;
  EXPECT_THAT(client.respond(signature.challenge), Optional(Eq("")));
  EXPECT_TRUE(client.complete());
  return server.respond("").kind;
}

TEST(ScramPlus, IsBoundToOneChannelByOneType) {
  constexpr auto plus = Mechanism::scram_sha_256_plus;
  const ChannelBindings unique = {"finished", ""}, exporter = {"", "exported"};
  for (const ChannelBindings& known : {of_a_channel, unique, exporter})
    EXPECT_EQ(bound(plus, known, of_a_channel), Kind::success);
  for (const ChannelBindings& other : {ChannelBindings{"exported", ""}, ChannelBindings{"", "finished"},
                                       ChannelBindings{"finishe", ""}, ChannelBindings{"finished.", ""}})
    EXPECT_EQ(bound(plus, other, of_a_channel), Kind::failure);
  EXPECT_EQ(bound(plus, unique, exporter), Kind::failure);
  EXPECT_EQ(bound(plus, {}, of_a_channel), Kind::failure);
}

TEST(ScramPlus, NamesTlsUniqueWhereThereIsAny) {
  const auto first_of = [](const ChannelBindings& bindings) {
    return ClientExchange(Mechanism::scram_sha_1_plus, {"alice", "secret"}, bindings).initial_response();
  };
  EXPECT_THAT(first_of(of_a_channel), Optional(StartsWith("p=tls-unique,,n=alice,r=")));
  EXPECT_THAT(first_of({"", "exported"}), Optional(StartsWith("p=tls-exporter,,n=alice,r=")));
}

TEST(Scram, ClientThatCouldBindSaysSoAndIsRefusedByAServerThatCould) {
  for (const Mechanism mechanism : {Mechanism::scram_sha_256, Mechanism::scram_sha_1}) {
    ClientExchange client(mechanism, {"alice", "secret"}, of_a_channel);
    EXPECT_THAT(client.initial_response(), Optional(StartsWith("y,,n=alice,r=")));
    EXPECT_EQ(bound(mechanism, of_a_channel, {}), Kind::success);
    EXPECT_EQ(bound(mechanism, of_a_channel, of_a_channel), Kind::failure);
    EXPECT_EQ(bound(mechanism, {}, of_a_channel), Kind::success);
  }
}

TEST(Scram, ClientThatCouldBindTakesNoFalseProof) {
  ServerExchange server(Mechanism::scram_sha_256, accounts);
  ClientExchange client(Mechanism::scram_sha_256, {"alice", "secret"}, of_a_channel);
  server.respond(*client.respond(server.begin(*client.initial_response()).challenge));
  EXPECT_EQ(client.respond("v=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="), std::nullopt);
  EXPECT_FALSE(client.complete());
}

}  // namespace
}  // namespace smtpspec::sasl

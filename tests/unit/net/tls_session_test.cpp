// Two sessions in memory, one feeding the other: everything about TLS that needs no socket.
#include "net/tls_session.hpp"

#include <stdexcept>

#include <gmock/gmock.h>

namespace smtpspec::net {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::Not;

// Carries octets to and fro until both sides are done or one can't go on.
void shake_hands(TlsSession& client, TlsSession& server) {
  TlsStep of_client = TlsStep::needs_octets;
  TlsStep of_server = TlsStep::needs_octets;
  for (int round = 0; round < 8 && (of_client != TlsStep::done || of_server != TlsStep::done); ++round) {
    if (of_client == TlsStep::needs_octets) of_client = client.handshake();
    server.feed(client.take_output());
    if (of_server == TlsStep::needs_octets) of_server = server.handshake();
    client.feed(server.take_output());
  }
}

TlsReport seen_by_client(const Identity& shown, std::string_view trusted,
                         const HandshakeOptions& options = {}) {
  const TlsContext server_context = TlsContext::server(shown);
  const TlsContext client_context = TlsContext::client(trusted);
  TlsSession server(server_context, TlsRole::server);
  TlsSession client(client_context, TlsRole::client, options);
  shake_hands(client, server);
  return client.report();
}

TEST(TlsSession, NamesOfTheCertificateAreReportedInTheirOrder) {
  const Authority authority;
  const TlsReport report =
      seen_by_client(authority.issue({{"mx.test", "127.0.0.1", "::1"}}), authority.certificate());
  EXPECT_THAT(report.names, ElementsAre("mx.test", "127.0.0.1", "::1"));
  EXPECT_EQ(report.subject, "CN=mx.test");
  EXPECT_TRUE(report.trusted);
  EXPECT_TRUE(report.current);
  EXPECT_THAT(report.cipher, Not(IsEmpty()));
}

TEST(TlsSession, ExpiredCertificateIsTrustedButNotCurrent) {
  const Authority authority;
  const TlsReport report =
      seen_by_client(authority.issue({{"mx.test"}, Validity::expired}), authority.certificate());
  EXPECT_TRUE(report.trusted);
  EXPECT_FALSE(report.current);
}

TEST(TlsSession, CertificateOfTomorrowIsNotCurrent) {
  const Authority authority;
  const TlsReport report =
      seen_by_client(authority.issue({{"mx.test"}, Validity::not_yet}), authority.certificate());
  EXPECT_TRUE(report.trusted);
  EXPECT_FALSE(report.current);
}

TEST(TlsSession, CommonNameMayBeAnotherOneThanTheNames) {
  const Authority authority;
  CertificateRequest request{{"other.test"}};
  request.common_name = "mx.test";
  const TlsReport report = seen_by_client(authority.issue(request), authority.certificate());
  EXPECT_THAT(report.names, ElementsAre("other.test"));
  EXPECT_EQ(report.subject, "CN=mx.test");
}

TEST(TlsSession, UriIsNoNameOfTheCertificate) {
  const Authority authority;
  CertificateRequest request{{}};
  EXPECT_THROW(authority.issue(request), std::runtime_error);
  request.common_name = "other.test";
  request.uris = {"smtp://mx.test"};
  const TlsReport report = seen_by_client(authority.issue(request), authority.certificate());
  EXPECT_THAT(report.names, ElementsAre("other.test"));
}

TEST(TlsSession, CertificateOfAnotherAuthorityIsNotTrusted) {
  const Authority ours;
  const Authority theirs;
  EXPECT_FALSE(seen_by_client(theirs.issue({{"mx.test"}}), ours.certificate()).trusted);
}

TEST(TlsSession, SelfSignedCertificateIsNotTrusted) {
  const Authority ours;
  const TlsReport report = seen_by_client(issue_self_signed({{"mx.test"}}), ours.certificate());
  EXPECT_FALSE(report.trusted);
  EXPECT_TRUE(report.current);
}

TEST(TlsSession, ClientThatTrustsNobodyStillSeesTheCertificate) {
  const Authority authority;
  const TlsReport report = seen_by_client(authority.issue({{"mx.test"}}), {});
  EXPECT_FALSE(report.trusted);
  EXPECT_THAT(report.names, ElementsAre("mx.test"));
}

TEST(TlsSession, OnlyTheVersionsAskedForAreOffered) {
  const Authority authority;
  const Identity identity = authority.issue({{"mx.test"}});
  for (const char* version : {"1.0", "1.1", "1.2", "1.3"}) {
    HandshakeOptions options;
    options.versions = {version};
    EXPECT_EQ(seen_by_client(identity, {}, options).version, version);
  }
}

TEST(TlsSession, UnknownVersionIsRefused) {
  const TlsContext context = TlsContext::client();
  HandshakeOptions options;
  options.versions = {"1.4"};
  EXPECT_THROW(TlsSession(context, TlsRole::client, options), std::runtime_error);
}

TEST(TlsSession, OctetsGoBothWaysAndMayComeOneByOne) {
  const Authority authority;
  const TlsContext server_context = TlsContext::server(authority.issue({{"mx.test"}}));
  const TlsContext client_context = TlsContext::client();
  TlsSession server(server_context, TlsRole::server);
  TlsSession client(client_context, TlsRole::client);
  shake_hands(client, server);

  ASSERT_EQ(client.write("EHLO client.test\r\n"), TlsStep::done);
  const std::string record = client.take_output();
  std::string heard;
  for (const char octet : record) {
    ASSERT_EQ(server.read(100, heard), TlsStep::needs_octets);
    server.feed(std::string_view(&octet, 1));
  }
  EXPECT_EQ(server.read(100, heard), TlsStep::done);
  EXPECT_EQ(heard, "EHLO client.test\r\n");

  ASSERT_EQ(server.write("250 mx.test\r\n"), TlsStep::done);
  client.feed(server.take_output());
  std::string reply;
  EXPECT_EQ(client.read(3, reply), TlsStep::done);
  EXPECT_EQ(reply, "250");
  EXPECT_EQ(client.read(100, reply), TlsStep::done);
  EXPECT_EQ(reply, "250 mx.test\r\n");
}

TEST(TlsSession, LargeOctetsGoInWholeRecordsAndAreReadWhereTheyAreWanted) {
  const Authority authority;
  const TlsContext server_context = TlsContext::server(authority.issue({{"mx.test"}}));
  const TlsContext client_context = TlsContext::client();
  TlsSession server(server_context, TlsRole::server);
  TlsSession client(client_context, TlsRole::client);
  shake_hands(client, server);

  constexpr std::size_t record = 16 * 1024, records = 10, most_overhead = 64;
  const std::string said(record * records, 'x');
  ASSERT_EQ(client.write(said), TlsStep::done);
  std::string wire = "what was there before";
  client.swap_output(wire);
  EXPECT_GT(wire.size(), said.size());
  EXPECT_LT(wire.size(), said.size() + records * most_overhead);

  const std::span<char> room = server.room(wire.size());
  ASSERT_GE(room.size(), wire.size());
  std::copy(wire.begin(), wire.end(), room.begin());
  server.fed(wire.size());
  std::string heard(said.size(), '.');
  std::size_t all = 0;
  for (std::size_t count = 1; count > 0; all += count)
    if (server.read(std::span(heard).subspan(all), count) != TlsStep::done) break;
  EXPECT_EQ(heard, said);
}

TEST(TlsSession, FarewellOfThePeerIsAClose) {
  const Authority authority;
  const TlsContext server_context = TlsContext::server(authority.issue({{"mx.test"}}));
  const TlsContext client_context = TlsContext::client();
  TlsSession server(server_context, TlsRole::server);
  TlsSession client(client_context, TlsRole::client);
  shake_hands(client, server);

  server.close_notify();
  client.feed(server.take_output());

  std::string nothing;
  EXPECT_EQ(client.read(100, nothing), TlsStep::closed);
  EXPECT_THAT(nothing, IsEmpty());
}

// RFC 5929 section 3.1: the first Finished message, 12 octets up to TLS 1.2; RFC 9266: 32 octets.
TEST(TlsSession, BothSidesKnowWhatBindsToTheChannelAndNoOtherChannelHasIt) {
  const Authority authority;
  const TlsContext server_context = TlsContext::server(authority.issue({{"mx.test"}}));
  const TlsContext client_context = TlsContext::client();
  std::string unique, exported;
  for (const std::string version : {"1.2", "1.2", "1.3", "1.3"}) {
    TlsSession server(server_context, TlsRole::server);
    TlsSession client(client_context, TlsRole::client, {.sni = {}, .versions = {version}});
    shake_hands(client, server);
    const TlsReport of_client = client.report(), of_server = server.report();
    EXPECT_EQ(of_client.tls_unique, of_server.tls_unique);
    EXPECT_EQ(of_client.tls_exporter, of_server.tls_exporter);
    EXPECT_EQ(of_client.tls_unique.size(), version == "1.2" ? 12U : 0U);
    EXPECT_EQ(of_client.tls_exporter.size(), 32U);
    EXPECT_TRUE(of_client.tls_unique.empty() || of_client.tls_unique != unique);
    EXPECT_NE(of_client.tls_exporter, exported);
    unique = of_client.tls_unique;
    exported = of_client.tls_exporter;
  }
}

TEST(TlsSession, ClearTextInsteadOfAHandshakeIsNoTls) {
  const TlsContext context = TlsContext::client();
  TlsSession client(context, TlsRole::client);
  ASSERT_EQ(client.handshake(), TlsStep::needs_octets);
  client.feed("500 what is that supposed to mean?\r\n");
  EXPECT_EQ(client.handshake(), TlsStep::broken);
  EXPECT_EQ(client.reason(), "wrong version number");
}

TEST(TlsSession, GarbageBehindTheHandshakeIsNoTls) {
  const Authority authority;
  const TlsContext server_context = TlsContext::server(authority.issue({{"mx.test"}}));
  const TlsContext client_context = TlsContext::client();
  TlsSession server(server_context, TlsRole::server);
  TlsSession client(client_context, TlsRole::client);
  shake_hands(client, server);

  client.feed("250 in clear text\r\n");

  std::string nothing;
  EXPECT_EQ(client.read(100, nothing), TlsStep::broken);
  const std::string reason = client.reason();
  EXPECT_EQ(client.read(100, nothing), TlsStep::broken);
  EXPECT_EQ(client.reason(), reason);
}

}  // namespace
}  // namespace smtpspec::net

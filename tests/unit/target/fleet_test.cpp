// The targets of fixtures/, really started. Their packages come from the network, so these tests run only
// when asked for: SMTPSPEC_FLEET=1.
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <future>

#include <gmock/gmock.h>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/use_future.hpp>

#include "net/stream.hpp"
#include "support/places.hpp"
#include "target/target.hpp"
#include "unit/target/times.hpp"

namespace smtpspec::target {
namespace {

using testing::AllOf;
using testing::Contains;
using testing::EndsWith;
using testing::HasSubstr;
using testing::SizeIs;
using testing::StartsWith;

// A target, and what it must offer to be judged in.
struct Member {
  std::string name;
  std::vector<std::string> extensions;
  std::vector<std::string> mechanisms;  // inside TLS

  friend void PrintTo(const Member& member, std::ostream* out) { *out << member.name; }
};

const Member members[] = {
    {"postfix",
     {"PIPELINING", "SIZE 100000", "STARTTLS", "ENHANCEDSTATUSCODES", "8BITMIME", "DSN", "SMTPUTF8",
      "CHUNKING"},
     {"PLAIN", "LOGIN", "CRAM-MD5", "DIGEST-MD5", "SCRAM-SHA-1", "SCRAM-SHA-256"}},
    {"exim",
     {"PIPELINING", "SIZE 100000", "STARTTLS", "8BITMIME", "DSN", "SMTPUTF8", "CHUNKING", "PRDR", "VRFY",
      "EXPN"},
     {"PLAIN", "LOGIN", "CRAM-MD5", "DIGEST-MD5", "SCRAM-SHA-1", "SCRAM-SHA-256"}},
    {"opensmtpd", {"SIZE 100000", "STARTTLS", "ENHANCEDSTATUSCODES", "8BITMIME", "DSN"}, {"PLAIN", "LOGIN"}},
    {"sendmail",
     {"PIPELINING", "SIZE 100000", "STARTTLS", "ENHANCEDSTATUSCODES", "8BITMIME", "DSN", "EXPN", "DELIVERBY"},
     {"PLAIN", "LOGIN", "CRAM-MD5", "DIGEST-MD5", "SCRAM-SHA-1", "SCRAM-SHA-256"}},
    {"aiosmtpd", {"SIZE 100000", "STARTTLS", "8BITMIME", "SMTPUTF8"}, {"PLAIN", "LOGIN"}},
    {"smtp-server",
     {"PIPELINING", "SIZE 100000", "STARTTLS", "ENHANCEDSTATUSCODES", "8BITMIME", "DSN", "SMTPUTF8"},
     {"PLAIN", "LOGIN", "CRAM-MD5", "XOAUTH2"}},
    {"haraka",
     {"PIPELINING", "SIZE 100000", "STARTTLS", "8BITMIME", "SMTPUTF8"},
     {"PLAIN", "LOGIN", "CRAM-MD5"}},
};

class FleetTest : public testing::TestWithParam<Member> {
 protected:
  void SetUp() override {
    if (std::getenv("SMTPSPEC_FLEET") == nullptr)
      GTEST_SKIP() << "SMTPSPEC_FLEET is not set: no packages are fetched";
    const std::string targets = support::in_project("fixtures/targets");
    const ProfileReading reading = read_profile(text::read_source(*find_profile(GetParam().name, targets)));
    ASSERT_TRUE(reading.profile) << text::render(reading.diagnostics);
    target_.emplace(*reading.profile);
    tls_.emplace(net::TlsContext::client(target_->authority()));
  }

  template <typename T>
  T run(boost::asio::awaitable<T> coroutine) {
    boost::asio::io_context context;
    std::future<T> result = boost::asio::co_spawn(context, std::move(coroutine), boost::asio::use_future);
    context.run();
    return result.get();
  }

  std::optional<StartedTarget> target_;
  std::optional<net::TlsContext> tls_;
};

// Sends, and reads until the last line of a reply has come.
boost::asio::awaitable<std::string> ask(net::Stream& stream, std::string said) {
  if (!said.empty()) co_await stream.write(said, ample);
  std::string reply;
  for (;;) {
    const net::ReadResult read = co_await stream.read_some(4096, ample);
    if (!read.ok()) co_return reply + "<" + read.message + ">";
    reply += read.octets;
    if (!reply.ends_with("\r\n")) continue;
    const std::size_t last = reply.size() < 2 ? 0 : reply.rfind('\n', reply.size() - 2) + 1;
    if (reply.size() > last + 3 && reply[last + 3] == ' ') co_return reply;
  }
}

boost::asio::awaitable<std::string> offers_in_tls(net::Endpoint endpoint, const net::TlsContext& tls,
                                                  bool at_once) {
  net::Stream stream(co_await boost::asio::this_coro::executor);
  net::HandshakeOptions options;
  options.sni = "mx.test";
  co_await stream.connect(endpoint, ample);
  std::string in_clear;
  if (!at_once) {
    co_await ask(stream, "");
    in_clear = co_await ask(stream, "EHLO client.test\r\n");
    co_await ask(stream, "STARTTLS\r\n");
  }
  const net::TlsReport report = co_await stream.handshake_as_client(tls, options, ample);
  if (at_once) co_await ask(stream, "");
  const std::string offers = co_await ask(stream, "EHLO client.test\r\n");
  const std::string farewell = co_await ask(stream, "QUIT\r\n");
  co_await stream.close(ample);
  co_return in_clear + (report.trusted && report.current ? "trusted " : "not trusted " + report.reason) +
      offers + farewell;
}

boost::asio::awaitable<std::string> send_mail(net::Endpoint endpoint, std::string content) {
  net::Stream stream(co_await boost::asio::this_coro::executor);
  co_await stream.connect(endpoint, ample);
  std::string replies = co_await ask(stream, "");
  for (const char* line : {"EHLO client.test\r\n", "MAIL FROM:<carol@client.test>\r\n",
                           "RCPT TO:<nosuch@mx.test>\r\n", "RCPT TO:<alice@mx.test>\r\n", "DATA\r\n"})
    replies += co_await ask(stream, line);
  replies += co_await ask(stream, content + ".\r\n");
  replies += co_await ask(stream, "QUIT\r\n");
  co_await stream.close(ample);
  co_return replies;
}

// The words of the lines of an EHLO reply that begin with the keyword.
std::string line_of(const std::string& reply, const std::string& keyword) {
  for (const char* separator : {"\r\n250-", "\r\n250 "})
    if (const std::size_t at = reply.find(separator + keyword); at != reply.npos)
      return reply.substr(at + 6, reply.find('\r', at + 6) - at - 6) + " ";
  return {};
}

TEST_P(FleetTest, OffersWhatItShouldOverBothIpVersions) {
  for (const net::Endpoint& endpoint : target_->endpoints()) {
    const std::string seen = run(offers_in_tls(endpoint, *tls_, false));
    EXPECT_THAT(seen, AllOf(HasSubstr("trusted 250"), HasSubstr("\r\n221 "))) << endpoint.str();
    for (const std::string& extension : GetParam().extensions)
      EXPECT_THAT(line_of(seen, extension), StartsWith(extension + " ")) << endpoint.str() << "\n" << seen;
  }
}

TEST_P(FleetTest, OffersItsMechanismsInsideTls) {
  const auto offered = [&](const net::Endpoint& endpoint, bool at_once) {
    const std::string seen = run(offers_in_tls(endpoint, *tls_, at_once));
    const std::string inside = seen.substr(std::min(seen.find("trusted 250"), seen.size()));
    for (const std::string& mechanism : GetParam().mechanisms)
      EXPECT_THAT(line_of(inside, "AUTH"), HasSubstr(" " + mechanism + " ")) << endpoint.str() << "\n"
                                                                             << seen;
  };
  for (const net::Endpoint& endpoint : target_->endpoints()) offered(endpoint, false);
  for (const net::Endpoint& endpoint : target_->tls_endpoints()) offered(endpoint, true);
  EXPECT_THAT(target_->tls_endpoints(), SizeIs(target_->endpoints().size()));
}

TEST_P(FleetTest, FilesMailForMailboxesThatExist) {
  const std::string replies = run(send_mail(target_->endpoint(), "X-Case: tok1\r\n\r\n..a dot\r\n\xe4 \r\n"));
  EXPECT_THAT(replies, AllOf(HasSubstr("\r\n550 "), HasSubstr("\r\n354 "), HasSubstr("\r\n221 ")));
  const std::vector<std::string> found = run(target_->deliveries()->wait_for("tok1", 1, ample));
  ASSERT_THAT(found, SizeIs(1)) << target_->log();
  const std::string end = target_->deliveries()->line_ends() == LineEnds::lf ? "\n" : "\r\n";
  EXPECT_THAT(found.front(), EndsWith(end + end + ".a dot" + end + "\xe4 " + end));
}

TEST_P(FleetTest, TellsItsVersion) {
  EXPECT_THAT(target_->version(), HasSubstr(GetParam().name));
}

boost::asio::awaitable<net::IoStatus> knock(net::Endpoint endpoint) {
  net::Stream stream(co_await boost::asio::this_coro::executor);
  const net::IoResult connected = co_await stream.connect(endpoint, ample);
  co_return connected.status;
}

TEST_P(FleetTest, LeavesNobodyBehind) {
  const int id = target_->process_id();
  const net::Endpoint endpoint = target_->endpoint();
  target_.reset();
  EXPECT_FALSE(std::filesystem::exists("/proc/" + std::to_string(id)));
  EXPECT_EQ(run(knock(endpoint)), net::IoStatus::reset);
}

// Where no namespaces may be made, several start at once and end without each other's harm.
TEST_P(FleetTest, StartsBesideOthersWithoutNamespaces) {
  if (::geteuid() != 0) GTEST_SKIP() << "only root may change its root directory";
  ::setenv("ISOLATE", "chroot", 1);
  const auto start = [&] {
    return StartedTarget(target_->profile());
  };
  std::vector<std::future<StartedTarget>> others;
  for (int count = 0; count < 2; ++count) others.push_back(std::async(std::launch::async, start));
  for (auto& other : others) EXPECT_NO_THROW(other.get());
  ::unsetenv("ISOLATE");
}

INSTANTIATE_TEST_SUITE_P(Fixtures, FleetTest, testing::ValuesIn(members), [](const auto& instance) {
  std::string name = instance.param.name;
  std::ranges::replace(name, '-', '_');  // a test's name may not have any
  return name;
});

}  // namespace
}  // namespace smtpspec::target

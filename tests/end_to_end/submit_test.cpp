// fixtures/submit: real clients, and MTAs that relay, make one submission each and say what became of it.
// Their packages come from the network, so these tests run only when asked for: SMTPSPEC_FLEET=1.

#include <gmock/gmock.h>
#include <unistd.h>

#include <algorithm>
#include <cctype>
#include <cstdlib>
#include <map>
#include <mutex>

#include "end_to_end/scratch.hpp"
#include "support/program.hpp"
#include "support/wild_server.hpp"

namespace smtpspec::end_to_end {
namespace {

using support::Ended;
using support::run_program;
using support::WildConnection;
using support::WildServer;
using testing::HasSubstr;

// How fixtures/submit ends.
enum Fate { delivered = 0, failed = 1, cannot_be_asked = 64, refused = 69, deferred = 75 };

struct Client {
  std::string name;
  bool asks_for_8bitmime = false;
  std::string isolation;  // ISOLATE of fixtures/submit; empty: what works here
  bool queues = false;    // an MTA: what failed on its way is tried again
};

const std::string message = "From: <carol@client.test>\r\nSubject: one\r\n\r\n.a dot\r\n.\r\nbehind \r\n";
const std::string stuffed = "\r\n\r\n..a dot\r\n..\r\nbehind \r\n.\r\n";

class Submit : public testing::TestWithParam<Client> {
 protected:
  void SetUp() override {
    if (std::getenv("SMTPSPEC_FLEET") == nullptr)
      GTEST_SKIP() << "SMTPSPEC_FLEET is not set: no packages are fetched";
    if (GetParam().isolation == "chroot" && geteuid() != 0) GTEST_SKIP() << "only root may chroot";
    const Ended fetched = run_program({project + "/fixtures/fetch", GetParam().name});
    ASSERT_EQ(fetched.exit_code, 0) << fetched.err;
  }

  // Serves one connection after another: accepts all, but answers commands that begin with `verb` with
  // `reply`; an empty reply ends the connection.
  void serve(WildConnection& client, const std::string& verb, const std::string& reply) {
    client.say("220 mx.test\r\n");
    for (std::string line = client.hear_line(); !line.empty(); line = client.hear_line()) {
      std::string upper = line;
      std::ranges::transform(upper, upper.begin(), [](unsigned char c) { return std::toupper(c); });
      if (upper.starts_with(verb)) {
        if (reply.empty()) return;
        client.say(reply);
      } else if (upper == "DATA\r\n") {
        take_content(client);
      } else if (upper == "QUIT\r\n") {
        client.say("221 bye\r\n");
        return;
      } else {
        client.say("250 ok\r\n");
      }
    }
  }

  Ended submit(const WildServer& server, std::map<std::string, std::string> wishes = {}) const {
    const std::string address = server.address();
    wishes.insert({{"HOST", address.substr(0, address.find(':'))},
                   {"PORT", address.substr(address.find(':') + 1)},
                   {"SERVER_NAME", "mx.test"},
                   {"CLIENT_NAME", "client.test"},
                   {"SENDER", "carol@client.test"},
                   {"RECIPIENTS", "alice@mx.test"},
                   {"MESSAGE", scratch_.write("message", message)},
                   {"STATE", scratch_.path("")},
                   {"ISOLATE", GetParam().isolation}});
    return run_program({"/usr/bin/timeout", "60", project + "/fixtures/submit", GetParam().name}, wishes);
  }

  std::string content() const {
    const std::lock_guard lock(guard_);
    return content_;
  }

 private:
  void take_content(WildConnection& client) {
    client.say("354 go ahead\r\n");
    std::string content, line;
    while (line != ".\r\n" && !(line = client.hear_line()).empty()) content += line;
    const std::lock_guard lock(guard_);
    content_ = content;
    client.say("250 accepted\r\n");
  }

  Scratch scratch_;
  mutable std::mutex guard_;
  std::string content_;
};

// Another fetch may take minutes.
TEST_P(Submit, FetchOfWhatIsThereWaitsForNobody) {
  const char* const elsewhere = std::getenv("SMTPSPEC_FIXTURES");
  const std::string lock = (elsewhere ? std::string(elsewhere) : project + "/build/fixtures") + "/lock";
  const Ended fetched = run_program(
      {"/usr/bin/flock", lock, "/usr/bin/timeout", "20", project + "/fixtures/fetch", GetParam().name});
  EXPECT_EQ(fetched.exit_code, 0) << fetched.err;
  EXPECT_THAT(fetched.out, HasSubstr(GetParam().name + ": "));
}

TEST_P(Submit, DeliversEveryOctet) {
  const WildServer server([this](WildConnection& client) { serve(client, "nothing", ""); });
  const Ended ended = submit(server, {{"RECIPIENTS", "alice@mx.test bob@mx.test"}});
  EXPECT_EQ(ended.exit_code, delivered) << ended.out << ended.err;
  EXPECT_THAT(content(), HasSubstr(stuffed));
}

TEST_P(Submit, TellsRefusedFromDeferred) {
  const WildServer refusing(
      [this](WildConnection& client) { serve(client, "RCPT", "550 no such mailbox\r\n"); });
  const Ended never = submit(refusing);
  EXPECT_EQ(never.exit_code, refused) << never.out << never.err;
  const WildServer busy([this](WildConnection& client) { serve(client, "MAIL", "451 later\r\n"); });
  const Ended later = submit(busy);
  EXPECT_EQ(later.exit_code, deferred) << later.out << later.err;
}

TEST_P(Submit, OneRecipientThatIsRefusedIsNoDelivery) {
  const WildServer server(
      [this](WildConnection& client) { serve(client, "RCPT TO:<NOBODY@", "550 no such mailbox\r\n"); });
  const Ended ended = submit(server, {{"RECIPIENTS", "alice@mx.test nobody@mx.test"}});
  EXPECT_EQ(ended.exit_code, refused) << ended.out << ended.err;
}

TEST_P(Submit, ALostConnectionIsNoDelivery) {
  const WildServer server([this](WildConnection& client) { serve(client, "MAIL", ""); });
  EXPECT_EQ(submit(server).exit_code, GetParam().queues ? deferred : failed);
}

TEST_P(Submit, TlsThatIsMissingThoughRequiredIsNoReasonToDoWithout) {
  const WildServer server([this](WildConnection& client) { serve(client, "STARTTLS", "502 unknown\r\n"); });
  const Ended ended = submit(server, {{"TLS", "required"}});
  EXPECT_EQ(ended.exit_code, GetParam().queues ? deferred : refused) << ended.out << ended.err;
  EXPECT_EQ(content(), "");
}

TEST_P(Submit, WhatAClientHasNoWordForIsNotAsked) {
  const WildServer server([this](WildConnection& client) { serve(client, "nothing", ""); });
  const Ended ended = submit(server, {{"BODY", "8bit"}});
  EXPECT_EQ(ended.exit_code == cannot_be_asked, !GetParam().asks_for_8bitmime) << ended.out << ended.err;
  EXPECT_EQ(server.connections(), GetParam().asks_for_8bitmime ? 1 : 0);
}

// The sender is told by a bounce, which the next hop never sees; and what is deferred is not tried again at
// once.
TEST_P(Submit, MakesOneConnectionWhateverComesOfIt) {
  const WildServer refusing(
      [this](WildConnection& client) { serve(client, "RCPT", "550 no such mailbox\r\n"); });
  submit(refusing);
  EXPECT_EQ(refusing.connections(), 1U);
  const WildServer busy([this](WildConnection& client) { serve(client, "RCPT", "450 later\r\n"); });
  submit(busy);
  EXPECT_EQ(busy.connections(), 1U);
}

// Where no namespaces may be made each submission copies a system, which takes its time: one test for all.
class SubmitInChroot : public Submit {};

TEST_P(SubmitInChroot, DeliversEveryOctetAndTellsOfARefusal) {
  const WildServer server([this](WildConnection& client) { serve(client, "nothing", ""); });
  const Ended sent = submit(server);
  EXPECT_EQ(sent.exit_code, delivered) << sent.out << sent.err;
  EXPECT_THAT(content(), HasSubstr(stuffed));
  const WildServer refusing(
      [this](WildConnection& client) { serve(client, "RCPT", "550 no such mailbox\r\n"); });
  const Ended never = submit(refusing);
  EXPECT_EQ(never.exit_code, refused) << never.out << never.err;
}

std::string name_of(const testing::TestParamInfo<Client>& instance) {
  std::string name = instance.param.name;
  std::ranges::replace(name, '-', '_');  // a test's name may not have any
  return name;
}

INSTANTIATE_TEST_SUITE_P(Fixtures, Submit,
                         testing::Values(Client{"swaks"}, Client{"curl"}, Client{"msmtp"},
                                         Client{"smtplib", true}, Client{"nodemailer"},
                                         Client{"postfix-outbound", true, "", true},
                                         Client{"exim-outbound", true, "", true},
                                         Client{"sendmail-outbound", true, "", true},
                                         Client{"opensmtpd-outbound", true, "", true}),
                         name_of);
INSTANTIATE_TEST_SUITE_P(Fixtures, SubmitInChroot,
                         testing::Values(Client{"msmtp", false, "chroot"},
                                         Client{"postfix-outbound", true, "chroot", true},
                                         Client{"exim-outbound", true, "chroot", true},
                                         Client{"sendmail-outbound", true, "chroot", true},
                                         Client{"opensmtpd-outbound", true, "chroot", true}),
                         name_of);

}  // namespace
}  // namespace smtpspec::end_to_end

// `smtpspec send`, the reference client as a process, against `smtpspec serve`.

#include <gmock/gmock.h>

#include <filesystem>

#include "end_to_end/scratch.hpp"
#include "support/program.hpp"

namespace smtpspec::end_to_end {
namespace {

using support::Ended;
using support::Program;
using support::run_program;
using testing::HasSubstr;
using testing::StartsWith;

class Send : public testing::Test {
 protected:
  Send() { EXPECT_TRUE(server_.says("\n")); }

  std::string port() const {
    const std::string& said = server_.said();
    const std::size_t colon = said.rfind(':', said.find('\n'));
    return said.substr(colon + 1, said.find('\n') - colon - 1);
  }

  Ended send(const std::vector<std::string>& more) const {
    std::vector<std::string> words = {smtpspec, "send", "--port", port(), "--from", "me@client.test"};
    words.insert(words.end(), more.begin(), more.end());
    return run_program(words);
  }

  // What was filed first.
  std::string filed() const {
    for (const auto& entry : std::filesystem::directory_iterator(scratch_.path("mail/new")))
      return scratch_.read("mail/new/" + entry.path().filename().string());
    return "";
  }

  Scratch scratch_;
  std::string message_ = scratch_.write("message", "Subject: one\n\n.a dot\nno end");
  Program server_{{smtpspec, "serve", "--port", "0", "--maildir", scratch_.path("mail")}};
};

TEST_F(Send, DeliversAndSaysSo) {
  const Ended sent = send({"--to", "alice@mx.test", "--to", "bob@mx.test", message_});
  EXPECT_EQ(sent.exit_code, 0) << sent.out << sent.err;
  EXPECT_EQ(sent.out,
            "delivered <alice@mx.test> 250 2.0.0 message accepted\n"
            "delivered <bob@mx.test> 250 2.0.0 message accepted\n");
  EXPECT_THAT(filed(), HasSubstr("Subject: one\r\n\r\n.a dot\r\nno end"));
}

TEST_F(Send, RefusedIsAnotherExitThanDeferred) {
  const Ended refused = send({"--to", "nobody@mx.test", message_});
  EXPECT_EQ(refused.exit_code, 69);
  EXPECT_EQ(refused.out, "refused <nobody@mx.test> 550 5.1.1 no such mailbox\n");
  // Nobody vouches for the certificate of `serve`.
  const Ended deferred = send({"--tls", "required", "--to", "alice@mx.test", message_});
  EXPECT_EQ(deferred.exit_code, 75);
  EXPECT_THAT(deferred.out, StartsWith("deferred <alice@mx.test> "));
}

TEST_F(Send, AuthenticatesWhereItIsAskedTo) {
  const std::vector<std::string> words = {"--to", "alice@mx.test", message_, "--user", "alice", "--password"};
  std::vector<std::string> good = words, wrong = words;
  good.push_back("secret");
  wrong.push_back("guess");
  EXPECT_EQ(send(good).exit_code, 0);
  EXPECT_THAT(send(wrong).out, StartsWith("refused <alice@mx.test> 535 5.7.8"));
}

TEST_F(Send, MakesTheMistakeItIsAskedFor) {
  const Ended sent = send({"--to", "alice@mx.test", message_, "--fault", "no-dot-stuffing"});
  EXPECT_EQ(sent.exit_code, 0);
  EXPECT_THAT(filed(), HasSubstr("\r\n\r\na dot\r\n"));
}

TEST(SendAlone, DefersWhereNobodyListens) {
  const Scratch scratch;
  const std::string message = scratch.write("message", "Subject: one\n");
  std::string port;
  {
    Program server({smtpspec, "serve", "--port", "0"});
    ASSERT_TRUE(server.says("\n"));
    const std::string& said = server.said();
    port = said.substr(said.rfind(':') + 1, said.size() - said.rfind(':') - 2);
  }
  const Ended sent = run_program({smtpspec, "send", "--port", port, "--to", "a@b.test", message});
  EXPECT_EQ(sent.exit_code, 75);
  EXPECT_THAT(sent.out, StartsWith("deferred <a@b.test> no connection: "));
}

TEST(SendAlone, AWrongCommandLineIsNoMail) {
  EXPECT_EQ(run_program({smtpspec, "send"}).exit_code, 2);
  EXPECT_EQ(run_program({smtpspec, "send", "--to", "a@b.test", "/no/such/file"}).exit_code, 3);
  EXPECT_EQ(run_program({smtpspec, "send", "--tls", "perhaps", "--to", "a@b.test"}).exit_code, 2);
  EXPECT_EQ(run_program({smtpspec, "send", "--host", "192.0.2.1", "--to", "a@b.test"}).exit_code, 2);
  const Ended fault = run_program({smtpspec, "send", "--to", "a@b.test", "--fault", "no-qiut"});
  EXPECT_EQ(fault.exit_code, 2);
  EXPECT_THAT(fault.err, HasSubstr("did you mean 'no-quit'?"));
  const Ended faults = run_program({smtpspec, "send", "--faults"});
  EXPECT_EQ(faults.exit_code, 0);
  EXPECT_THAT(faults.out, HasSubstr("never-tries-helo"));
}

}  // namespace
}  // namespace smtpspec::end_to_end

// What stands in the way of judging a server is said in a sentence with its remedy, before anything is
// judged. tests/golden/preflight has what a person reads.

#include <gmock/gmock.h>

#include <algorithm>
#include <atomic>
#include <csignal>
#include <cstdlib>
#include <functional>
#include <map>
#include <regex>

#include "end_to_end/scratch.hpp"
#include "support/program.hpp"
#include "support/wild_server.hpp"

namespace smtpspec::end_to_end {
namespace {

using support::Program;
using support::run_program;
using support::WildConnection;
using support::WildServer;
using namespace std::string_literals;
using testing::HasSubstr;

constexpr std::ptrdiff_t most_lines = 14;

// One scenario of each kind: what every server can be asked, what needs a mailbox, what needs an account.
class Selection {
 public:
  Selection() {
    scratch_.write_scenario("noop.smtp", "greeted", "C: NOOP\nS: 250\n");
    scratch_.write_scenario("rcpt.smtp", "mail", "C: RCPT TO:<{recipient}>\nS: 250\n");
    scratch_.write_scenario("second.smtp", "recipient", "C: RCPT TO:<{second-recipient}>\nS: 250\n");
    scratch_.write_scenario("auth.smtp", "greeted", "C: AUTH PLAIN {plain-response}\nS: 235\n");
  }
  std::vector<std::string> of(std::vector<std::string> words) const {
    words.insert(words.begin(), smtpspec);
    words.insert(words.end(), {"--scenarios", scratch_.path("")});
    return words;
  }

 private:
  Scratch scratch_;
};

std::string file_of(const std::string& name) {
  return project + "/tests/golden/preflight/" + name + ".txt";
}

// Ports and times differ.
std::string steady(const std::string& text) {
  const std::string no_port =
      std::regex_replace(text, std::regex("127\\.0\\.0\\.1:[0-9]+"), "127.0.0.1:PORT");
  return std::regex_replace(no_port, std::regex(" in [0-9.]+ s\\b"), " in T s");
}

void expect_golden(const std::string& name, const std::string& text) {
  EXPECT_LE(std::count(text.begin(), text.end(), '\n'), most_lines) << text;
  const char* const approve = std::getenv("SMTPSPEC_APPROVE");
  if (approve != nullptr && approve == "1"s) {
    std::ofstream(file_of(name), std::ios::binary) << steady(text);
    return;
  }
  std::ifstream file(file_of(name), std::ios::binary);
  const std::string golden{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
  EXPECT_EQ(steady(text), golden) << "if the new text is right: SMTPSPEC_APPROVE=1 rewrites "
                                  << file_of(name);
}

// The replies to commands by their beginning; what is not named is answered with 250.
using Replies = std::map<std::string, std::string>;

WildServer answering(const Replies& replies, const std::string& greeting = "220 mx.test ESMTP\r\n") {
  return WildServer([replies, greeting](WildConnection& client) {
    client.say(greeting);
    for (std::string line = client.hear_line(); !line.empty(); line = client.hear_line()) {
      const auto known = std::find_if(replies.begin(), replies.end(),
                                      [&](const auto& one) { return line.starts_with(one.first); });
      if (!client.say(known == replies.end() ? "250 ok\r\n" : known->second)) return;
      if (line.starts_with("QUIT")) return;
    }
  });
}

const std::string offers_auth = "250-mx.test\r\n250-SIZE 1000\r\n250 AUTH PLAIN\r\n";

// The reference server, until the test ends.
class Serving {
 public:
  explicit Serving(std::vector<std::string> words = {}) : program_(command(std::move(words))) {
    program_.says("\n");
  }
  std::string clear() const { return address_behind("listening on "); }
  std::string tls() {
    program_.says(" in TLS\n");
    return address_behind("\nlistening on ");
  }

 private:
  static std::vector<std::string> command(std::vector<std::string> words) {
    words.insert(words.begin(), {smtpspec, "serve", "--port", "0"});
    return words;
  }
  std::string address_behind(const std::string& words) const {
    const std::string& said = program_.said();
    const std::size_t at = said.find(words) + words.size();
    return said.substr(at, said.find_first_of(" \n", at) - at);
  }
  Program program_;
};

struct Told {
  int exit_code;
  std::string out;
};

Told told(const std::vector<std::string>& words) {
  const Selection selection;
  const auto ended = run_program(selection.of(words));
  return {ended.exit_code, ended.out + ended.err};
}

// `run` stops, and says why as `doctor` does.
void expect_stop(const std::string& name, std::vector<std::string> words) {
  words.insert(words.begin(), "run");
  const Told run = told(words);
  EXPECT_EQ(run.exit_code, 4) << run.out;
  EXPECT_THAT(run.out, HasSubstr("judged 0 of 4 scenarios"));
  expect_golden(name + ".run", run.out);
  words.front() = "doctor";
  const Told doctor = told(words);
  EXPECT_EQ(doctor.exit_code, 4) << doctor.out;
  expect_golden(name + ".doctor", doctor.out);
}

TEST(Preflight, NobodyListens) {
  WildServer server([](WildConnection&) {});
  server.stop_listening();
  expect_stop("nobody-listens", {"--connect", server.address()});
}

TEST(Preflight, AnSshServer) {
  WildServer server([](WildConnection& client) {
    client.say("SSH-2.0-OpenSSH_9.2p1\r\n");
    client.hear_line();
  });
  expect_stop("ssh", {"--connect", server.address()});
}

TEST(Preflight, AnHttpServer) {
  WildServer server([](WildConnection& client) {
    if (!client.hear_line().empty()) client.say("HTTP/1.1 400 Bad Request\r\n\r\n");
  });
  expect_stop("http", {"--connect", server.address(), "--deadline", "300"});
}

TEST(Preflight, TlsWhereClearTextWasExpected) {
  Serving server({"--tls-port", "0"});
  expect_stop("tls-port", {"--connect", server.tls(), "--deadline", "300"});
}

TEST(Preflight, ClearTextWhereTlsWasExpected) {
  const Serving server;
  expect_stop("clear-port", {"--connect", server.clear(), "--over", "tls"});
}

TEST(Preflight, NoStarttls) {
  const WildServer server = answering({});
  expect_stop("no-starttls", {"--connect", server.address(), "--over", "starttls"});
}

TEST(Preflight, TlsIsWantedFirst) {
  const WildServer server = answering({{"EHLO", "250-mx.test\r\n250 STARTTLS\r\n"},
                                       {"STARTTLS", "454 4.7.0 not now\r\n"},
                                       {"MAIL", "530 5.7.0 Must issue a STARTTLS command first\r\n"}});
  expect_stop("tls-first", {"--connect", server.address(), "--set", "recipient=bob@mx.test"});
}

TEST(Preflight, ALoginIsWantedFirst) {
  const WildServer server =
      answering({{"EHLO", offers_auth}, {"MAIL", "530 5.7.0 Authentication required\r\n"}});
  expect_stop("login-first", {"--connect", server.address(), "--set", "recipient=bob@mx.test"});
}

TEST(Preflight, AWrongPassword) {
  const WildServer server = answering({{"EHLO", offers_auth}, {"AUTH", "535 5.7.8 no such account\r\n"}});
  expect_stop("wrong-password", {"--connect", server.address(), "--set", "user=alice", "--set",
                                 "password=not-this-one", "--set", "recipient=bob@mx.test"});
}

TEST(Preflight, ARecipientThatDoesNotExist) {
  const Serving server;
  expect_stop("no-such-recipient", {"--connect", server.clear(), "--set", "recipient=nobody@mx.test"});
}

TEST(Preflight, ARelayThatIsRefused) {
  const WildServer server = answering({{"RCPT", "554 5.7.1 <bob@example.org>: Relay access denied\r\n"}});
  expect_stop("relay-refused", {"--connect", server.address(), "--set", "recipient=bob@example.org"});
}

TEST(Preflight, AServerThatTakesNoSession) {
  const WildServer server = answering({}, "554 5.7.1 go away\r\n");
  expect_stop("no-session", {"--connect", server.address()});
}

TEST(Preflight, GreylistingIsToldAndStopsNothing) {
  const WildServer server = answering({{"RCPT", "451 4.7.1 greylisted, try again later\r\n"}});
  const std::vector<std::string> words = {"--connect", server.address(), "--set", "recipient=bob@mx.test"};
  std::vector<std::string> doctor = words, run = words;
  doctor.insert(doctor.begin(), "doctor");
  run.insert(run.begin(), {"run", "--quiet"});
  const Told asked = told(doctor), judged = told(run);
  EXPECT_EQ(asked.exit_code, 0) << asked.out;
  expect_golden("greylisting.doctor", asked.out);
  EXPECT_THAT(judged.out, HasSubstr("Note: " + server.address() + " puts off bob@mx.test"));
}

TEST(Preflight, ALoginThatIsWantedAndGivenIsToldAndStopsNothing) {
  const WildServer server = answering({{"EHLO", offers_auth},
                                       {"AUTH", "235 2.7.0 welcome\r\n"},
                                       {"MAIL", "530 5.7.0 Authentication required\r\n"}});
  const Told asked = told({"doctor", "--connect", server.address(), "--set", "user=alice", "--set",
                           "password=wonderland", "--set", "recipient=bob@mx.test"});
  EXPECT_EQ(asked.exit_code, 0) << asked.out;
  expect_golden("login-given.doctor", asked.out);
}

// What does not need the name is judged all the same.
TEST(Preflight, ASecondRecipientThatDoesNotExistSetsAsideWhatNeedsIt) {
  const Serving server;
  const Selection selection;
  const auto run = run_program(selection.of(
      {"run", "--connect", server.clear(), "--set", "recipient=alice@mx.test", "--quiet", "--json", "-"}));
  EXPECT_EQ(run.exit_code, 0) << run.out;
  EXPECT_THAT(run.out, HasSubstr("\"coverage\":{\"judged\":2,\"of\":4,\"blocked\":0,\"blocked_by\":[]}"));
  const Told doctor = told({"doctor", "--connect", server.clear(), "--set", "recipient=alice@mx.test"});
  EXPECT_EQ(doctor.exit_code, 0);
  expect_golden("reference.doctor", doctor.out);
}

TEST(Preflight, AServerThatIsStillStartingIsWaitedFor) {
  std::atomic<int> sessions{0};
  WildServer server([&](WildConnection& client) {
    const int number = ++sessions;
    if (number == 1) return;                                       // ends without a word
    if (number == 2) return void(client.say("421 starting\r\n"));  // greets too early
    client.say("220 mx.test\r\n");
    while (!client.hear_line().empty()) client.say("250 ok\r\n");
  });
  const Told run = told({"run", "--connect", server.address(), "--wait", "60s", "--quiet", "noop"});
  EXPECT_EQ(run.exit_code, 0) << run.out;
}

TEST(Preflight, EndsWithAnInterruption) {
  std::atomic<bool> is_asked{false};
  WildServer server([&](WildConnection& client) {
    client.say("220 mx.test\r\n");
    is_asked = !client.hear_line().empty();
    is_asked.notify_all();
    client.hear_line();
  });
  const Selection selection;
  Program program(selection.of({"run", "--connect", server.address()}));
  is_asked.wait(false);
  program.signal(SIGINT);
  EXPECT_EQ(program.end().exit_code, 128 + SIGINT);
}

TEST(Preflight, CanBeLeftOut) {
  const Serving server;
  const Told run = told(
      {"run", "--connect", server.clear(), "--set", "recipient=nobody@mx.test", "--no-preflight", "--quiet"});
  EXPECT_EQ(run.exit_code, 1) << run.out;
}

TEST(Preflight, TooLittleJudgedHasAnExitCodeOfItsOwn) {
  const Serving server;
  const Scratch scratch;
  const std::vector<std::string> words = {
      "run", "--connect", server.clear(),           "--quiet", "--min-judged",
      "2",   "--json",    scratch.path("run.json"), "--junit", scratch.path("run.xml")};
  const Told run = told(words);
  EXPECT_EQ(run.exit_code, 6) << run.out;
  EXPECT_THAT(run.out,
              HasSubstr("Verdict: none, 1 of 4 scenarios were judged, and at least 2 are asked for"));
  EXPECT_THAT(scratch.read("run.json"), HasSubstr("\"exit_code\":6"));
  EXPECT_THAT(scratch.read("run.xml"), HasSubstr("type=\"smtpspec.TooLittleJudged\""));
  const auto again = run_program({smtpspec, "report", scratch.path("run.json")});
  EXPECT_EQ(again.exit_code, 6) << "the results know what was asked for";
  const auto less = run_program({smtpspec, "report", scratch.path("run.json"), "--min-judged", "1"});
  EXPECT_EQ(less.exit_code, 0);
  EXPECT_EQ(told({"run", "--connect", server.clear(), "--quiet", "--strict"}).exit_code, 6)
      << "a strict run wants half of it";
}

TEST(Connect, MailOfARunningServerIsLookedAtInItsMaildirAndItHasAName) {
  const Scratch scratch;
  const std::string maildir = scratch.path("mail");
  for (const char* part : {"/new", "/cur", "/tmp"}) std::filesystem::create_directories(maildir + part);
  const std::string scenario = scratch.write(
      "filed.smtp",
      "# What was accepted is filed.\nrequirement rfc5321/4.1.1.4-9\njudges server\nneeds delivery\n"
      "given data\n\nC: <message>\nC: .\nS: 250\ndelivered <message>\n\n"
      "content message\n| Subject: {case}\n|\n| a message\nend\n");
  Serving serving({"--maildir", maildir});
  const std::vector<std::string> words = {
      smtpspec, "run", scenario, "--connect", serving.clear(), "--set", "recipient=alice@mx.test"};
  const auto blind = run_program(words);
  EXPECT_THAT(blind.out, HasSubstr("judged 0 of 1 scenario"));
  std::vector<std::string> seeing = words;
  seeing.insert(seeing.end(), {"--maildir", maildir, "--name", "mine"});
  const auto run = run_program(seeing);
  EXPECT_EQ(run.exit_code, 0) << run.out << run.err;
  EXPECT_THAT(run.out, HasSubstr("Verdict: mine conforms as far as it was judged; judged 1 of 1 scenario"));
  seeing[seeing.size() - 3] = scratch.path("elsewhere");
  const auto nowhere = run_program(seeing);
  EXPECT_EQ(nowhere.exit_code, 3);
  EXPECT_THAT(nowhere.err, HasSubstr("there is no folder '" + scratch.path("elsewhere") + "'"));
}

}  // namespace
}  // namespace smtpspec::end_to_end

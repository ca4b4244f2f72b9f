// No report shows a password, in whatever form, of whatever field.

#include <gmock/gmock.h>

#include <algorithm>
#include <cctype>

#include "end_to_end/scratch.hpp"
#include "sasl/base64.hpp"
#include "support/program.hpp"
#include "support/wild_server.hpp"

namespace smtpspec::end_to_end {
namespace {

using sasl::encode_base64;
using support::run_program;
using support::WildConnection;
using support::WildServer;
using namespace std::string_literals;
using testing::HasSubstr;
using testing::Not;

std::string capitals(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(),
                 [](unsigned char octet) { return static_cast<char>(std::toupper(octet)); });
  return text;
}

std::string digits(const std::string& text) {
  std::string out;
  for (const unsigned char octet : text) {
    out += "0123456789abcdef"[octet >> 4];
    out += "0123456789abcdef"[octet & 15];
  }
  return out;
}

// Does nothing with a response but to tell it everybody.
WildServer indiscreet(const std::string& password) {
  return WildServer([password](WildConnection& client) {
    client.say("220 mx.test ESMTP\r\n");
    for (std::string line = client.hear_line(); !line.empty(); line = client.hear_line()) {
      while (line.ends_with('\n') || line.ends_with('\r')) line.pop_back();
      const std::string verb = capitals(line.substr(0, 4));
      bool stays = true;
      if (verb == "EHLO")
        stays = client.say("250-mx.test\r\n250 AUTH PLAIN LOGIN CRAM-MD5 SCRAM-SHA-256\r\n");
      else if (verb == "AUTH" && std::count(line.begin(), line.end(), ' ') < 2)
        stays = client.say("334 PDEyMzRAbXgudGVzdD4=\r\n");
      else if (verb == "NOOP" || verb == "RSET" || verb == "MAIL" || verb == "RCPT")
        stays = client.say("250 2.0.0 ok\r\n");
      else if (verb == "QUIT")
        return void(client.say("221 2.0.0 bye\r\n"));
      else
        stays = client.say("535 5.7.8 no " + line + " " + capitals(line) + " " + digits(password) + " " +
                           encode_base64("login:" + password) + " " + password + "\r\n");
      if (!stays) return;
    }
  });
}

// The reports of all scenarios about AUTH, by their names, and the console.
std::vector<std::pair<std::string, std::string>> reports_of(const std::string& password) {
  const WildServer server = indiscreet(password);
  const Scratch scratch;
  const auto write = [&](const std::string& name, const std::string& steps) {
    scratch.write(name + ".smtp",
                  "# A client authenticates.\nrequirement rfc4954/4-3\n"
                  "judges server\ngiven greeted\n\n" +
                      steps);
  };
  write("at-once", "C: AUTH PLAIN {plain-response}\nS: 235\n");
  write("when-asked", "C: AUTH PLAIN\nS: 334\nC: {plain-response}\nS: 235\n");
  write("by-login", "C: AUTH LOGIN {user-in-base64}\nS: 334\n");
  std::vector<std::string> words = {
      smtpspec,         "run",       "--scenarios",     scratch.path(""), "--connect",
      server.address(), "--set",     "user=alice",      "--set",          "password=" + password,
      "--no-preflight", "--verbose", "--github=always", "--junit-output", "all"};
  const std::vector<std::string> kinds = {"json", "junit", "html", "markdown", "ctrf"};
  for (const std::string& kind : kinds) words.insert(words.end(), {"--" + kind, scratch.path(kind + ".xml")});
  const auto run = run_program(words, {{"GITHUB_STEP_SUMMARY", scratch.path("summary")}});
  EXPECT_EQ(run.exit_code, 1) << run.err;
  std::vector<std::pair<std::string, std::string>> reports = {{"console", run.out + run.err},
                                                              {"summary", scratch.read("summary")}};
  for (const std::string& kind : kinds) reports.emplace_back(kind, scratch.read(kind + ".xml"));
  const auto doctor = run_program({smtpspec, "doctor", "--connect", server.address(), "--set", "user=alice",
                                   "--set", "password=" + password});
  reports.emplace_back("doctor", doctor.out + doctor.err);
  return reports;
}

TEST(SecretsInReports, NoFormOfAPasswordIsInAnyReport) {
  const std::string password = "Wonder-land_42";
  const std::string plain = encode_base64("\0alice\0"s + password), login = encode_base64(password);
  std::vector<std::string> forms = {password,
                                    plain,
                                    login,
                                    digits(password),
                                    login.substr(0, 14),
                                    encode_base64("login:" + password).substr(8, 16)};
  for (std::size_t index = 0, count = forms.size(); index < count; ++index)
    forms.push_back(capitals(forms[index]));
  for (const auto& [name, report] : reports_of(password)) {
    EXPECT_FALSE(report.empty()) << name;
    for (const std::string& form : forms)
      EXPECT_EQ(report.find(form), std::string::npos)
          << name << " shows " << form
          << " in: " << report.substr(report.find(form) < 200 ? 0 : report.find(form) - 200, 400);
  }
}

TEST(SecretsInReports, AShortPasswordLeavesWordsOfOursWhole) {
  for (const auto& [name, report] : reports_of("pass")) {
    EXPECT_THAT(report, Not(HasSubstr("octets>ed"))) << name;
    EXPECT_THAT(report, Not(HasSubstr(encode_base64("\0alice\0pass"s)))) << name;
    EXPECT_THAT(report, Not(HasSubstr("70617373"))) << name;
    if (name == "console") {
      EXPECT_THAT(report, HasSubstr("\n  pass  "));
    }
  }
}

}  // namespace
}  // namespace smtpspec::end_to_end

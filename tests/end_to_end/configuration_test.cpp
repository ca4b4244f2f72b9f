// .smtpspec.toml: what is always the same of a project's runs, and what a command line says in its place.

#include <gmock/gmock.h>

#include <filesystem>

#include "end_to_end/scratch.hpp"
#include "support/program.hpp"

namespace smtpspec::end_to_end {
namespace {

namespace fs = std::filesystem;
using support::Ended;
using support::Program;
using support::run_program;
using testing::AllOf;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

class ConfigurationFile : public testing::Test {
 protected:
  ConfigurationFile() { EXPECT_TRUE(server_.says("\n")); }

  std::string address() const {
    const std::string before = "listening on ";
    const std::size_t begin = server_.said().find(before) + before.size();
    return server_.said().substr(begin, server_.said().find('\n', begin) - begin);
  }
  void configure(const std::string& more) const {
    scratch_.write(".smtpspec.toml", "connect = \"" + address() + "\"\nname = \"our-mx\"\n" + more +
                                         "[set]\nrecipient = \"alice@mx.test\"\n");
  }
  // In the folder of the file.
  Ended here(const std::string& words, const std::map<std::string, std::string>& environment = {}) const {
    return run_program({"/bin/sh", "-c", "cd " + scratch_.path("") + " && exec " + smtpspec + " " + words},
                       environment);
  }

  Scratch scratch_;
  Program server_{{smtpspec, "serve", "--port", "0"}};
};

TEST_F(ConfigurationFile, NamesServerNamesAndSelection) {
  configure("ids = [\"rfc5321/rset-*\"]\nmin-judged = \"50%\"\nstrict = true\n");
  const Ended run = here("run --json run.json");
  EXPECT_EQ(run.exit_code, 0) << run.out << run.err;
  EXPECT_THAT(run.err, IsEmpty());
  const std::string json = scratch_.read("run.json");
  EXPECT_THAT(json, AllOf(HasSubstr("\"target\":\"our-mx\""), HasSubstr("\"id\":\"rfc5321/rset-"),
                          Not(HasSubstr("\"id\":\"rfc1870/"))));
  const Ended doctor = here("doctor");
  EXPECT_EQ(doctor.exit_code, 0) << doctor.err;
  EXPECT_THAT(doctor.out, testing::StartsWith("our-mx: "));
}

TEST_F(ConfigurationFile, TheCommandLineWins) {
  configure("ids = [\"rfc5321/rset-*\"]\nmin-judged = \"5000\"\n");
  EXPECT_EQ(here("run").exit_code, 6);
  const Ended selected = here("run 'rfc1870/size-zero*' --name other --json run.json");
  EXPECT_EQ(selected.exit_code, 0) << selected.out;  // what it demands is of its own selection
  EXPECT_THAT(scratch_.read("run.json"),
              AllOf(HasSubstr("\"target\":\"other\""), HasSubstr("rfc1870/size-zero"),
                    Not(HasSubstr("\"id\":\"rfc5321/rset-"))));
  // Another server: none of the file's names is for it.
  EXPECT_EQ(here("run rfc1870 --fault limit-off-by-one").exit_code, 1);
  EXPECT_EQ(here("run rfc1870 --config none --json run.json").exit_code, 0);
  EXPECT_THAT(scratch_.read("run.json"), HasSubstr("\"target\":\"reference\""));
  const Ended nobody = here("run 'rfc1870/size-zero*' --set recipient=nobody@mx.test");
  EXPECT_EQ(nobody.exit_code, 4) << nobody.out;  // preflight: that name does not work
}

TEST_F(ConfigurationFile, IsAnotherWhereItIsNamedAndItsPathsAreItsOwn) {
  fs::create_directories(scratch_.path("ci"));
  scratch_.write_scenario("ci/own/vendor/noop.smtp", "greeted", "C: NOOP\nS: 250\n");
  scratch_.write("ci/judge.toml", "scenarios = \"own\"\nconnect = \"" + address() + "\"\n");
  const Ended run = here("run --config ci/judge.toml --json run.json");
  EXPECT_EQ(run.exit_code, 0) << run.out << run.err;
  EXPECT_THAT(scratch_.read("run.json"), HasSubstr("\"id\":\"vendor/noop\""));
  EXPECT_EQ(here("run --config nowhere.toml").exit_code, 3);
}

TEST_F(ConfigurationFile, ASecretComesFromTheEnvironmentAndIsNotShown) {
  const std::string account = "user = \"alice\"\npassword = { env = \"OUR_PASSWORD\" }\n";
  scratch_.write(".smtpspec.toml", "connect = \"" + address() +
                                       "\"\nover = \"starttls\"\nids = \"rfc4954\"\n[set]\n" + account +
                                       "recipient = \"alice@mx.test\"\n");
  const Ended without = here("run");
  EXPECT_EQ(without.exit_code, 3);
  EXPECT_THAT(without.err,
              AllOf(HasSubstr(".smtpspec.toml:"), HasSubstr("the environment has no 'OUR_PASSWORD'")));
  const Ended run = here("run --json run.json", {{"OUR_PASSWORD", "secret"}});
  EXPECT_EQ(run.exit_code, 0) << run.out << run.err;
  EXPECT_THAT(scratch_.read("run.json"), Not(HasSubstr("AGFsaWNlAHNlY3JldA==")));
}

TEST_F(ConfigurationFile, EveryMistakeIsToldWithItsPlace) {
  scratch_.write(".smtpspec.toml", "conect = \"127.0.0.1:25\"\n[set]\nrecipent = \"x\"\n");
  const Ended run = here("run");
  EXPECT_EQ(run.exit_code, 3);
  EXPECT_THAT(run.err, AllOf(HasSubstr(".smtpspec.toml:1:1: error: 'conect' is unknown"),
                             HasSubstr("did you mean 'connect'?"), HasSubstr(".smtpspec.toml:3:"),
                             HasSubstr("did you mean 'recipient'?"), HasSubstr("2 errors")));
  scratch_.write(".smtpspec.toml", "level = \"musty\"\n");
  const Ended level = here("run");
  EXPECT_EQ(level.exit_code, 2);
  EXPECT_THAT(level.err,
              AllOf(HasSubstr("musty"), HasSubstr("the configuration is part of this command line")));
  EXPECT_EQ(here("list rfc1870").exit_code, 0);  // which has nothing of it
}

}  // namespace
}  // namespace smtpspec::end_to_end

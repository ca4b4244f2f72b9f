#include "target/target.hpp"

#include <atomic>
#include <csignal>
#include <filesystem>
#include <fstream>

#include <gmock/gmock.h>

#include "fake_target.hpp"

namespace smtpspec::target {
namespace {

using namespace std::chrono_literals;
using testing::AllOf;
using testing::HasSubstr;
using testing::StartsWith;

Profile profile_of(Command start) {
  Profile profile;
  profile.name = "fake";
  profile.start = std::move(start);
  profile.certificate_names = {"fake.test"};
  profile.stopped_within = 5s;
  return profile;
}

std::string why_it_did_not_start(Profile profile, std::function<bool()> interrupted = {}) {
  try {
    const StartedTarget target(std::move(profile), std::move(interrupted));
    return "it started";
  } catch (const StartError& error) {
    return error.what();
  }
}

// What another process does is seen some time later.
bool comes_true(const std::function<bool()>& condition) {
  const auto deadline = std::chrono::steady_clock::now() + 20s;
  while (!condition())
    if (std::chrono::steady_clock::now() > deadline) return false;
  return true;
}

TEST(StartedTarget, IsReadyWhenItGreets) {
  const StartedTarget target(profile_of(fake_target("greets")));
  EXPECT_TRUE(target.alive());
  EXPECT_EQ(target.endpoint().host, "127.0.0.1");
  EXPECT_NE(target.endpoint().port, 0);
  EXPECT_FALSE(target.tls_endpoint());
  EXPECT_TRUE(comes_true([&] { return target.log().find("listening") != std::string::npos; }))
      << target.log();
  EXPECT_THAT(target.authority(), StartsWith("-----BEGIN CERTIFICATE-----"));
}

TEST(StartedTarget, EndsWithItsOwner) {
  int id = 0;
  {
    const StartedTarget target(profile_of(fake_target("greets")));
    id = target.process_id();
  }
  EXPECT_NE(::kill(id, 0), 0);
}

TEST(StartedTarget, ServerThatCantBindAHeldPortIsGivenAFreeOne) {
  const StartedTarget target(profile_of(fake_target("greets without SO_REUSEADDR")));
  EXPECT_TRUE(target.alive());
}

TEST(StartedTarget, ManyStartAtTheSameTimeOnDifferentPorts) {
  std::vector<StartedTarget> targets;
  std::set<std::uint16_t> ports;
  for (int i = 0; i < 8; ++i) {
    targets.emplace_back(profile_of(fake_target("greets")));
    ports.insert(targets.back().endpoint().port);
  }
  EXPECT_EQ(ports.size(), targets.size());
}

TEST(StartedTarget, TargetThatEndsAtOnceIsReportedWithItsLastWords) {
  EXPECT_THAT(why_it_did_not_start(profile_of(shell("echo no such table >&2; exit 7"))),
              AllOf(HasSubstr("'fake' did not start"), HasSubstr("exited with status 7"),
                    HasSubstr("| no such table")));
}

TEST(StartedTarget, TargetThatNeverGreetsIsGivenUpAtTheDeadline) {
  Profile profile = profile_of(fake_target("says 421"));
  profile.ready_within = 100ms;
  EXPECT_THAT(why_it_did_not_start(profile),
              AllOf(HasSubstr("not ready within 100 ms; {port}, 127.0.0.1:"), HasSubstr("421")));
}

TEST(StartedTarget, StartIsGivenUpWhenInterrupted) {
  std::atomic<bool> asked = false;
  const auto interrupted = [&asked] {
    return asked.exchange(true);
  };
  EXPECT_THAT(why_it_did_not_start(profile_of(fake_target("says 421")), interrupted),
              HasSubstr("interrupted"));
}

TEST(StartedTarget, ProgramThatDoesNotExistIsAStartError) {
  EXPECT_THAT(why_it_did_not_start(profile_of(Command{{"/no/such/server"}, {}, {}})),
              HasSubstr("/no/such/server"));
}

TEST(StartedTarget, PreparationThatFailsIsAStartErrorWithItsWords) {
  Profile profile = profile_of(fake_target("greets"));
  profile.prepare = shell("echo no network; exit 1");
  EXPECT_THAT(why_it_did_not_start(profile), AllOf(HasSubstr("preparation"), HasSubstr("no network")));
}

TEST(StartedTarget, FirstLineOfTheVersionCommandIsTheVersion) {
  Profile profile = profile_of(fake_target("greets"));
  profile.version = shell("echo Fake 1.0; echo more");
  EXPECT_EQ(StartedTarget(profile).version(), "Fake 1.0");
}

TEST(StartedTarget, CertificatesLieWhereTheTargetIsTold) {
  Profile profile = profile_of(fake_target("greets"));
  profile.prepare = shell("test -s \"$CERT\" && test -s \"$KEY\" && test -s \"$CA\" && test -d \"$STATE\"");
  profile.prepare->environment = {{"CERT", "{cert}"}, {"KEY", "{key}"}, {"CA", "{ca}"}, {"STATE", "{state}"}};
  EXPECT_TRUE(StartedTarget(profile).alive());
}

TEST(StartedTarget, DeathIsNoticed) {
  StartedTarget target(profile_of(fake_target("greets")));
  ::kill(target.process_id(), SIGKILL);
  EXPECT_TRUE(comes_true([&] { return !target.alive(); }));
  EXPECT_EQ(target.how_it_ended(), "killed by signal 9");
}

TEST(LastLines, AreTheLastOnesWhole) {
  EXPECT_EQ(last_lines("one\ntwo\nthree\n", 2), "two\nthree\n");
  EXPECT_EQ(last_lines("one\ntwo\nthree", 2), "two\nthree");
  EXPECT_EQ(last_lines("one\ntwo\n", 2), "one\ntwo\n");
  EXPECT_EQ(last_lines("one\n", 5), "one\n");
  EXPECT_EQ(last_lines("", 5), "");
}

}  // namespace
}  // namespace smtpspec::target

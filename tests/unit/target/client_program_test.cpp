#include "target/client_program.hpp"

#include <future>

#include <gmock/gmock.h>

#include "target/target.hpp"
#include "unit/target/times.hpp"

namespace smtpspec::target {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::ThrowsMessage;

Profile client(const std::string& script) {
  Profile profile;
  profile.name = "example";
  profile.folder = std::filesystem::temp_directory_path();
  profile.variables["client"] = "client.test";
  profile.submit = Command{{"sh", "-c", script}, {}, profile.folder};
  return profile;
}

Profile kept_client(const std::string& script) {
  Profile profile = client(
      "echo ready\nwhile read -r verb id; do\n[ $verb = submit ] || continue\n"
      "while IFS= read -r wish && [ -n \"$wish\" ]; do export \"$wish\"; done\n" +
      script + "\ndone");
  profile.is_kept = true;
  profile.submitted_within = ample;
  return profile;
}

// What became of it, and what it wrote.
std::string end_of(RunningSubmission running) {
  std::promise<void> ended;
  running.when_ended([&ended] { ended.set_value(); });
  if (ended.get_future().wait_for(ample) != std::future_status::ready) return "did not end";
  return running.exit()->str() + ": " + running.timed_log().last(4096);
}

TEST(ClientProgram, ACommandIsAProcessForEachSubmission) {
  const ClientProgram program(client("cat \"$MESSAGE\" \"$CA\"; ls \"$STATE\"; exit $STATUS"), "authority\n",
                              {});
  EXPECT_EQ(end_of(program.start({{"STATUS", "69"}}, "one\r\n")),
            "exited with status 69: one\r\nauthority\nmessage\n");
}

TEST(ClientProgram, AKeeperMakesThemAll) {
  const ClientProgram program(
      kept_client(
          "echo \"output $id $$ $CLIENT_NAME $(cat \"$MESSAGE\" \"$CA\")\"; echo \"ended $id exit $STATUS\""),
      "authority", {});
  const std::string first = end_of(program.start({{"STATUS", "69"}}, "one ")),
                    second = end_of(program.start({{"STATUS", "69"}}, "two "));
  EXPECT_THAT(first, AllOf(HasSubstr("exited with status 69: "), HasSubstr(" client.test one authority")));
  EXPECT_THAT(second, HasSubstr(" client.test two authority"));
  EXPECT_EQ(first.substr(0, first.find(" client.test")), second.substr(0, second.find(" client.test")));
}

TEST(ClientProgram, KeeperThatTakesOneAtATimeIsNotGivenASecond) {
  Profile profile = kept_client("echo \"output $id $$\"; [ \"$WAITS\" = yes ] || echo \"ended $id exit 0\"");
  profile.kept_at_a_time = 1;
  const ClientProgram program(std::move(profile), "", {});
  const RunningSubmission first = program.start({{"WAITS", "yes"}}, "");
  const std::string second = end_of(program.start({{"WAITS", "no"}}, "")),
                    third = end_of(program.start({{"WAITS", "no"}}, ""));
  EXPECT_TRUE(first.alive());
  EXPECT_THAT(second, HasSubstr("exited with status 0: "));
  EXPECT_EQ(second, third);  // the same process, which was free again
  EXPECT_EQ(second.find(first.timed_log().last(100) + "\n"), second.npos);
}

TEST(ClientProgram, AKeeperThatBreaksDownIsStartedAnew) {
  const ClientProgram program(kept_client("[ \"$BREAKS\" = no ] || kill -SEGV $$; echo \"ended $id exit 0\""),
                              "", {});
  EXPECT_EQ(end_of(program.start({{"BREAKS", "yes"}}, "")), "killed by signal 11: ");
  EXPECT_EQ(end_of(program.start({{"BREAKS", "no"}}, "")), "exited with status 0: ");
}

TEST(ClientProgram, AKeeperThatCanNotBeginIsNoTarget) {
  Profile profile = client("echo it takes root >&2; exit 3");
  profile.is_kept = true;
  EXPECT_THAT([&] { ClientProgram(profile, "", {}); },
              ThrowsMessage<StartError>(
                  AllOf(HasSubstr("its keeper exited with status 3"), HasSubstr("it takes root"))));
}

TEST(ClientProgram, WhatIsGivenUpLeavesNothing) {
  std::filesystem::path folder;
  const ClientProgram program(client("echo $STATE; exec sleep 1000"), "", {});
  {
    const RunningSubmission running = program.start({}, "");
    for (const auto deadline = std::chrono::steady_clock::now() + ample;
         folder.empty() && std::chrono::steady_clock::now() < deadline;) {
      const std::string told = running.timed_log().last(1000);
      if (const auto end = told.find('\n'); end != told.npos) folder = told.substr(0, end);
    }
    EXPECT_TRUE(std::filesystem::exists(folder / "message"));
  }
  EXPECT_FALSE(std::filesystem::exists(folder));
}

}  // namespace
}  // namespace smtpspec::target

// A content of 1 GiB goes through DATA and through BDAT, and memory stays flat on both sides.

#include <gmock/gmock.h>

#include <csignal>

#include "end_to_end/scratch.hpp"
#include "support/memory.hpp"
#include "support/program.hpp"

namespace smtpspec::end_to_end {
namespace {

using support::Program;
using support::run_program;

constexpr long flat_kib = support::memory_bound_kib(100);

const std::string header =
    "# A content of one gibibyte is accepted.\nrequirement rfc1870/5-3\njudges server\ngiven "
    "recipient\n\n";

TEST(LargeContent, GoesThroughDataAndBdatWithFlatMemory) {
  const Scratch scratch;
  const std::string by_data = scratch.write(
      "data.smtp",
      header + "C: DATA\nS: 354\nC: <big> stuffed\nC: .\nS: 250\n\ncontent big of 1073741824 octets\n");
  const std::string by_bdat = scratch.write(
      "bdat.smtp",
      header + "C: BDAT {octets big} LAST\nC: <big>\nS: 250\n\ncontent big of 1073741824 octets\n");

  Program server({smtpspec, "serve", "--port", "0", "--size-limit", "0", "--discard"},
                 support::memory_is_measured);
  ASSERT_TRUE(server.says("\n"));
  const std::size_t at = server.said().find("127.0.0.1:");
  const std::string address = server.said().substr(at, server.said().find('\n', at) - at);

  for (const std::string& path : {by_data, by_bdat}) {
    const auto run = run_program({smtpspec, "run", "--connect", address, "--set", "recipient=alice@mx.test",
                                  "--max-content", "1G", "--scenarios", path},
                                 support::memory_is_measured);
    EXPECT_EQ(run.exit_code, 0) << run.out << run.err;
    EXPECT_LT(run.peak_memory_kib, flat_kib);
  }
  server.signal(SIGTERM);
  const auto ended = server.end();
  EXPECT_EQ(ended.exit_code, 0);
  EXPECT_LT(ended.peak_memory_kib, flat_kib);
}

}  // namespace
}  // namespace smtpspec::end_to_end

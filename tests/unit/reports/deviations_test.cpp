#include "reports/deviations.hpp"

#include <gtest/gtest.h>

#include "golden.hpp"

namespace smtpspec::reports {
namespace {

using result::Outcome;

std::vector<KnownTarget> sample() {
  const text::Clause clause{2920, "3.2 (9)", text::Level::must_not};
  KnownTarget one{.name = "example", .about = "An example"};
  one.baseline.deviations = {{.scenario = "rfc2920/second",
                              .finding = "got `250`",
                              .clause = clause,
                              .reason = "It *reads* <all> | at once: a_b #1.",
                              .versions = {"1.2"},
                              .link = "https://example.org/1"},
                             {.scenario = "rfc2920/first",
                              .outcome = Outcome::blocked,
                              .finding = "got 250",
                              .clause = clause,
                              .reason = "One\nline."},
                             {.scenario = "watch/form", .finding = "x", .clause = clause, .reason = "So."},
                             {.scenario = "own/rule",
                              .finding = "got 250",
                              .clause = {0, "Acme #1234", text::Level::must},
                              .reason = "Not yet."}};
  KnownTarget next{.name = "example-next"};
  next.baseline.next_of = "example";
  next.baseline.version = "2.0";
  next.baseline.deviations = {one.baseline.deviations[2],
                              {.scenario = "rfc2920/third",
                               .finding = "y",
                               .clause = clause,
                               .reason = "Now.",
                               .versions = {"1.2", "2.0"}}};
  return {one, next, {.name = "other"}};
}

TEST(Deviations, PageForPeople) {
  testing::expect_golden("deviations.md", deviations_markdown(sample(), {.scenarios = "../scenarios/"}));
}

TEST(Deviations, LinesForATerminal) {
  testing::expect_golden("deviations.txt", deviations_text(sample()));
}

}  // namespace
}  // namespace smtpspec::reports

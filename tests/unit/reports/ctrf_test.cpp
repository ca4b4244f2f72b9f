#include "reports/ctrf.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <boost/json.hpp>

#include "any_run.hpp"
#include "golden.hpp"
#include "sample.hpp"
#include "second_opinion.hpp"
#include "support/places.hpp"

namespace smtpspec::reports {
namespace {

using namespace testing;
using result::RunResult;
namespace js = boost::json;

std::string ctrf_of(const RunResult& run, const CtrfOptions& options = {}) {
  return ctrf(std::span(&run, 1), options);
}

// Our own words for what CTRF's schema demands and admits. The published one is asked by
// reports/examples/check, which fetches it.
const std::string schema = support::in_project("tests/unit/reports/ctrf.schema.json");

std::vector<std::string> documents() {
  std::vector<std::string> all = {ctrf_of(every_outcome()), ctrf({}),
                                  ctrf(std::vector{every_outcome(), RunResult{}}),
                                  ctrf_of(run_with("\xff\"\\\x1b\n"))};
  for (unsigned seed = 1; seed <= 20; ++seed) all.push_back(ctrf_of(any_run(seed)));
  return all;
}

TEST(Ctrf, EveryOutcome) {
  expect_golden("ctrf.json", ctrf_of(every_outcome()));
}

TEST(Ctrf, DocumentsFollowTheFormat) {
  if (!has_jsonschema()) GTEST_SKIP() << "Python's jsonschema (Debian: python3-jsonschema) is not installed";
  EXPECT_EQ(complaints_under(schema, documents()), "");
  std::string bad = ctrf_of(every_outcome());
  bad.replace(bad.find("\"passed\""), 8, "\"pass\"");
  EXPECT_NE(complaints_under(schema, {bad}), "");
}

TEST(Ctrf, CountersAreThoseOfTheTests) {
  for (unsigned seed = 1; seed <= 20; ++seed) {
    SCOPED_TRACE(fmt::format("seed {}", seed));
    const js::value document = js::parse(ctrf_of(any_run(seed)));
    const js::object& results = document.at("results").as_object();
    std::map<std::string, std::int64_t> counts;
    for (const js::value& test : results.at("tests").as_array())
      ++counts[std::string(test.at("status").as_string())];
    for (const char* status : {"passed", "failed", "skipped", "pending", "other"})
      EXPECT_EQ(results.at("summary").at(status).as_int64(), counts[status]) << status;
    EXPECT_EQ(results.at("summary").at("tests").as_int64(),
              static_cast<std::int64_t>(results.at("tests").as_array().size()));
  }
}

TEST(Ctrf, StatusesAreThoseOfTheExitCode) {
  RunResult run = every_outcome();
  run.cases = {tolerated(), passed_on_retry(), known_deviation(), unexpected_pass()};
  const auto statuses = [&](result::Strictness strictness) {
    std::vector<std::string> all;
    const js::value document = js::parse(ctrf_of(run, {.strictness = strictness}));
    for (const js::value& test : document.at("results").at("tests").as_array())
      all.emplace_back(test.at("status").as_string());
    return all;
  };
  EXPECT_THAT(statuses(result::Strictness::lenient),
              ::testing::ElementsAre("other", "passed", "skipped", "failed"));
  EXPECT_THAT(statuses(result::Strictness::strict),
              ::testing::ElementsAre("failed", "failed", "skipped", "failed"));
}

}  // namespace
}  // namespace smtpspec::reports

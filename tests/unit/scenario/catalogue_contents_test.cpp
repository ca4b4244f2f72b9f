// What the catalogue holds. That it tells right from wrong is shown by tests/unit/prove.

#include <gtest/gtest.h>

#include <algorithm>

#include "scenario/catalogue.hpp"
#include "support/places.hpp"

namespace smtpspec::scenario {
namespace {

TEST(Catalogue, HoldsAScenarioForEachOfTheSixAreas) {
  const scenario::Catalogue catalogue = scenario::read_catalogue(support::in_project("scenarios"));
  EXPECT_TRUE(catalogue.diagnostics.empty()) << text::render(catalogue.diagnostics);
  EXPECT_GE(catalogue.scenarios.size(), 50U);
  for (const char* area : {"rfc5321/", "rfc3207/", "rfc2920/", "rfc3030/", "rfc1870/", "rfc6531/"}) {
    const auto belongs = [&](const scenario::ScenarioPtr& one) {
      return one->id.starts_with(area);
    };
    EXPECT_TRUE(std::any_of(catalogue.scenarios.begin(), catalogue.scenarios.end(), belongs)) << area;
  }
}

// Rules by a name alone are for those whose rules stand in no document.
TEST(Catalogue, EachScenarioCitesTheLedger) {
  for (const ScenarioPtr& one : read_catalogue(support::in_project("scenarios")).scenarios)
    EXPECT_FALSE(one->requirement.clause.entry.empty()) << one->id;
}

}  // namespace
}  // namespace smtpspec::scenario

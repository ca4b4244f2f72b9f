#include "reports/place.hpp"

#include <gtest/gtest.h>

namespace smtpspec::reports {
namespace {

TEST(ShownFile, OfAScenarioElsewhereFromTheFolderOfAllOn) {
  EXPECT_EQ(shown_file("/usr/share/smtpspec/scenarios/rfc1870/a.smtp", "rfc1870/a"),
            "scenarios/rfc1870/a.smtp");
  EXPECT_EQ(shown_file("/home/me/conformance/client/rfc5321/a.smtp", "client/rfc5321/a"),
            "conformance/client/rfc5321/a.smtp");
}

TEST(ShownFile, OfABaselineFromTheFolderOfFixturesOn) {
  EXPECT_EQ(shown_file("/usr/share/smtpspec/fixtures/targets/postfix/baseline.toml", "rfc1870/a"),
            "fixtures/targets/postfix/baseline.toml");
  EXPECT_EQ(shown_file("/usr/share/smtpspec/fixtures/targets/postfix/baseline.toml", ""),
            "fixtures/targets/postfix/baseline.toml");
}

TEST(ShownFile, WhatSomebodyNamedIsShownAsHeNamedIt) {
  for (const char* const name : {"scenarios/rfc1870/a.smtp", "../mine/a.smtp", "<given greeted>", "",
                                 "/a.smtp", "/home/me/known.toml", "/targets/x"})
    EXPECT_EQ(shown_file(name, "rfc1870/a"), name);
}

}  // namespace
}  // namespace smtpspec::reports

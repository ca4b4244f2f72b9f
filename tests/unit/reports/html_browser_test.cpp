// The page in a real browser, with scripts and without.
#include <gtest/gtest.h>

#include "html_sample.hpp"
#include "second_opinion.hpp"

namespace smtpspec::reports {
namespace {

TEST(HtmlBrowser, ThePageServesItsReaders) {
  if (!testing::has_chromium()) GTEST_SKIP() << "chromium (Debian: chromium) is not installed";
  EXPECT_EQ(testing::browser_complaints({testing::compared_page(), testing::hostile_page()}), "");
}

}  // namespace
}  // namespace smtpspec::reports

#include "golden.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <sstream>
#include <string_view>

#include "support/places.hpp"

namespace smtpspec::reports::testing {

std::string read_file(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

void expect_golden(const std::string& name, const std::string& text) {
  const std::string path = support::in_project("tests/golden/reports/") + name;
  const char* const approve = std::getenv("SMTPSPEC_APPROVE");
  if (approve != nullptr && std::string_view(approve) == "1") {
    std::ofstream file(path, std::ios::binary);
    file << text;
    ASSERT_TRUE(file.flush()) << "cannot write " << path;
    return;
  }
  EXPECT_EQ(text, read_file(path)) << "if the new text is right: SMTPSPEC_APPROVE=1 rewrites " << path;
}

}  // namespace smtpspec::reports::testing

#include "text/suggestion.hpp"

#include <gtest/gtest.h>

#include <array>
#include <string_view>
#include <vector>

namespace smtpspec::text {
namespace {

TEST(EditDistance, CountsEdits) {
  struct {
    std::string_view left, right;
    std::size_t distance;
  } const table[] = {
      {"", "", 0},
      {"", "abc", 3},
      {"expect", "expect", 0},
      {"exepct", "expect", 1},
      {"expct", "expect", 1},
      {"eexpect", "expect", 1},
      {"axpect", "expect", 1},
      {"EXPECT", "expect", 0},
      {"PIPLINING", "PIPELINING", 1},
      {"ab", "ba", 1},
      {"abc", "ca", 3},
      {"kitten", "sitting", 3},
      {"abcd", "efgh", 4},
  };
  for (const auto& row : table) {
    EXPECT_EQ(edit_distance(row.left, row.right), row.distance) << row.left << " " << row.right;
    EXPECT_EQ(edit_distance(row.right, row.left), row.distance) << row.left << " " << row.right;
  }
}

constexpr std::array<std::string_view, 4> words = {"given", "needs", "requirement", "judges"};

TEST(Nearest, IsNearEnoughToBeMeant) {
  EXPECT_EQ(nearest("need", words), "needs");
  EXPECT_EQ(nearest("Requirment", words), "requirement");
  EXPECT_EQ(nearest("gvien", words), "given");
  EXPECT_EQ(nearest("xyz", words), "");
  EXPECT_EQ(nearest("", words), "");
  EXPECT_EQ(nearest("need", {}), "");
}

TEST(Suggest, NamesTheNearestOrAllThatAreKnown) {
  EXPECT_EQ(suggest("need", words), "did you mean 'needs'?");
  EXPECT_EQ(suggest("something", words), "known here: given, needs, requirement, judges");
  EXPECT_EQ(suggest("need", {}), "");
}

TEST(Suggest, NamesADozenAtMost) {
  const std::vector<std::string_view> many(15, "wordy");
  EXPECT_EQ(suggest("x", many),
            "known here: wordy, wordy, wordy, wordy, wordy, wordy, wordy, wordy, wordy, wordy, wordy, wordy "
            "and 3 more");
}

}  // namespace
}  // namespace smtpspec::text

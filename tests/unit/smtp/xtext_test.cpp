#include "smtp/xtext.hpp"

#include <gmock/gmock.h>

namespace smtpspec::smtp {
namespace {

using testing::Eq;
using testing::Optional;

TEST(Xtext, IsDecoded) {
  EXPECT_THAT(decode_xtext(""), Optional(Eq("")));
  EXPECT_THAT(decode_xtext("e+3Dmc2@example.com"), Optional(Eq("e=mc2@example.com")));
  EXPECT_THAT(decode_xtext("+2b+00+ff"), Optional(Eq(std::string("+\0\xFF", 3))));
  EXPECT_THAT(decode_xtext("!*,<>~"), Optional(Eq("!*,<>~")));
}

TEST(Xtext, IsNothingElse) {
  for (const char* text : {"a=b", "a b", "+", "+4", "+4G", "+G4", "+-1", "+ 1", "a\tb", "\xC3\xA4", "\x7F"})
    EXPECT_EQ(decode_xtext(text), std::nullopt) << text;
}

TEST(Xtext, IsReadBackAsItWasWritten) {
  EXPECT_EQ(encode_xtext("e=mc2@example.com"), "e+3Dmc2@example.com");
  std::string all;
  for (int octet = 0; octet < 256; ++octet) all.push_back(static_cast<char>(octet));
  EXPECT_THAT(decode_xtext(encode_xtext(all)), Optional(Eq(all)));
}

}  // namespace
}  // namespace smtpspec::smtp

#include "sasl/base64.hpp"

#include <gmock/gmock.h>

namespace smtpspec::sasl {
namespace {

using testing::Eq;
using testing::Optional;

TEST(Base64, OfRfc4648) {
  EXPECT_EQ(encode_base64(""), "");
  EXPECT_EQ(encode_base64("f"), "Zg==");
  EXPECT_EQ(encode_base64("fo"), "Zm8=");
  EXPECT_EQ(encode_base64("foobar"), "Zm9vYmFy");
  EXPECT_EQ(encode_base64(std::string(200, 'x')).find('\n'), std::string::npos);
}

TEST(Base64, ComesBackAsItWas) {
  std::string octets;
  for (int value = 0; value < 256; ++value) {
    octets += static_cast<char>(value);
    EXPECT_THAT(decode_base64(encode_base64(octets)), Optional(Eq(octets)));
  }
}

// RFC 4954 section 4: neither ignored characters nor padding anywhere but at the end.
TEST(Base64, RefusesWhatItIsNot) {
  for (const char* text :
       {"=",      "====",     "=AAA", "AAA=BBB", "AAA=BBBB", "AA==BBBB", "A",
        "AA",     "AAA",      "A===", "AA=A",    " AAAA",    "AAAA ",    "AA AA",
        "AA\nAA", "AAAA\r\n", "AA-_", "*",       "AAAA=",    "AAAA====", "\xC3\xA4\xC3\xA4"})
    EXPECT_EQ(decode_base64(text), std::nullopt) << text;
  EXPECT_EQ(decode_base64(std::string_view("AA\0A", 4)), std::nullopt);
}

}  // namespace
}  // namespace smtpspec::sasl

#include "smtp/path.hpp"

#include <gtest/gtest.h>

#include <optional>
#include <string>

namespace smtpspec::smtp {
namespace {

std::optional<Path> whole_path(std::string_view octets) {
  std::string_view rest;
  std::optional<Path> path = parse_path(octets, rest);
  return path && rest.empty() ? path : std::nullopt;
}

TEST(Path, WellFormedOnesAreReadIntoTheirParts) {
  struct {
    std::string octets, route, local_part, domain;
  } const table[] = {
      {"<>", "", "", ""},
      {"<a@b>", "", "a", "b"},
      {"<Postmaster>", "", "Postmaster", ""},
      {"<a.b.c@example.org>", "", "a.b.c", "example.org"},
      {"<!#$%&'*+-/=?^_`{|}~@x-y.1>", "", "!#$%&'*+-/=?^_`{|}~", "x-y.1"},
      {"<\"\"@b>", "", "\"\"", "b"},
      {"<\"a b@c\"@b>", "", "\"a b@c\"", "b"},
      {"<\"a\\\"\\\\ \\ \"@b>", "", "\"a\\\"\\\\ \\ \"", "b"},
      {"<@x,@y.z:a@b>", "@x,@y.z:", "a", "b"},
      {"<@x:a@[1.2.3.4]>", "@x:", "a", "[1.2.3.4]"},
      {"<a@[IPv6:::1]>", "", "a", "[IPv6:::1]"},
      {"<\xC3\xBC@b\xC3\xBC.example>", "", "\xC3\xBC", "b\xC3\xBC.example"},
      {"<\"\xE2\x82\xAC x\"@\xF0\x9F\x93\xAE>", "", "\"\xE2\x82\xAC x\"", "\xF0\x9F\x93\xAE"},
  };
  for (const auto& row : table) {
    const std::optional<Path> path = whole_path(row.octets);
    ASSERT_TRUE(path) << row.octets;
    EXPECT_EQ(path->source_route, row.route) << row.octets;
    EXPECT_EQ(path->local_part, row.local_part) << row.octets;
    EXPECT_EQ(path->domain, row.domain) << row.octets;
  }
}

TEST(Path, IllFormedOnesAreNone) {
  for (const std::string_view octets : {"",
                                        "<",
                                        "a@b",
                                        "<a>",
                                        "<a@b",
                                        "<a@>",
                                        "<@b>",
                                        "< a@b>",
                                        "<a@b >",
                                        "<a@b>>",
                                        "<a@b> ",
                                        "<a b@c>",
                                        "<.a@b>",
                                        "<a.@b>",
                                        "<a..b@c>",
                                        "<a@.b>",
                                        "<a@b.>",
                                        "<a@b..c>",
                                        "<a@-b>",
                                        "<a@b->",
                                        "<a@b-.c>",
                                        "<a@b_c>",
                                        "<a@b@c>",
                                        "<\"a@b>",
                                        "<\"a\"b@c>",
                                        "<\"a\"\"b\"@c>",
                                        "<\"\x01\"@b>",
                                        "<a\x01@b>",
                                        "<a(x)@b>",
                                        "<a,b@c>",
                                        "<\"a\\\xC3\xBC\"@b>",
                                        "<@x:>",
                                        "<@x,a@b>",
                                        "<@x,:a@b>",
                                        "<x:a@b>",
                                        "<@x a@b>",
                                        "<@x:@y:a@b>",
                                        "<a@[1.2.3]>",
                                        "<a@[1.2.3.4>",
                                        "<a@1.2.3.4]>",
                                        "<Postmaster@>",
                                        "<\xFF@b>",
                                        "<\xC0\xAF@b>",
                                        "<\xED\xA0\x80@b>",
                                        "<\xE2\x82@b>",
                                        "<\xF4\x90\x80\x80@b>"})
    EXPECT_FALSE(whole_path(octets)) << octets;
}

TEST(Path, RestIsWhatFollowsTheBracket) {
  std::string_view rest;
  EXPECT_TRUE(parse_path("<a@b> SIZE=1", rest));
  EXPECT_EQ(rest, " SIZE=1");
  EXPECT_TRUE(parse_path("<>x", rest));
  EXPECT_EQ(rest, "x");
  EXPECT_TRUE(parse_path("<postmaster>>", rest));
  EXPECT_EQ(rest, ">");
}

TEST(Path, KnowsWhatItIs) {
  EXPECT_TRUE(whole_path("<>")->is_null());
  EXPECT_FALSE(whole_path("<Postmaster>")->is_null());
  EXPECT_TRUE(whole_path("<POSTMASTER>")->is_postmaster());
  EXPECT_FALSE(whole_path("<Postmaster@b>")->is_postmaster());
  EXPECT_TRUE(whole_path("<a@b>")->is_ascii());
  EXPECT_FALSE(whole_path("<\xC3\xBC@b>")->is_ascii());
  EXPECT_FALSE(whole_path("<a@\xC3\xBC>")->is_ascii());
  EXPECT_FALSE(whole_path("<@\xC3\xBC:a@b>")->is_ascii());
  EXPECT_EQ(whole_path("<@x:a@b>")->mailbox(), "a@b");
  EXPECT_EQ(whole_path("<>")->mailbox(), "");
  EXPECT_EQ(whole_path("<Postmaster>")->mailbox(), "Postmaster");
}

TEST(Domain, FollowsItsProduction) {
  for (const std::string_view octets :
       {"a", "1", "a.b", "xn--bcher-kva.example", "a--b", "3com.example", "A.B.C"})
    EXPECT_TRUE(is_domain(octets)) << octets;
  for (const std::string_view octets :
       {"", ".", "a.", ".a", "a..b", "-a", "a-", "a_b", "a b", "a ", "[1.2.3.4]", "b\xC3\xBC", "a:b", "a/b"})
    EXPECT_FALSE(is_domain(octets)) << octets;
}

TEST(AddressLiteral, FollowsItsProductions) {
  for (const std::string_view octets :
       {"[0.0.0.0]", "[255.255.255.255]", "[001.02.3.4]", "[IPv6:1:2:3:4:5:6:7:8]", "[ipv6:::]", "[IPv6:::1]",
        "[IPv6:1::]", "[IPv6:1:2:3:4:5:6::]", "[IPv6:1::2:3:4:5:6]", "[IPv6:abcd:ABCD::0001]",
        "[IPv6:1:2:3:4:5:6:1.2.3.4]", "[IPv6:::1.2.3.4]", "[IPv6:::ffff:1.2.3.4]", "[IPv6:1::1.2.3.4]",
        "[IPv6:1:2:3:4::1.2.3.4]", "[x400:c=de]", "[Tag-1:!Z^~]"})
    EXPECT_TRUE(is_address_literal(octets)) << octets;
  for (const std::string_view octets : {"",
                                        "[]",
                                        "[1.2.3]",
                                        "[1.2.3.4.5]",
                                        "[256.1.1.1]",
                                        "[1.2.3.1000]",
                                        "[1.2.3.]",
                                        "[1.2.3.4",
                                        "1.2.3.4]",
                                        "[1.2.3.4] ",
                                        "[1.2.3.4]]",
                                        "[::1]",
                                        "[2001:db8::1]",
                                        "[1:2:3:4:5:6:1.2.3.4]",
                                        "[IPv6:]",
                                        "[IPv6:1]",
                                        "[IPv6:1:2:3:4:5:6:7]",
                                        "[IPv6:1:2:3:4:5:6:7:8:9]",
                                        "[IPv6:1:2:3:4:5:6:7::]",
                                        "[IPv6:1::2::3]",
                                        "[IPv6:::1:]",
                                        "[IPv6::1]",
                                        "[IPv6:1:::2]",
                                        "[IPv6:12345::]",
                                        "[IPv6:g::]",
                                        "[IPv6:1:2:3:4:5:1.2.3.4]",
                                        "[IPv6:1:2:3:4:5::1.2.3.4]",
                                        "[IPv6:1.2.3.4]",
                                        "[IPv6:1.2.3.4::]",
                                        "[IPv6::1.2.3.4]",
                                        "[tag:]",
                                        "[tag-:x]",
                                        "[:x]",
                                        "[t_g:x]",
                                        "[tag:a b]",
                                        "[tag:a\\b]",
                                        "[tag:a[b]"})
    EXPECT_FALSE(is_address_literal(octets)) << octets;
}

TEST(Utf8NonAscii, IsMeasuredAsRfc3629Wants) {
  EXPECT_EQ(utf8_non_ascii("\xC2\x80x"), 2U);
  EXPECT_EQ(utf8_non_ascii("\xE0\xA0\x80"), 3U);
  EXPECT_EQ(utf8_non_ascii("\xF4\x8F\xBF\xBF"), 4U);
  for (const std::string_view octets :
       {"", "a", "\x80", "\xC1\x80", "\xC2", "\xC2x", "\xE0\x9F\x80", "\xED\xA0\x80", "\xF0\x8F\x80\x80",
        "\xF4\x90\x80\x80", "\xF5\x80\x80\x80", "\xF0\x90\x80"})
    EXPECT_EQ(utf8_non_ascii(octets), 0U);
}

}  // namespace
}  // namespace smtpspec::smtp

#include "target/configuration.hpp"

#include <gmock/gmock.h>

#include <array>

namespace smtpspec::target {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

constexpr std::array<std::string_view, 2> known_names = {"recipient", "password"};

ConfigurationReading read_own(const std::string& octets) {
  return read_configuration(
      std::make_shared<const text::Source>("ci/own.toml", octets),
      {.known = {known_names.begin(), known_names.end()},
       .is_name = [](std::string_view name) { return name == "recipient" || name == "password"; },
       .environment = [](const std::string& name) -> std::optional<std::string> {
         return name == "SMTP_PASSWORD" ? std::optional<std::string>("hunter22") : std::nullopt;
       }});
}

// "--connect 127.0.0.1:25", one for each.
std::vector<std::string> option_words(const std::string& octets) {
  const ConfigurationReading reading = read_own(octets);
  EXPECT_TRUE(reading.settings) << text::render(reading.diagnostics);
  std::vector<std::string> all;
  for (const Setting& one : reading.settings.value_or(std::vector<Setting>{})) {
    std::string line = one.option;
    for (const std::string& value : one.values) line += " " + value;
    all.push_back(line);
  }
  return all;
}

TEST(Configuration, SaysWhatTheOptionsOfACommandLineSay) {
  EXPECT_THAT(
      option_words(
          "connect = \"127.0.0.1:2525\"\nname = \"mx\"\nmaildir = \"mail\"\nbaseline = \"../known.toml\"\n"
          "over = \"starttls\"\nlogin = \"never\"\nscenarios = [\"conformance\"]\nwith-catalogue = true\n"
          "ids = [\"rfc1870\", \"own\"]\nrfc = 5321\nlevel = [\"MUST\"]\nexclude = \"**/slow-*\"\n"
          "min-judged = \"80%\"\nmax-blocked = 10\nstrict = true\n[set]\nrecipient = \"bob@x.test\"\n"),
      ElementsAre("--connect 127.0.0.1:2525", "--name mx", "--maildir ci/mail", "--baseline ci/../known.toml",
                  "--over starttls", "--login never", "--set recipient=bob@x.test",
                  "--scenarios ci/conformance", "--with-catalogue", "ID rfc1870 own", "--exclude **/slow-*",
                  "--rfc 5321", "--level MUST", "--min-judged 80%", "--max-blocked 10", "--strict"));
  EXPECT_THAT(option_words("target = [\"postfix\", \"exim\"]\nstrict = false\n"),
              ElementsAre("--target postfix exim"));
  EXPECT_THAT(option_words(""), IsEmpty());
}

TEST(Configuration, TakesASecretFromTheEnvironment) {
  EXPECT_THAT(option_words("[set]\npassword = { env = \"SMTP_PASSWORD\" }\n"),
              ElementsAre("--set password=hunter22"));
  const std::string told = text::render(read_own("[set]\npassword = { env = \"NOWHERE\" }\n").diagnostics);
  EXPECT_THAT(told, AllOf(HasSubstr("ci/own.toml:2:20: error: the environment has no 'NOWHERE'"),
                          HasSubstr("export it before the run, or give --set password=...")));
}

TEST(Configuration, TellsAllMistakesAtOnceWithPlaceAndRemedy) {
  const ConfigurationReading reading = read_own(
      "conect = \"127.0.0.1:25\"\nover = \"tsl\"\nstrict = \"yes\"\nrfc = true\n"
      "connect = \"a:1\"\ntarget = \"b\"\n[set]\nrecipent = \"x\"\n");
  EXPECT_FALSE(reading.settings);
  EXPECT_EQ(reading.diagnostics.size(), 6U);
  const std::string told = text::render(reading.diagnostics);
  for (const char* said :
       {"ci/own.toml:1:1: error: 'conect' is unknown in the configuration", "did you mean 'connect'?",
        "'tsl' is no value of 'over'", "did you mean 'tls'?", "'strict' must be true or false",
        "'rfc' must be strings or numbers", "'connect' and 'target' can't both be judged",
        "no scenario uses the name 'recipent'", "did you mean 'recipient'?"})
    EXPECT_THAT(told, HasSubstr(said));
}

TEST(Configuration, WhatIsNoTomlIsAMistakeWithAPlace) {
  EXPECT_THAT(text::render(read_own("connect = \n").diagnostics), HasSubstr("ci/own.toml:1:"));
}

}  // namespace
}  // namespace smtpspec::target

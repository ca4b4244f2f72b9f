#include "target/profile.hpp"

#include <algorithm>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <stdexcept>

#include <gmock/gmock.h>

#include "support/places.hpp"

namespace smtpspec::target {
namespace {

using namespace std::chrono_literals;
using testing::AllOf;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::IsSupersetOf;
using testing::Pair;
using testing::UnorderedElementsAre;

constexpr const char* whole = R"(name = "example"
about = "An example"
facts = ["relays"]

[prepare]
command = ["{profile}/fetch", "example"]
within = "5min"

[start]
command = ["{profile}/run", "{port}"]
environment = { TLS_PORT = "{tls-port}", CERT = "{cert}" }
directory = "{state}"
addresses = ["127.0.0.1", "::1"]
ready-within = "1500ms"
sessions = 20

[stop]
by = "SIGINT"
within = "3s"

[version]
command = ["{profile}/version"]

[variables]
server = "mx.test"
recipient = "alice@mx.test"

[delivery]
maildirs = ["{state}/alice"]
line-ends = "lf"
settles-within = "100ms"
)";

ProfileReading read(const std::string& toml) {
  return read_profile(std::make_shared<text::Source>("/profiles/example/profile.toml", toml));
}

std::string mistakes_in_profile(const std::string& toml) {
  return text::render(read(toml).diagnostics);
}

// The smallest profile, and what is to be wrong with it.
std::string small(const std::string& more) {
  return "name = \"x\"\nstart.command = [\"x\", \"{port}\"]\n" + more;
}

TEST(Profile, EverythingThatIsSaidIsRead) {
  const ProfileReading reading = read(whole);
  ASSERT_TRUE(reading.profile) << text::render(reading.diagnostics);
  const Profile& profile = *reading.profile;
  EXPECT_EQ(profile.name, "example");
  EXPECT_EQ(profile.about, "An example");
  EXPECT_EQ(profile.folder, "/profiles/example");
  EXPECT_THAT(profile.prepare->arguments, ElementsAre("{profile}/fetch", "example"));
  EXPECT_EQ(profile.prepared_within, 5min);
  EXPECT_THAT(profile.start.arguments, ElementsAre("{profile}/run", "{port}"));
  EXPECT_THAT(profile.start.environment, Contains(Pair("TLS_PORT", "{tls-port}")));
  EXPECT_EQ(profile.start.directory, "{state}");
  EXPECT_THAT(profile.addresses, ElementsAre("127.0.0.1", "::1"));
  EXPECT_EQ(profile.ready_within, 1500ms);
  EXPECT_EQ(profile.sessions, 20U);
  EXPECT_EQ(profile.stop_signal, SIGINT);
  EXPECT_EQ(profile.stopped_within, 3s);
  EXPECT_THAT(profile.version->arguments, ElementsAre("{profile}/version"));
  EXPECT_THAT(profile.variables,
              UnorderedElementsAre(Pair("server", "mx.test"), Pair("recipient", "alice@mx.test")));
  EXPECT_THAT(profile.facts, UnorderedElementsAre("relays", "delivery"));
  EXPECT_THAT(profile.delivery->maildirs, ElementsAre("{state}/alice"));
  EXPECT_EQ(profile.delivery->line_ends, LineEnds::lf);
  EXPECT_EQ(profile.delivery->settles_within, 100ms);
  EXPECT_TRUE(profile.speaks_implicit_tls);
}

TEST(Profile, NameAndStartAreEnough) {
  const ProfileReading reading = read(small(""));
  ASSERT_TRUE(reading.profile) << text::render(reading.diagnostics);
  EXPECT_FALSE(reading.profile->speaks_implicit_tls);
  EXPECT_EQ(reading.profile->stop_signal, 0);
  EXPECT_THAT(reading.profile->facts, IsEmpty());
  EXPECT_THAT(reading.profile->certificate_names, ElementsAre("localhost", "127.0.0.1", "::1"));
}

TEST(Profile, CertificateIsForTheServersNameUnlessSaidOtherwise) {
  EXPECT_THAT(read(small("variables.server = \"mx.test\"\n")).profile->certificate_names,
              Contains("mx.test"));
  EXPECT_THAT(read(small("certificate-names = [\"other.test\"]\n")).profile->certificate_names,
              ElementsAre("other.test"));
}

TEST(Profile, ByDefaultIsTrueOrFalseAndTrueWhereNothingIsSaid) {
  EXPECT_TRUE(read(small("")).profile->by_default);
  EXPECT_TRUE(read("by-default = true\n" + small("")).profile->by_default);
  EXPECT_FALSE(read("by-default = false\n" + small("")).profile->by_default);
  EXPECT_THAT(mistakes_in_profile("by-default = \"no\"\n" + small("")),
              HasSubstr("'by-default' must be true or false"));
}

TEST(Profile, AllMistakesAreToldAtOnceEachWithItsRemedy) {
  const std::string told = mistakes_in_profile(R"(naem = "x"
[start]
command = "x {port}"
ready-within = "20 seconds"
[stop]
by = "SIGTREM"
[variables]
recipeint = "alice@mx.test"
)");
  EXPECT_THAT(told, AllOf(HasSubstr("profile.toml:1:1: error: 'naem' is unknown in the profile"),
                          HasSubstr("did you mean 'name'?"), HasSubstr("'name' is missing"),
                          HasSubstr(":3:11: error: 'command' must be an array of strings"),
                          HasSubstr("'20 seconds' is no duration"), HasSubstr("did you mean 'SIGTERM'?"),
                          HasSubstr("did you mean 'recipient'?")));
}

TEST(Profile, AClientHasACommandOrAKeeper) {
  const Profile command = *read("name = \"x\"\n[submit]\ncommand = [\"c\"]\nwithin = \"3s\"\n").profile;
  EXPECT_THAT(command.submit->arguments, ElementsAre("c"));
  EXPECT_EQ(command.submitted_within, 3s);
  EXPECT_FALSE(command.is_kept);
  const Profile keeper = *read("name = \"x\"\n[submit]\nkeeper = [\"k\"]\nat-a-time = 1\n").profile;
  EXPECT_THAT(keeper.submit->arguments, ElementsAre("k"));
  EXPECT_TRUE(keeper.is_kept);
  EXPECT_EQ(keeper.kept_at_a_time, 1U);
  EXPECT_FALSE(read("name = \"x\"\n[submit]\nkeeper = [\"k\"]\n").profile->kept_at_a_time);
}

TEST(Profile, AClientWithBothOrNeitherIsAMistake) {
  EXPECT_THAT(mistakes_in_profile("name = \"x\"\n[submit]\nwithin = \"3s\"\n"),
              HasSubstr("'command' is missing"));
  EXPECT_THAT(mistakes_in_profile("name = \"x\"\n[submit]\ncommand = [\"c\"]\nkeeper = [\"k\"]\n"),
              HasSubstr(":3:11: error: [submit] has a keeper as well"));
  EXPECT_THAT(mistakes_in_profile("name = \"x\"\n[submit]\ncommand = [\"c\"]\nat-a-time = 2\n"),
              HasSubstr(":4:13: error: a command makes one submission, and only one"));
}

TEST(Profile, UnknownInsertionIsAMistakeWithASuggestion) {
  EXPECT_THAT(mistakes_in_profile(small("version.command = [\"{profle}/v\"]\n")),
              AllOf(HasSubstr("'{profle}'"), HasSubstr("did you mean 'profile'?")));
  EXPECT_THAT(mistakes_in_profile(small("version.command = [\"{profile\"]\n")), HasSubstr("not closed"));
}

TEST(Profile, StartThatDoesNotSayWhereToListenIsAMistake) {
  EXPECT_THAT(mistakes_in_profile("name = \"x\"\nstart.command = [\"x\"]\n"), HasSubstr("{port}"));
}

TEST(Profile, AddressOfAnotherMachineIsAMistake) {
  EXPECT_THAT(mistakes_in_profile(small("start.addresses = [\"192.0.2.1\"]\n")), HasSubstr("192.0.2.1"));
}

TEST(Profile, DeliveryWithoutAPlaceIsAMistake) {
  EXPECT_THAT(mistakes_in_profile(small("[delivery]\nline-ends = \"lf\"\n")), HasSubstr("names no place"));
}

TEST(Profile, WhatIsNoTomlIsAMistakeWithItsPlace) {
  const std::string told = mistakes_in_profile("name = \"x\"\nstart = [\n");
  EXPECT_THAT(told, HasSubstr("/profiles/example/profile.toml:"));
  EXPECT_FALSE(read("= 1").profile);
}

TEST(Profile, ColumnCountsOctetsAlsoBehindOtherLetters) {
  EXPECT_THAT(mistakes_in_profile(small("about = 1 # \xc3\xa4\n[stop]\n\"\xc3\xa4\xc3\xb6\" = 1\n")),
              HasSubstr(":5:1: error"));
  EXPECT_THAT(mistakes_in_profile(small("variables = { \"\xc3\xa4\" = \"\", server = 1 }\n")),
              HasSubstr(":3:35: error"));
}

TEST(Profile, EveryProfileOfTheFixturesIsRight) {
  const std::string targets = support::in_project("fixtures/targets");
  EXPECT_THAT(profile_names(targets), IsSupersetOf({"aiosmtpd", "postfix"}));
  for (const std::string& name : profile_names(targets)) {
    const ProfileReading reading = read_profile(text::read_source(*find_profile(name, targets)));
    EXPECT_THAT(reading.diagnostics, IsEmpty()) << text::render(reading.diagnostics);
    EXPECT_EQ(reading.profile->name, name);
  }
}

// The fenced blocks of fixtures/README.md that are profiles.
std::vector<std::string> examples_of_the_readme() {
  const auto readme = text::read_source(support::in_project("fixtures/README.md"));
  const std::string& octets = readme->octets();
  std::vector<std::string> profiles;
  for (std::size_t at = octets.find("```toml\nname"); at != octets.npos;
       at = octets.find("```toml\nname", at + 1))
    profiles.push_back(octets.substr(at + 8, octets.find("\n```", at) - at - 7));
  return profiles;
}

TEST(Profile, ExamplesOfTheReadmeAreRight) {
  for (const std::string& example : examples_of_the_readme()) {
    const ProfileReading reading = read(example);
    EXPECT_THAT(reading.diagnostics, IsEmpty()) << text::render(reading.diagnostics);
    EXPECT_TRUE(reading.profile) << example;
  }
}

TEST(Profile, ExampleForContainersSaysWhatDockerIsToldAndEndsByItsInput) {
  const std::vector<std::string> examples = examples_of_the_readme();
  const auto server = std::find_if(examples.begin(), examples.end(), [](const std::string& example) {
    return example.find("\"our-server\"") != example.npos;
  });
  ASSERT_NE(server, examples.end());
  const Profile profile = *read(*server).profile;
  const Insertions values{{"port", "2525"},    {"tls-port", "4465"}, {"cert", "/s/c.pem"},
                          {"key", "/s/k.pem"}, {"state", "/s"},      {"profile", "/p"}};
  EXPECT_THAT(insert(profile.start, values).arguments,
              IsSupersetOf({"--publish", "127.0.0.1:2525:25", "127.0.0.1:4465:465",
                            "/s/c.pem:/tls/cert.pem:ro", "/s/k.pem:/tls/key.pem:ro", "/s:/mail"}));
  EXPECT_THAT(insert(*profile.version, values).arguments, Contains("{{.RepoTags}} {{.Id}}"));
  EXPECT_TRUE(profile.speaks_implicit_tls);
  EXPECT_EQ(profile.stop_signal, 0);
}

TEST(FindProfile, NameFolderAndFileLeadToIt) {
  const std::string targets = support::in_project("fixtures/targets");
  const std::string postfix = targets + "/postfix";
  EXPECT_EQ(find_profile("postfix", targets), postfix + "/profile.toml");
  EXPECT_EQ(find_profile(postfix, "/nowhere"), postfix + "/profile.toml");
  EXPECT_EQ(find_profile(postfix + "/profile.toml", "/nowhere"), postfix + "/profile.toml");
  EXPECT_EQ(find_profile("no-such-target", targets), std::nullopt);
}

// A folder of targets that goes with the test.
class Targets {
 public:
  using Profiles = std::vector<std::pair<std::string, std::string>>;  // names, and what they say

  explicit Targets(const Profiles& profiles) {
    std::string pattern = (std::filesystem::temp_directory_path() / "targets-XXXXXX").string();
    folder_ = ::mkdtemp(pattern.data());
    for (const auto& [name, toml] : profiles) {
      std::filesystem::create_directory(folder_ / name);
      std::ofstream(folder_ / name / "profile.toml") << toml;
    }
  }
  ~Targets() { std::filesystem::remove_all(folder_); }
  Targets(const Targets&) = delete;
  Targets& operator=(const Targets&) = delete;

  const std::filesystem::path& folder() const { return folder_; }

 private:
  std::filesystem::path folder_;
};

TEST(ProfileNames, ThoseThatAreNotPlayedByDefaultAreExtra) {
  const Targets targets(Targets::Profiles{{"plain", small("")},
                                          {"named", "by-default = true\n" + small("")},
                                          {"rare", "by-default = false\n" + small("")}});
  EXPECT_THAT(profile_names(targets.folder()), ElementsAre("named", "plain", "rare"));
  EXPECT_THAT(profile_names(targets.folder(), Group::all), ElementsAre("named", "plain"));
  EXPECT_THAT(profile_names(targets.folder(), Group::extra), ElementsAre("rare"));
}

TEST(ProfileNames, AProfileThatCannotBeReadIsAmongAllSoThatItsMistakesAreSaid) {
  const Targets targets(Targets::Profiles{{"broken", "by-default = false\nname ="}});
  EXPECT_THAT(profile_names(targets.folder(), Group::all), ElementsAre("broken"));
  EXPECT_THAT(profile_names(targets.folder(), Group::extra), IsEmpty());
}

// What `./dev test --fleet` fetches is told by such a line, without a reader of TOML.
TEST(ProfileNames, SubmissionServersOfTheFixturesAreExtraAndSayItInALineOfItsOwn) {
  const std::string targets = support::in_project("fixtures/targets");
  EXPECT_THAT(profile_names(targets, Group::extra), Contains("postfix-submission"));
  EXPECT_THAT(profile_names(targets, Group::all), IsSupersetOf({"aiosmtpd", "postfix"}));
  for (const std::string& name : profile_names(targets, Group::extra)) {
    const text::SourcePtr source = text::read_source(*find_profile(name, targets));
    EXPECT_THAT(source->octets(), HasSubstr("\nby-default = false\n")) << name;
  }
}

// The scripts, the profile and the baseline of a next generation say of which it is, each in its own file.
TEST(ProfileNames, NextGenerationsOfTheFixturesAreExtraAndOfOneTargetThroughout) {
  const std::filesystem::path targets = support::in_project("fixtures/targets");
  const auto extra = profile_names(targets, Group::extra);
  std::size_t count = 0;
  for (const std::string& name : profile_names(targets)) {
    const text::SourcePtr file = text::read_source(targets / name / "next-of");
    if (!file) continue;
    ++count;
    const std::string older(file->line(1));
    EXPECT_THAT(extra, Contains(name));
    EXPECT_THAT(text::read_source(targets / name / "profile.toml")->octets(),
                HasSubstr("\nas-in = \"" + older + "\""))
        << name;
    EXPECT_THAT(text::read_source(targets / name / "baseline.toml")->octets(),
                HasSubstr("\nnext-of = \"" + older + "\""))
        << name;
  }
  EXPECT_GT(count, 0U);
}

TEST(Profile, WhatItLeavesOutStandsInItsNeighbours) {
  const Targets targets(Targets::Profiles{
      {"old", "by-default = true\nabout = \"old\"\nfacts = [\"relays\"]\n" +
                  small("[variables]\nclient = \"a\"\nserver = \"b\"\n")},
      {"new", "name = \"new\"\nas-in = \"old\"\nby-default = false\n[variables]\nserver = \"c\"\n"},
      {"nameless", "as-in = \"old\"\n"},
      {"third", "name = \"third\"\nas-in = \"new\"\n"},
      {"lost", "name = \"lost\"\nas-in = \"nobody\"\n"}});
  const auto reading_of = [&](const char* name) {
    return read_profile(text::read_source(*find_profile(name, targets.folder())));
  };
  const ProfileReading next = reading_of("new");
  ASSERT_TRUE(next.profile) << text::render(next.diagnostics);
  EXPECT_EQ(next.profile->name, "new");
  EXPECT_EQ(next.profile->about, "");
  EXPECT_FALSE(next.profile->by_default);
  EXPECT_EQ(next.profile->folder.filename(), "new");
  EXPECT_EQ(next.profile->start.arguments, reading_of("old").profile->start.arguments);
  EXPECT_TRUE(next.profile->facts.contains("relays"));
  EXPECT_EQ(next.profile->variables.at("client"), "a");
  EXPECT_EQ(next.profile->variables.at("server"), "c");
  EXPECT_THAT(text::render(reading_of("nameless").diagnostics), HasSubstr("'name' is missing"));
  EXPECT_THAT(text::render(reading_of("third").diagnostics), HasSubstr("'new' is itself as another one"));
  EXPECT_THAT(text::render(reading_of("lost").diagnostics), HasSubstr("can't be read"));
}

TEST(Insertions, NamesInBracesAreReplacedAndDoubledBracesAreOne) {
  const Insertions values{{"port", "25"}, {"state", "/s"}};
  EXPECT_EQ(insert("{state}/x:{port}", values), "/s/x:25");
  EXPECT_EQ(insert("{{port}", values), "{port}");
  EXPECT_EQ(insert("nothing", values), "nothing");
  EXPECT_THROW(insert("{key}", values), std::out_of_range);
}

}  // namespace
}  // namespace smtpspec::target

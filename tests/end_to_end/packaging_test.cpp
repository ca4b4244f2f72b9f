// What carries the program elsewhere: the Debian package, and what CI systems take as a step of theirs.

#include <gmock/gmock.h>

#include <cstdlib>
#include <filesystem>

#include "end_to_end/scratch.hpp"
#include "support/places.hpp"
#include "support/program.hpp"

namespace smtpspec::end_to_end {
namespace {

namespace fs = std::filesystem;
using support::run_program;
using testing::AllOf;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

bool there(const std::vector<std::string>& command, const std::string& package) {
  std::vector<std::string> words = {"/usr/bin/env"};
  words.insert(words.end(), command.begin(), command.end());
  if (run_program(words).exit_code == 0) return true;
  EXPECT_EQ(std::getenv("SMTPSPEC_REQUIRE_TOOLS"), nullptr) << package << " is required here";
  return false;
}

TEST(Package, OfDebianIsInOrder) {
  if (!there({"dpkg-shlibdeps", "--version"}, "dpkg-dev") || !there({"lintian", "--version"}, "lintian"))
    GTEST_SKIP() << "dpkg-dev or lintian is not installed";
  const Scratch scratch;
  const auto made = run_program({"/usr/bin/env", "cpack", "-G", "DEB", "-B", scratch.path("made"), "--config",
                                 std::string(support::build_folder()) + "/CPackConfig.cmake"});
  ASSERT_EQ(made.exit_code, 0) << made.out << made.err;
  std::string package;
  for (const auto& entry : fs::directory_iterator(scratch.path("made")))
    if (entry.path().extension() == ".deb") package = entry.path();
  const auto told =
      run_program({"/usr/bin/env", "lintian", "--allow-root", "--fail-on", "error,warning", package});
  EXPECT_EQ(told.exit_code, 0) << told.out << told.err;
  EXPECT_THAT(told.out, IsEmpty());
  const auto depends = run_program({"/usr/bin/env", "dpkg-deb", "--field", package, "Depends"});
  EXPECT_THAT(depends.out, AllOf(HasSubstr("libssl3"), HasSubstr("libgsasl18"), HasSubstr("libc6")));
  const auto files = run_program({"/usr/bin/env", "dpkg-deb", "--contents", package});
  EXPECT_THAT(
      files.out,
      AllOf(HasSubstr("./usr/bin/smtpspec\n"), HasSubstr("/fixtures/targets/postfix/profile.toml\n"),
            HasSubstr("/scenarios/rfc1870/size-zero-is-accepted.smtp\n"), HasSubstr("/man1/smtpspec.1.gz\n"),
            HasSubstr("/completions/smtpspec\n"), Not(HasSubstr("__pycache__"))));
}

constexpr const char* python = "/usr/bin/python3";  // the system's own, whose packages `./dev test` installs

// What is wrong with the steps of CI systems that this folder holds.
support::Ended looked_at(const std::string& folder) {
  return run_program({python, "-B", project + "/tests/support/packaging_offline.py", folder, smtpspec});
}

TEST(Package, StepsOfCiSystemsAreRightAndTheActionJudges) {
  if (!there({python, "-c", "import yaml"}, "python3-yaml")) GTEST_SKIP() << "python3-yaml is not installed";
  const auto look = looked_at(project);
  EXPECT_EQ(look.exit_code, 0) << look.out << look.err;
}

TEST(Package, MistakesInStepsOfCiSystemsAreSeen) {
  if (!there({python, "-c", "import yaml"}, "python3-yaml")) GTEST_SKIP() << "python3-yaml is not installed";
  const Scratch scratch;
  const auto spoil = [&](const std::string& name, const std::string& from, const std::string& to) {
    std::ifstream file(project + "/" + name, std::ios::binary);
    std::string text{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
    ASSERT_NE(text.find(from), text.npos) << name;
    fs::create_directories(fs::path(scratch.path(name)).parent_path());
    scratch.write(name, text.replace(text.find(from), from.size(), to));
  };
  spoil("action.yml", "exit \"$code\"", "exit 0");
  spoil("templates/smtpspec.yml", "junit: junit.xml", "junit: unit.xml");
  spoil("packaging/jenkins/vars/smtpspec.groovy", "--junit report/junit.xml", "--junit junit.xml");
  spoil("packaging/Containerfile", "USER smtpspec", "USER root");
  spoil("dev", "package | archive)", "pack | archive)");
  const auto look = looked_at(scratch.path(""));
  EXPECT_EQ(look.exit_code, 1) << look.err;
  for (const char* words :
       {"of a server that does not conform the Action says 0", "smtpspec.yml: nobody writes unit.xml",
        "smtpspec.groovy: nobody writes report/junit.xml", "it runs as root", "./dev knows no package"})
    EXPECT_THAT(look.out, HasSubstr(words));
}

}  // namespace
}  // namespace smtpspec::end_to_end

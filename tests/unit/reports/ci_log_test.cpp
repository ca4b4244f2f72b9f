#include "reports/ci_log.hpp"

#include <gtest/gtest.h>

#include <map>

namespace smtpspec::reports {
namespace {

Environment environment_of(std::map<std::string, std::string> variables) {
  return [variables = std::move(variables)](const char* name) {
    const auto found = variables.find(name);
    return found == variables.end() ? nullptr : found->second.c_str();
  };
}

constexpr std::chrono::system_clock::time_point noon{std::chrono::seconds(1787393472)};

TEST(CiLog, SystemIsKnownByItsVariables) {
  EXPECT_EQ(ci_system_of(environment_of({})), CiSystem::none);
  EXPECT_EQ(ci_system_of(environment_of({{"GITHUB_ACTIONS", "true"}})), CiSystem::github);
  EXPECT_EQ(ci_system_of(environment_of({{"GITHUB_ACTIONS", "false"}})), CiSystem::none);
  EXPECT_EQ(ci_system_of(environment_of({{"GITLAB_CI", "true"}})), CiSystem::gitlab);
  EXPECT_EQ(ci_system_of(environment_of({{"GITLAB_CI", ""}, {"CI", "true"}, {"JENKINS_URL", "x"}})),
            CiSystem::none);
}

TEST(CiLog, SectionOfGithubObeysNothingThatIsSaidInIt) {
  EXPECT_EQ(section_begin(CiSystem::github, "9 scenarios\n::error::", "t1", noon),
            "::group::9 scenarios\\n::error::\n::stop-commands::t1\n");
  EXPECT_EQ(section_end(CiSystem::github, "t1", noon), "::t1::\n::endgroup::\n");
  EXPECT_EQ(quote_begin(CiSystem::github, "t2") + quote_end(CiSystem::github, "t2"),
            "::stop-commands::t2\n::t2::\n");
}

TEST(CiLog, SectionOfGitlabCarriesItsTime) {
  EXPECT_EQ(section_begin(CiSystem::gitlab, "9 scenarios", "", noon),
            "\x1b[0Ksection_start:1787393472:smtpspec[collapsed=true]\r\x1b[0K9 scenarios\n");
  EXPECT_EQ(section_end(CiSystem::gitlab, "", noon), "\x1b[0Ksection_end:1787393472:smtpspec\r\x1b[0K\n");
  EXPECT_EQ(quote_begin(CiSystem::gitlab, "t"), "");
}

TEST(CiLog, ElsewhereNothingIsAdded) {
  EXPECT_EQ(section_begin(CiSystem::none, "x", "t", noon) + section_end(CiSystem::none, "t", noon) +
                quote_begin(CiSystem::none, "t") + quote_end(CiSystem::none, "t"),
            "");
}

}  // namespace
}  // namespace smtpspec::reports

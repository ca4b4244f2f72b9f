// What is installed needs neither the sources nor rights, and works wherever it was moved to.

#include <gmock/gmock.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>

#include "end_to_end/scratch.hpp"
#include "support/places.hpp"
#include "support/program.hpp"

namespace smtpspec::end_to_end {
namespace {

namespace fs = std::filesystem;
using support::Ended;
using support::Program;
using support::run_program;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

class Installation : public testing::Test {
 protected:
  void SetUp() override {
    fs::permissions(scratch_.path(""), fs::perms::others_read | fs::perms::others_exec,
                    fs::perm_options::add);
    const auto made = run_program({"/usr/bin/env", "cmake", "--install", support::build_folder(), "--prefix",
                                   scratch_.path("made-here")});
    ASSERT_EQ(made.exit_code, 0) << made.err;
    fs::rename(scratch_.path("made-here"), scratch_.path("moved"));
    fs::create_directory(scratch_.path("home"));
    fs::permissions(scratch_.path("home"), fs::perms::all);
    hides_the_sources_ = alone({"true"}).exit_code == 0;
  }

  // As a user without rights, in a system where nothing is in the project's folder any more: unless this is a
  // container that lets nobody mount anything.
  std::vector<std::string> words_alone(const std::vector<std::string>& command) const {
    const bool root = ::geteuid() == 0;
    std::vector<std::string> words = {"/usr/bin/env"};
    if (hides_the_sources_) words.insert(words.end(), {"unshare", "--mount"});
    if (hides_the_sources_ && !root) words.insert(words.end(), {"--user", "--map-root-user"});
    const std::string hide = hides_the_sources_ ? "mount -t tmpfs none \"$1\" && " : "";
    words.insert(words.end(), {"sh", "-c", hide + "cd \"$2\" && shift 2 && exec \"$@\"", "sh", project,
                               scratch_.path("home")});
    if (root)
      words.insert(words.end(), {"setpriv", "--reuid", "65534", "--regid", "65534", "--clear-groups"});
    words.insert(words.end(), {"env", "-i", "PATH=/usr/bin:/bin", "HOME=" + scratch_.path("home")});
    words.insert(words.end(), command.begin(), command.end());
    return words;
  }
  Ended alone(const std::vector<std::string>& command) const { return run_program(words_alone(command)); }

  std::string installed() const { return scratch_.path("moved/bin/smtpspec"); }
  std::string shared() const { return scratch_.path("moved/share/smtpspec"); }

  // Everything that is installed, with the time of its last change.
  std::vector<std::pair<std::string, fs::file_time_type>> what_is_installed() const {
    std::vector<std::pair<std::string, fs::file_time_type>> files;
    for (const auto& entry : fs::recursive_directory_iterator(scratch_.path("moved")))
      files.emplace_back(entry.path().string(), fs::last_write_time(entry.path()));
    std::sort(files.begin(), files.end());
    return files;
  }

  Scratch scratch_;
  bool hides_the_sources_ = true;
};

TEST_F(Installation, JudgesProvesAndServesFromWhereItWasMovedTo) {
  EXPECT_EQ(alone({"test", "-e", project + "/CMakeLists.txt"}).exit_code, hides_the_sources_ ? 1 : 0);
  const auto before = what_is_installed();
  const auto list = alone({installed(), "list", "rfc1870"});
  EXPECT_EQ(list.exit_code, 0) << list.err;
  EXPECT_THAT(list.out, HasSubstr("rfc1870/size-zero-is-accepted"));
  const auto check = alone({installed(), "check", shared() + "/scenarios"});
  EXPECT_EQ(check.exit_code, 0) << check.err;
  for (const char* grammar : {"vim/syntax/smtpspec.vim", "vscode/syntaxes/smtpspec.tmLanguage.json"})
    EXPECT_TRUE(fs::exists(shared() + "/editors/" + grammar)) << grammar;
  const auto run = alone({installed(), "run", "-q", "--json", scratch_.path("home/run.json")});
  EXPECT_EQ(run.exit_code, 0) << run.out << run.err;
  EXPECT_THAT(scratch_.read("home/run.json"), Not(HasSubstr(project + "/")));
  const auto prove = alone({installed(), "prove", "rfc1870"});
  EXPECT_EQ(prove.exit_code, 0) << prove.out << prove.err;
  Program server(words_alone({installed(), "serve", "--port", "0"}));
  ASSERT_TRUE(server.says("\n"));
  const std::string said = server.said();
  const std::string port = said.substr(said.rfind(':') + 1, said.size() - said.rfind(':') - 2);
  const auto judged = alone({installed(), "run", "-q", "rfc1870", "--connect", "127.0.0.1:" + port, "--set",
                             "recipient=alice@mx.test"});
  EXPECT_EQ(judged.exit_code, 0) << judged.out << judged.err;
  EXPECT_EQ(what_is_installed(), before);
}

TEST_F(Installation, WritesWhatItFetchesToTheCacheOfTheUser) {
  const auto before = what_is_installed();
  const auto targets = alone({installed(), "run", "--target", "nobody"});
  EXPECT_EQ(targets.exit_code, 2);
  EXPECT_THAT(targets.err, AllOf(HasSubstr("no target is called 'nobody'"), HasSubstr("exim")));
  const std::string fetch = shared() + "/fixtures/fetch";
  EXPECT_THAT(alone({fetch, "--version", "postfix"}).err, HasSubstr("'postfix' has not been fetched"));
  EXPECT_TRUE(scratch_.has("home/.cache/smtpspec/fixtures"));
  alone({"env", "XDG_CACHE_HOME=" + scratch_.path("home/cache"), fetch, "--version", "postfix"});
  EXPECT_TRUE(scratch_.has("home/cache/smtpspec/fixtures"));
  EXPECT_EQ(what_is_installed(), before);
}

TEST_F(Installation, ShadowsNobodysFoldersAndIsShadowedByNone) {
  const auto own = alone({"sh", "-c", "mkdir scenarios && exec \"$1\" list rfc1870", "sh", installed()});
  EXPECT_EQ(own.exit_code, 0) << own.err;
  EXPECT_THAT(own.out, HasSubstr("rfc1870/size-zero-is-accepted"));
}

TEST_F(Installation, KeepsNoBaselineInItself) {
  const std::string results = scratch_.path("home/results.json");
  ASSERT_EQ(run_program({smtpspec, "run", "rfc1870/size-zero*", "-q", "--json", results}).exit_code, 0);
  std::string text = scratch_.read("home/results.json");
  const std::string name = "\"target\":\"reference\"";
  ASSERT_NE(text.find(name), text.npos);
  text.replace(text.find(name), name.size(), "\"target\":\"postfix\"");
  scratch_.write("home/results.json", text);
  const auto update = run_program({installed(), "baseline", "update", results});
  EXPECT_EQ(update.exit_code, 2) << update.out;
  EXPECT_THAT(update.err, HasSubstr("name the file with --file"));
}

}  // namespace
}  // namespace smtpspec::end_to_end

// The grammars of editors know each word that the parser knows, and colour each line that the language has.

#include <gmock/gmock.h>

#include <boost/json.hpp>

#include <algorithm>
#include <filesystem>
#include <regex>
#include <set>
#include <sstream>

#include "end_to_end/scratch.hpp"
#include "support/program.hpp"

namespace smtpspec::end_to_end {
namespace {

namespace fs = std::filesystem;
namespace json = boost::json;
using support::run_program;
using testing::IsEmpty;
using testing::IsSupersetOf;

const std::string vim_files = project + "/packaging/editors/vim";
const std::string vim_file = vim_files + "/syntax/smtpspec.vim";
const std::string textmate_file = project + "/packaging/editors/vscode/syntaxes/smtpspec.tmLanguage.json";

std::string whole(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

std::vector<fs::path> files_below(const std::string& folder, const std::string& ending) {
  std::vector<fs::path> files;
  for (const auto& entry : fs::recursive_directory_iterator(project + folder))
    if (entry.path().extension() == ending) files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  return files;
}

void add_matches(const std::string& text, const std::regex& pattern, std::set<std::string>& into) {
  for (std::sregex_iterator at(text.begin(), text.end(), pattern), end; at != end; ++at)
    into.insert((*at)[1]);
}

// What the parser compares words with: its closed lists, and the words that it takes. Not the keywords of
// extensions, of which any may be; of certificates, "good" is the one that nobody writes.
std::set<std::string> words_of_the_language() {
  static const std::regex list("array<std::string_view, [0-9]+>\\s+(\\w+)\\s*=\\s*\\{([^}]*)\\}");
  static const std::regex quoted("\"([A-Za-z0-9][A-Za-z0-9.-]*)\""),
      taken("take\\(\"([A-Za-z0-9][A-Za-z0-9-]*)\"\\)"),
      compared("(?:octets\\(\\)|word) == \"([A-Za-z0-9][A-Za-z0-9-]*)\"");
  std::set<std::string> words;
  for (const fs::path& path : files_below("/harness/scenario", ".cpp")) {
    const std::string text = whole(path);
    for (std::sregex_iterator at(text.begin(), text.end(), list), end; at != end; ++at)
      if ((*at)[1] != "known_keywords") add_matches((*at)[2], quoted, words);
    add_matches(text, taken, words);
    add_matches(text, compared, words);
  }
  words.erase("good");
  return words;
}

// All words of a text, however they are separated; a dot that is escaped is one.
std::set<std::string> words_in(std::string text) {
  text = std::regex_replace(text, std::regex("\\\\+\\."), ".");
  std::set<std::string> words;
  add_matches(text, std::regex("([A-Za-z0-9][A-Za-z0-9.-]*)"), words);
  return words;
}

// Of a rule of TextMate's and all below it: its patterns.
void add_patterns(const json::value& value, std::vector<std::string>& into) {
  if (const auto* list = value.if_array())
    for (const json::value& one : *list) add_patterns(one, into);
  const auto* object = value.if_object();
  if (!object) return;
  for (const auto& [key, one] : *object) {
    if ((key == "match" || key == "begin" || key == "end") && one.is_string())
      into.emplace_back(one.as_string());
    else
      add_patterns(one, into);
  }
}

TEST(Editors, TheLanguageHasTheWordsThatThePageShows) {
  EXPECT_THAT(words_of_the_language(),
              IsSupersetOf({"requirement", "submit", "either", "finally", "offers-anything", "presenting",
                            "wildcard-below", "stuffed", "1.3", "opportunistic", "NOTIFY", "base64",
                            "decodes", "security", "half-close", "MUST", "cleared", "single-line"}));
}

TEST(Editors, EveryWordOfTheLanguageIsInBothGrammars) {
  std::vector<std::string> patterns;
  add_patterns(json::parse(whole(textmate_file)), patterns);
  std::string textmate;
  for (const std::string& pattern : patterns)
    textmate += std::regex_replace(pattern, std::regex("\\\\[bswdS]"), " ") + "\n";
  EXPECT_THAT(words_in(textmate), IsSupersetOf(words_of_the_language()));
  const std::string vim = std::regex_replace(whole(vim_file), std::regex("\\\\[<>szd|()]"), " ");
  EXPECT_THAT(words_in(vim), IsSupersetOf(words_of_the_language()));
}

TEST(Editors, WhatTheGrammarRefersToIsThere) {
  const json::value grammar = json::parse(whole(textmate_file));
  const json::object& rules = grammar.at("repository").as_object();
  std::set<std::string> wanted;
  add_matches(json::serialize(grammar), std::regex("\"include\":\"#([a-z-]+)\""), wanted);
  for (const std::string& name : wanted) EXPECT_TRUE(rules.contains(name)) << name;
  EXPECT_EQ(rules.size(), wanted.size());
  for (const char* name : {"/package.json", "/language-configuration.json"})
    EXPECT_NO_THROW(json::parse(whole(project + "/packaging/editors/vscode" + name))) << name;
}

// What a line of the outermost level begins with there, if the rule is one of lines.
std::vector<std::regex> line_rules() {
  const json::value grammar = json::parse(whole(textmate_file));
  std::vector<std::regex> rules;
  for (const json::value& one : grammar.at("patterns").as_array()) {
    const std::string name(std::string(one.at("include").as_string()).substr(1));
    const json::object& rule = grammar.at("repository").at(name).as_object();
    rules.emplace_back(std::string(rule.at(rule.contains("match") ? "match" : "begin").as_string()));
  }
  return rules;
}

TEST(Editors, EachLineOfTheCatalogueIsOneThatTheGrammarKnows) {
  const std::vector<std::regex> rules = line_rules();
  std::vector<std::string> unknown;
  std::size_t lines = 0;
  for (const fs::path& path : files_below("/scenarios", ".smtp")) {
    std::istringstream text(whole(path));
    bool in_content = false;
    for (std::string line; std::getline(text, line); ++lines) {
      const bool ends = in_content && line == "end";
      if (line.empty() || (in_content && !ends)) continue;
      if (!ends && std::none_of(rules.begin(), rules.end(), [&](const std::regex& rule) {
            return std::regex_search(line, rule, std::regex_constants::match_continuous);
          }))
        unknown.push_back(path.string() + ": " + line);
      in_content = line.starts_with("content ") && line.find(" of ") == line.npos;
    }
  }
  EXPECT_GT(lines, 8000U);
  EXPECT_THAT(unknown, IsEmpty());
}

TEST(Editors, VimColoursEachLineOfAScenario) {
  const std::string version = run_program({"/usr/bin/env", "vim", "--version"}).out;
  if (version.find("+syntax") == version.npos) GTEST_SKIP() << "no vim with syntax is installed";
  const Scratch scratch;
  std::string all;
  for (const char* name : {"/scenarios/rfc3207/injected-command-is-not-executed.smtp",
                           "/scenarios/client/rfc3207/certificate-of-another-name-is-not-believed.smtp",
                           "/scenarios/client/rfc1870/message-of-the-limit-is-sent.smtp"})
    all += whole(project + name);
  const std::string file = scratch.write("a.smtp", all), out = scratch.path("out");
  const std::string script =
      scratch.write("look.vim", "set nocompatible\nset runtimepath^=" + vim_files +
                                    "\nfiletype plugin on\nsyntax on\nedit " + file +
                                    "\nlet found = [&filetype, &commentstring]\n"
                                    "for number in range(1, line('$'))\n"
                                    "  let at = match(getline(number), '\\S') + 1\n"
                                    "  if at > 0 && synIDattr(synID(number, at, 1), 'name') !~ '^smtpspec'\n"
                                    "    call add(found, getline(number))\n  endif\nendfor\n"
                                    "call writefile(found, '" +
                                    out + "')\nqall!\n");
  const auto ended =
      run_program({"/usr/bin/env", "vim", "-es", "-u", "NONE", "-S", script}, {{"TERM", "dumb"}});
  EXPECT_EQ(ended.exit_code, 0) << ended.out << ended.err;
  EXPECT_EQ(scratch.read("out"), "smtpspec\n# %s\n");
}

}  // namespace
}  // namespace smtpspec::end_to_end

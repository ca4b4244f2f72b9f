#include "second_opinion.hpp"

#include <gtest/gtest.h>
#include <stdlib.h>
#include <sys/wait.h>

#include <array>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "support/places.hpp"

namespace smtpspec::reports::testing {
namespace {

namespace fs = std::filesystem;

struct Said {
  std::string words;
  int code = -1;
};

Said run(const std::string& command) {
  Said said;
  std::FILE* const pipe = ::popen((command + " 2>&1").c_str(), "r");
  if (pipe == nullptr) return said;
  std::array<char, 4096> buffer{};
  for (std::size_t count = 0; (count = std::fread(buffer.data(), 1, buffer.size(), pipe)) > 0;)
    said.words.append(buffer.data(), count);
  const int status = ::pclose(pipe);
  said.code = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  return said;
}

// A directory of documents, gone at the end.
class Documents {
 public:
  explicit Documents(const std::vector<std::string>& documents, const std::string& ending = ".xml") {
    std::string pattern = (fs::temp_directory_path() / "smtpspec-reports-XXXXXX").string();
    if (::mkdtemp(pattern.data()) == nullptr) throw std::runtime_error("no temporary directory");
    directory_ = pattern;
    for (std::size_t index = 0; index < documents.size(); ++index) {
      const fs::path path = directory_ / (std::to_string(index) + ending);
      std::ofstream(path, std::ios::binary) << documents[index];
      names_ += " '" + path.string() + "'";
    }
  }
  Documents(const Documents&) = delete;
  Documents& operator=(const Documents&) = delete;
  ~Documents() { fs::remove_all(directory_); }
  const std::string& names() const { return names_; }

 private:
  fs::path directory_;
  std::string names_;
};

std::string complaints(const std::string& options, const std::vector<std::string>& documents) {
  const Documents files(documents);
  const Said said = run("xmllint --noout --nonet " + options + files.names());
  if (said.code == 0) return {};
  std::string words = "exit " + std::to_string(said.code) + "\n";
  std::istringstream lines(said.words);
  for (std::string line; std::getline(lines, line);)
    if (!line.ends_with(" validates")) words += line + "\n";
  return words;
}

// Whether a command ends well, which says that a program is there.
bool there(const std::string& command, std::string_view program) {
  const bool yes = run(command).code == 0;
  if (!yes && ::getenv("SMTPSPEC_REQUIRE_TOOLS") != nullptr) ADD_FAILURE() << program << " is required here";
  return yes;
}

}  // namespace

bool has_xmllint() {
  return there("xmllint --version", "xmllint");
}

std::string schema_complaints(const std::vector<std::string>& documents, const std::string& schema) {
  return complaints("--schema \'" + support::in_project("reports/schema/") + schema + "'", documents);
}

std::string syntax_complaints(const std::vector<std::string>& documents) {
  return complaints("", documents);
}

std::string xpath(const std::string& document, std::string_view expression) {
  const Documents file({document});
  std::string value = run("xmllint --nonet --xpath \"" + std::string(expression) + "\"" + file.names()).words;
  while (!value.empty() && value.back() == '\n') value.pop_back();
  return value;
}

// The system's own, whose packages `./dev test` installs: another one in PATH does not see them.
constexpr std::string_view python = "/usr/bin/python3";

bool has_jsonschema() {
  return there(std::string(python) + " -c 'import jsonschema'", "Python's jsonschema");
}

std::string json_schema_complaints(const std::vector<std::string>& documents) {
  return complaints_under(support::in_project("reports/schema/results.schema.json"), documents);
}

std::string complaints_under(const std::string& schema, const std::vector<std::string>& documents) {
  const Documents files(documents);
  const std::string program =
      "import json, sys, jsonschema\n"
      "for path in sys.argv[2:]: jsonschema.validate(json.load(open(path)), json.load(open(sys.argv[1])))";
  const Said said = run(std::string(python) + " -c '" + program + "' '" + schema + "'" + files.names());
  return said.code == 0 ? std::string() : said.words;
}

bool has_chromium() {
  return there(
      std::string(python) + " -c 'import sys; sys.dont_write_bytecode = True; sys.path.insert(0, \"" +
          support::in_project("tests/support") + "\"); import chromium; sys.exit(not chromium.program())'",
      "Chromium");
}

std::string browser_complaints(const std::vector<std::string>& pages) {
  const Documents files(pages, ".html");
  const std::string script = support::in_project("tests/support/html_in_chromium.py");
  const Said said = run("timeout 300 " + std::string(python) + " -B '" + script + "'" + files.names());
  return said.code == 0 ? std::string() : said.words + "exit " + std::to_string(said.code);
}

}  // namespace smtpspec::reports::testing

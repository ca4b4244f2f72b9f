#include "cli/report_files.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <cstdio>
#include <filesystem>
#include <string>
#include <string_view>

#include "cli/repository.hpp"
#include "reports/ctrf.hpp"
#include "reports/destination.hpp"
#include "reports/html.hpp"
#include "reports/json.hpp"
#include "reports/markdown.hpp"

namespace smtpspec::cli {
namespace {

namespace fs = std::filesystem;

std::string host_name() {
  char name[256] = {};
  return gethostname(name, sizeof name - 1) == 0 && name[0] ? name : "localhost";
}

// A report that is one file.
struct File {
  std::string_view kind;  // for the summary
  const std::string& path;
};

std::vector<File> files_of(const ReportChoice& choice) {
  return {{"JUnit", choice.junit},
          {"HTML", choice.html},
          {"Markdown", choice.markdown},
          {"CTRF", choice.ctrf},
          {"JSON", choice.json}};
}

bool is_folder(const std::string& path) {
  return path.ends_with('/') || fs::is_directory(path);
}

bool is_report_of_a_suite(const fs::path& path) {
  return path.filename().string().starts_with("TEST-smtpspec") && path.extension() == ".xml";
}

// Of one target among several. What may not stand in a file's name becomes '_'.
std::string file_of(const result::RunResult& run) {
  std::string name = run.target;
  for (char& octet : name)
    if (std::isalnum(static_cast<unsigned char>(octet)) == 0 && octet != '-' && octet != '.') octet = '_';
  return "TEST-smtpspec." + name + ".xml";
}

// Suites come and go: what an earlier run left of them must not be read as this run's.
void prepare_folder(const fs::path& folder) {
  reports::prepare(folder / "TEST-smtpspec.xml");
  for (const auto& entry : fs::directory_iterator(folder))
    if (is_report_of_a_suite(entry.path())) fs::remove(entry.path());
}

// GitLab does not look at such a file, and Jenkins takes a damaged one for something else.
void warn_about_the_name(const std::string& junit) {
  if (junit.empty() || junit == "-" || is_folder(junit) || junit.ends_with(".xml")) return;
  fmt::print(stderr, "smtpspec: some readers of JUnit want a file that ends in .xml: {}\n", junit);
}

}  // namespace

bool takes_standard_output(const ReportChoice& choice) {
  for (const File& file : files_of(choice))
    if (file.path == "-") return true;
  return false;
}

ReportFiles::ReportFiles(ReportChoice choice, result::Strictness strictness)
    : choice_(std::move(choice)), strictness_(strictness) {
  warn_about_the_name(choice_.junit);
  for (const File& file : files_of(choice_)) {
    if (file.path.empty()) continue;
    if (&file.path == &choice_.junit && is_folder(file.path))
      prepare_folder(file.path);
    else
      reports::prepare(file.path);
  }
}

reports::JUnitOptions ReportFiles::junit_options() const {
  return {.flavour = choice_.junit_flavour,
          .output = choice_.junit_output,
          .tolerated = strictness_ == result::Strictness::strict ? reports::Tolerated::fails
                                                                 : reports::Tolerated::passes,
          .prefix = choice_.junit_prefix,
          .hostname = host_name(),
          .repository = repository_here()};
}

std::vector<reports::WrittenReport> ReportFiles::write(std::span<const result::RunResult> runs,
                                                       std::span<const result::RunResult> earlier) const {
  std::vector<reports::WrittenReport> written;
  const auto one_file = [&](std::string_view kind, const std::string& path, const auto& text_of) {
    if (path.empty()) return;
    reports::write(path, text_of());
    if (path != "-") written.emplace_back(kind, path);
  };
  if (!choice_.junit.empty() && is_folder(choice_.junit) && runs.size() > 1) {
    for (const result::RunResult& run : runs)
      reports::write(fs::path(choice_.junit) / file_of(run),
                     reports::junit(std::span(&run, 1), junit_options()));
    written.emplace_back("JUnit", choice_.junit);
  } else if (!choice_.junit.empty() && is_folder(choice_.junit)) {
    for (const auto& [name, document] : reports::junit_by_suite(runs, junit_options()))
      reports::write(fs::path(choice_.junit) / name, document);
    written.emplace_back("JUnit", choice_.junit);
  } else {
    one_file("JUnit", choice_.junit, [&] { return reports::junit(runs, junit_options()); });
  }
  one_file("HTML", choice_.html,
           [&] { return reports::html(runs, {.earlier = earlier, .strictness = strictness_}); });
  one_file("Markdown", choice_.markdown,
           [&] { return reports::markdown(runs, {.strictness = strictness_}); });
  one_file("CTRF", choice_.ctrf,
           [&] { return reports::ctrf(runs, {.strictness = strictness_, .repository = repository_here()}); });
  one_file("JSON", choice_.json, [&] { return reports::json(runs, strictness_); });
  return written;
}

}  // namespace smtpspec::cli

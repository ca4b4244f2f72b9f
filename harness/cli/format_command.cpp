// `smtpspec fmt`: scenario files, laid out as the house does.
#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <stdexcept>

#include "cli/commands.hpp"
#include "cli/mistake.hpp"
#include "cli/scenario_files.hpp"
#include "reports/destination.hpp"
#include "scenario/layout.hpp"

namespace smtpspec::cli {
namespace {

namespace fs = std::filesystem;

void print(const std::string& path, const scenario::LaidOut& laid_out) {
  using Change = scenario::LaidOut::Change;
  if (laid_out.changes.empty()) fmt::print("{}: the ends of its lines\n", path);
  for (const Change& change : laid_out.changes) {
    fmt::print("{}:{}:\n", path, change.number);
    if (change.kind != Change::Kind::added) fmt::print("-{}\n", change.before);
    if (change.kind != Change::Kind::taken_away) fmt::print("+{}\n", change.after);
  }
}

// To the file itself, where a link leads to one; who may read it stays.
void replace(const std::string& name, const std::string& octets) {
  const fs::path path = fs::canonical(name);
  const fs::perms rights = fs::status(path).permissions();
  reports::write(path, octets);
  fs::permissions(path, rights);
}

// Files that can't be read as scenarios are told of, and left alone.
scenario::Catalogue read_files(const FormatOptions& options) {
  scenario::Catalogue catalogue =
      options.files.front() == "-" ? scenario::read_file("/dev/stdin") : read_scenarios(options.files);
  std::erase_if(catalogue.diagnostics,
                [](const text::Diagnostic& one) { return one.severity == text::Severity::warning; });
  return catalogue;
}

std::string counted(std::size_t count) {
  return fmt::format("{} file{}", count, count == 1 ? "" : "s");
}

}  // namespace

int format(const FormatOptions& options) {
  const bool piped = options.files.front() == "-";
  if (piped && options.files.size() > 1) return mistake("'-' is the standard input, and stands alone");
  const scenario::Catalogue catalogue = read_files(options);
  std::fputs(text::render(catalogue.diagnostics).c_str(), stderr);
  const bool well = catalogue.diagnostics.empty();
  if (well && catalogue.scenarios.empty())
    return mistake("there is no scenario in what was named", exit_codes::nothing_selected);
  const bool to_stdout = options.to_stdout || (piped && !options.check);
  if (to_stdout && catalogue.scenarios.size() > 1)
    return mistake("--stdout takes one file", exit_codes::usage);
  std::size_t changed = 0;
  for (const scenario::ScenarioPtr& one : catalogue.scenarios) {
    const std::string& path = one->source->name();
    const scenario::LaidOut laid_out = scenario::lay_out(*one);
    if (!scenario::says_the_same(*one, laid_out.octets, catalogue.ledger))
      throw std::logic_error(path + " would not say the same; it stays as it is");
    if (to_stdout) fmt::print("{}", laid_out.octets);
    if (laid_out.octets == one->source->octets()) continue;
    ++changed;
    if (options.check)
      print(path, laid_out);
    else if (!to_stdout)
      replace(path, laid_out.octets);
  }
  if (!to_stdout)
    fmt::print("{} {}, {} as before\n", counted(changed), options.check ? "would change" : "changed",
               counted(catalogue.scenarios.size() - changed));
  if (!well) return exit_codes::bad_input;
  return options.check && changed > 0 ? exit_codes::does_not_conform : exit_codes::conforms;
}

}  // namespace smtpspec::cli

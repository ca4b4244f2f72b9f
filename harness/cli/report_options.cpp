#include "cli/report_options.hpp"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <map>

#include "cli/help.hpp"

namespace smtpspec::cli {
namespace {

// A word of a closed list, as the value that it names.
template <class Value>
void add_word(CLI::App& command, const std::string& name, Value& value,
              const std::map<std::string, Value>& words, const std::string& about) {
  command
      .add_option_function<std::string>(
          name, [&value, words](const std::string& word) { value = words.at(word); }, about)
      ->check(CLI::IsMember(words).description(""))
      ->type_name("WORD");
}

}  // namespace

void add_report_choice(CLI::App& command, ReportChoice& choice) {
  using reports::Flavour;
  using reports::Output;
  command.add_option("--junit", choice.junit, "JUnit XML; FOLDER/: a file per suite or target")
      ->type_name("FILE");
  add_word<Flavour>(command, "--junit-flavour", choice.junit_flavour,
                    {{"rich", Flavour::rich}, {"xunit", Flavour::xunit}, {"ant", Flavour::ant}},
                    "rich; xunit for Jenkins' xUnit plugin; ant");
  add_word<Output>(command, "--junit-output", choice.junit_output,
                   {{"none", Output::none}, {"failed", Output::failed}, {"all", Output::all}},
                   "none, failed, all: whose transcripts it holds");
  command.add_option("--junit-prefix", choice.junit_prefix, "first segment of its suite names")
      ->type_name("WORD");
  command.add_option("--html", choice.html, "write a page for people here")->type_name("FILE");
  command.add_option("--markdown", choice.markdown, "write a summary in Markdown here")->type_name("FILE");
  command.add_option("--ctrf", choice.ctrf, "write CTRF JSON here (ctrf.io)")->type_name("FILE");
  command.add_option("--json", choice.json, "write all results here, for 'smtpspec report'")
      ->type_name("FILE");
  command.add_flag("--github{always}", choice.github, "annotations, a job's summary; =never: none")
      ->check(CLI::IsMember({"auto", "always", "never"}).description(""));
  command.add_flag("--show-secrets", choice.show_secrets, "leave passwords and tokens in");
}

void add_demands(CLI::App& command, DemandWords& words) {
  command.add_option("--min-judged", words.min_judged, "exit with 6 where fewer scenarios were judged")
      ->type_name("N|P%");
  command.add_option("--max-blocked", words.max_blocked, "exit with 6 where more of them were blocked")
      ->type_name("N|P%");
}

result::Demands read_demands(const DemandWords& words, bool strict) {
  static constexpr std::size_t of_a_strict_run = 50;
  const auto read = [](const char* name, const std::string& word) -> std::optional<result::Amount> {
    if (word.empty()) return {};
    if (const auto amount = result::parse_amount(word)) return amount;
    throw CLI::ValidationError(name, "'" + word + "' is neither a number nor a percentage: 200, 80%");
  };
  result::Demands demands{.min_judged = read("--min-judged", words.min_judged),
                          .max_blocked = read("--max-blocked", words.max_blocked)};
  if (strict && !demands.min_judged) demands.min_judged = {of_a_strict_run, true};
  return demands;
}

CLI::App* add_report(CLI::App& app, ReportOptions& report, DemandWords& demands) {
  CLI::App* command = app.add_subcommand("report", "write reports from the results of earlier runs");
  command->add_option("RESULTS", report.results, "what runs wrote with --json: shards, or targets")
      ->required()
      ->type_name("FILE");
  add_report_choice(*command, report.reports);
  command->add_option("--compare", report.compare, "earlier results: --html says what changed")
      ->needs("--html")
      ->type_name("FILE");
  command->add_flag("--partial", report.partial, "shards may be missing");
  command->add_flag("--strict", report.strict, "what is only tolerated fails");
  add_demands(*command, demands);
  command->add_flag("--quiet,-q", report.quiet, "the summary only");
  command->add_option("--color", report.color, "auto, always, never")
      ->check(CLI::IsMember({"auto", "always", "never"}))
      ->type_name("WHEN");
  command->footer(std::string(report_examples));
  return command;
}

void check_report_choice(const ReportChoice& choice) {
  const auto on_output = {choice.junit, choice.html, choice.markdown, choice.ctrf, choice.json};
  if (std::count(on_output.begin(), on_output.end(), "-") > 1)
    throw CLI::ValidationError("-", "only one report can go to standard output");
}

}  // namespace smtpspec::cli

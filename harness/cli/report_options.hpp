// Which reports are written, and how: the same words for `run` and for `report`.
#pragma once

#include <string>
#include <vector>

#include "reports/junit.hpp"
#include "result/coverage.hpp"

namespace CLI {
class App;
}

namespace smtpspec::cli {

// Paths; "-" is standard output, for one of them; empty: no such report.
struct ReportChoice {
  std::string junit;  // with a '/' at its end: a folder for one document per suite
  reports::Flavour junit_flavour = reports::Flavour::rich;
  reports::Output junit_output = reports::Output::failed;
  std::string junit_prefix;
  std::string html;
  std::string markdown;
  std::string ctrf;
  std::string json;
  std::string github = "auto";  // or always, never: annotations, summary and folded sections
  bool show_secrets = false;
};

struct ReportOptions {
  std::vector<std::string> results;  // JSON files of earlier runs
  std::vector<std::string> compare;  // JSON files of runs before those, which the page compares them with
  ReportChoice reports;
  bool partial = false;  // shards may be missing
  bool strict = false;   // tolerated counts as failed
  result::Demands demands;
  bool quiet = false;
  std::string color = "auto";
};

// All that is added to must live until the command line was read.
void add_report_choice(CLI::App& command, ReportChoice& choice);

// How much has to be judged, as it was typed, and as a value. With --strict half of it, if nothing else is
// said.
struct DemandWords {
  std::string min_judged, max_blocked;
};
CLI::App* add_report(CLI::App& app, ReportOptions& report, DemandWords& demands);
void add_demands(CLI::App& command, DemandWords& words);
result::Demands read_demands(const DemandWords& words, bool strict);

// Throws CLI::ValidationError where two reports would go to standard output.
void check_report_choice(const ReportChoice& choice);

}  // namespace smtpspec::cli

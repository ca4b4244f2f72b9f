#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <thread>

#include "cli/commands.hpp"
#include "cli/scenario_files.hpp"
#include "coverage/report.hpp"
#include "prove/plays.hpp"

namespace smtpspec::cli {
namespace {

std::string report_of(const CoverageOptions& options, const ledger::Ledger& ledger,
                      const std::vector<coverage::Duty>& duties) {
  using Form = CoverageOptions::Form;
  switch (options.form) {
    case Form::table:
      return coverage::table_of(duties);
    case Form::listing:
      return coverage::listing_of(options.open_first ? coverage::open_first(duties) : duties);
    case Form::json:
      return coverage::json_of(ledger, duties, SMTPSPEC_VERSION);
    case Form::markdown:
      return coverage::markdown_of(ledger, duties);
  }
  return {};
}

}  // namespace

int coverage(const CoverageOptions& options) {
  const scenario::Catalogue catalogue = read_scenarios(options.scenarios);
  if (!catalogue.diagnostics.empty()) std::fputs(text::render(catalogue.diagnostics).c_str(), stderr);
  if (text::has_errors(catalogue.diagnostics)) return exit_codes::bad_input;
  const auto entries = coverage::select(catalogue.ledger.entries(), options.selection);
  const auto duties = coverage::select(prove::duties_of(entries, catalogue.scenarios, prove::every_fault(),
                                                        std::max(1U, std::thread::hardware_concurrency())),
                                       options.selection);
  if (duties.empty()) {
    fmt::print(stderr, "smtpspec: the ledger has no such entry; 'smtpspec coverage' shows what it has\n");
    return exit_codes::nothing_selected;
  }
  std::fputs(report_of(options, catalogue.ledger, duties).c_str(), stdout);
  return exit_codes::conforms;
}

}  // namespace smtpspec::cli

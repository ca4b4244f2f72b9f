// Report files: the reports that were asked for, from the first look at their places to the last octet.
#pragma once

#include <span>
#include <vector>

#include "cli/report_options.hpp"
#include "reports/console.hpp"
#include "result/results.hpp"

namespace smtpspec::cli {

// Whether one of them goes to standard output, which nothing else may then be written to.
bool takes_standard_output(const ReportChoice& choice);

class ReportFiles {
 public:
  // Proves that they can be written and removes older ones; throws std::system_error.
  ReportFiles(ReportChoice choice, result::Strictness strictness);

  // What was written, for the summary. `earlier`: what the page compares them with. Throws std::system_error.
  std::vector<reports::WrittenReport> write(std::span<const result::RunResult> runs,
                                            std::span<const result::RunResult> earlier = {}) const;

 private:
  reports::JUnitOptions junit_options() const;

  ReportChoice choice_;
  result::Strictness strictness_;
};

}  // namespace smtpspec::cli

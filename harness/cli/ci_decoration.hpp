// CI decoration: what is added for the CI system that a run or a report is made in. It never changes a
// verdict, and where it can't be done it is only said.
#pragma once

#include <iosfwd>
#include <span>
#include <string>
#include <string_view>

#include "cli/report_options.hpp"
#include "reports/ci_log.hpp"
#include "result/results.hpp"

namespace smtpspec::cli {

class CiDecoration {
 public:
  // Looks at the environment. `out` is where the console writes.
  CiDecoration(const ReportChoice& choice, std::ostream& out);
  // Ends what was begun.
  ~CiDecoration();
  CiDecoration(const CiDecoration&) = delete;
  CiDecoration& operator=(const CiDecoration&) = delete;

  // A section that the log folds; and a stretch that quotes a target. One at a time.
  void begin_section(std::string_view title);
  void begin_quote();
  void end();

  // Annotations and the summary of the job.
  void finish(std::span<const result::RunResult> runs, result::Strictness strictness);

 private:
  enum class Open { nothing, section, quote };

  void append_summary(std::span<const result::RunResult> runs, result::Strictness strictness) const;

  std::ostream& out_;
  reports::CiSystem system_ = reports::CiSystem::none;
  std::string token_;
  Open open_ = Open::nothing;
};

}  // namespace smtpspec::cli

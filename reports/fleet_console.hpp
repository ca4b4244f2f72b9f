// FleetConsole: what a person sees while several targets are judged side by side. As Console, which is for
// one.
//
// Calls must not overlap.
#pragma once

#include <iosfwd>
#include <map>
#include <span>
#include <string>
#include <vector>

#include "reports/console.hpp"
#include "result/results.hpp"

namespace smtpspec::reports {

class FleetConsole {
 public:
  FleetConsole(std::ostream& out, ConsoleOptions options);

  // A target is ready to be judged.
  void started(const RunFacts& facts);
  void finished(const std::string& target, const result::CaseResult& one);
  // Nothing more comes of this target.
  void ended(const result::RunResult& run);
  // Failures of each target grouped by finding, the matrix, the reports, a verdict for each target.
  // `repeats`: for each run the command up to the ids.
  void summary(std::span<const result::RunResult> runs, const std::vector<std::string>& repeats,
               const std::vector<WrittenReport>& reports);

 private:
  struct Share {
    std::size_t cases = 0;
    std::size_t done = 0;
  };

  std::string slowdowns(std::span<const result::RunResult> runs) const;
  void print(const std::string& target, const result::CaseResult& one);
  void draw();
  void erase();

  std::ostream& out_;
  ConsoleOptions options_;
  std::map<std::string, Share> running_;
  LiveLine live_;
  std::size_t bad_ = 0;
  bool drawn_ = false;
};

}  // namespace smtpspec::reports

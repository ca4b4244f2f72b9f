// Console: what a person sees while a run goes on and when it has ended.
//
// Calls must not overlap: a run of several threads passes its events on one after the other. Nothing here
// asks the terminal, the clock or the environment: all that is in the options.
#pragma once

#include <cstddef>
#include <iosfwd>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "reports/live_line.hpp"
#include "reports/terminal.hpp"
#include "result/results.hpp"

namespace smtpspec::reports {

enum class Detail {
  quiet,  // the summary without its lists; failures as one line each
  normal,
  verbose,  // every case with its transcript when it ends
};

struct ConsoleOptions {
  Terminal terminal;
  Detail detail = Detail::normal;
  std::string repeat;  // as FailureOptions::repeat
  result::Strictness strictness = result::Strictness::lenient;
};

// What is known before the first case.
struct RunFacts {
  std::string target;
  std::string target_address;  // may be empty
  std::size_t cases = 0;
  std::size_t jobs = 1;
};

// A report that was written: what it is and where it lies.
using WrittenReport = std::pair<std::string, std::string>;

class Console {
 public:
  Console(std::ostream& out, ConsoleOptions options);

  void started(const RunFacts& facts);
  void case_started(const std::string& id);
  void finished(const result::CaseResult& one);
  // The last thing that is printed: failures grouped by finding, what else is not a pass, the table, the
  // reports, the verdict and how to repeat what went wrong.
  void summary(const result::RunResult& run, const std::vector<WrittenReport>& reports);

 private:
  void print_case(const result::CaseResult& one);
  void draw();
  void erase();

  std::ostream& out_;
  ConsoleOptions options_;
  std::size_t expected_ = 0;
  std::size_t done_ = 0;
  std::size_t bad_ = 0;
  LiveLine live_;
  std::vector<std::string> running_;  // oldest first: what hangs is seen
  bool drawn_ = false;
};

}  // namespace smtpspec::reports

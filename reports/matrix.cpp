#include "reports/matrix.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "reports/moment.hpp"
#include "reports/summary.hpp"
#include "result/coverage.hpp"

namespace smtpspec::reports {
namespace {

using result::RunResult;
using result::Status;

constexpr std::size_t time_width = 10;
constexpr std::size_t judged_width = 9;

// Pass and fail are always shown: that nothing failed is worth a column.
std::vector<Status> statuses_of(std::span<const RunResult> runs) {
  std::vector<Status> columns;
  for (const Status status : result::all_statuses) {
    const bool occurs = std::any_of(runs.begin(), runs.end(),
                                    [&](const RunResult& run) { return run.tally().of(status) > 0; });
    if (occurs || status == Status::pass || status == Status::fail) columns.push_back(status);
  }
  return columns;
}

std::string padded(const std::string& word, std::size_t plain_size, std::size_t width) {
  return std::string(width > plain_size ? width - plain_size : 0, ' ') + word;
}

// "240/258" scenarios.
std::string judged(const RunResult& run) {
  const result::Coverage coverage = result::coverage_of(run);
  return fmt::format("{}/{}", coverage.judged, coverage.all);
}

std::string row(const RunResult& run, const std::vector<Status>& columns, const ConsoleOptions& options) {
  const result::Tally tally = run.tally();
  std::string line = padded(judged(run), judged(run).size(), judged_width + 2);
  for (const Status status : columns) {
    const std::string count = fmt::format("{}", tally.of(status));
    line += "  " + padded(count, count.size(), status_word(status, Colour::no).size());
  }
  const std::string time = seconds(in_milliseconds(run.duration)) + " s";
  line += padded(time, time.size(), time_width + 2);
  const std::string software = one_line(run.target_software, console_line_limit, options.terminal.charset);
  if (!software.empty()) line += "  " + software;
  return line;
}

}  // namespace

std::string matrix_text(std::span<const RunResult> runs, const ConsoleOptions& options) {
  const Terminal& terminal = options.terminal;
  std::vector<std::string> names;
  std::size_t name_width = std::string_view("target").size();
  for (const RunResult& run : runs) {
    names.push_back(one_line(run.target, console_line_limit, terminal.charset));
    name_width = std::max(name_width, names.back().size());
  }
  const std::vector<Status> columns = statuses_of(runs);
  std::string out = fmt::format("{:<{}}", "target", name_width) + padded("judged", 6, judged_width + 2);
  for (const Status status : columns) out += "  " + status_word(status, terminal.colour);
  out += padded("time", 4, time_width + 2) + "  software\n";
  for (std::size_t index = 0; index < runs.size(); ++index) {
    out += fmt::format("{:<{}}{}\n", names[index], name_width, row(runs[index], columns, options));
    if (!runs[index].trouble.empty())
      out += fmt::format("{:<{}}  trouble: {}\n", "", name_width,
                         one_line(runs[index].trouble, console_line_limit, terminal.charset));
  }
  return out;
}

}  // namespace smtpspec::reports

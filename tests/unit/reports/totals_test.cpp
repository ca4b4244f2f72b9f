// Every report counts alike: whichever of them somebody reads, the numbers are those of the run.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <array>
#include <map>
#include <regex>
#include <sstream>

#include "any_run.hpp"
#include "reports/ctrf.hpp"
#include "reports/html.hpp"
#include "reports/html/words.hpp"
#include "reports/json.hpp"
#include "reports/junit.hpp"
#include "reports/markdown.hpp"
#include "reports/summary.hpp"
#include "sample.hpp"

namespace smtpspec::reports {
namespace {

using namespace testing;
using result::RunResult;
using result::Status;

// How often each status stands in a report; those that do not occur are left out.
using Totals = std::map<Status, std::size_t>;

Totals totals_of(const RunResult& run) {
  Totals totals;
  for (const Status status : result::all_statuses)
    if (const std::size_t count = run.tally().of(status); count > 0) totals[status] = count;
  return totals;
}

// Counts a mark that stands once for each case.
template <typename Mark>
Totals counted(const std::string& report, Mark&& mark_of) {
  Totals totals;
  for (const Status status : result::all_statuses) {
    const std::string mark = mark_of(status);
    std::size_t count = 0;
    for (std::size_t at = report.find(mark); at != std::string::npos; at = report.find(mark, at + 1)) ++count;
    if (count > 0) totals[status] = count;
  }
  return totals;
}

// A line "  known deviation    21" for each.
Totals in_the_console(const RunResult& run) {
  const std::string text = summary_text(run, {}, {});
  Totals totals;
  for (const Status status : result::all_statuses) {
    const std::regex line(fmt::format("\n  {} +([0-9]+)\n", status_word(status, Colour::no)));
    std::smatch found;
    if (std::regex_search(text, found, line) && found[1] != "0") totals[status] = std::stoul(found[1]);
  }
  return totals;
}

// The first row of the first table, under its head.
Totals in_markdown(const RunResult& run) {
  std::istringstream text(markdown(std::span(&run, 1)));
  std::string line;
  while (std::getline(text, line) && !line.starts_with("| target |")) {
  }
  std::array<std::vector<std::string>, 2> rows;
  for (std::vector<std::string>& row : rows) {
    std::istringstream cells(line);
    for (std::string cell; std::getline(cells, cell, '|');)
      row.push_back(cell.size() < 2 ? cell : cell.substr(1, cell.size() - 2));
    std::getline(text, line);
    std::getline(text, line);
  }
  Totals totals;
  for (const Status status : result::all_statuses)
    for (std::size_t column = 0; column < rows[0].size(); ++column)
      if (rows[0][column] == status_word(status, Colour::no) && rows[1].at(column) != "0")
        totals[status] = std::stoul(rows[1][column]);
  return totals;
}

Totals in_html(const RunResult& run) {
  const std::string page = html(std::span(&run, 1));
  const std::size_t begin = page.find("<table class=matrix>");
  return counted(page.substr(begin, page.find("</table>", begin) - begin), [](Status status) {
    return fmt::format("<td class={}>", page::words_of(status).name.str());
  });
}

Totals in_junit(const RunResult& run) {
  return counted(junit(run, {}), [](Status status) {
    return fmt::format("<property name=\"outcome\" value=\"{}\" />", name_of(status));
  });
}

Totals in_ctrf(const RunResult& run) {
  return counted(ctrf(std::span(&run, 1)),
                 [](Status status) { return fmt::format("\"rawStatus\":\"{}\"", name_of(status)); });
}

TEST(Totals, EveryReportCountsAlike) {
  std::vector<RunResult> runs = {every_outcome(), run_with("| 1 | <td class=fail> \"rawStatus\":\"fail\"\n")};
  for (unsigned seed = 1; seed <= 30; ++seed) runs.push_back(any_run(seed));
  std::size_t number = 0;
  for (RunResult& run : runs) {
    SCOPED_TRACE(fmt::format("run {}", number++));
    std::size_t cases = 0;  // whose ids may be the same in a run of anything
    for (result::CaseResult& one : run.cases)
      one.id = fmt::format("rfc{}/{}", 1000 + cases % 3, cases), ++cases;
    const Totals expected = totals_of(run);
    EXPECT_EQ(in_the_console(run), expected);
    EXPECT_EQ(in_markdown(run), expected);
    EXPECT_EQ(in_junit(run), expected);
    EXPECT_EQ(in_ctrf(run), expected);
    EXPECT_EQ(in_html(run), expected);
    const JsonReading stored = read_json(json(run));
    ASSERT_TRUE(stored.run) << stored.problem;
    EXPECT_EQ(totals_of(*stored.run), expected);
  }
}

}  // namespace
}  // namespace smtpspec::reports

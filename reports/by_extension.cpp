#include "reports/by_extension.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "ledger/extensions.hpp"
#include "reports/markdown_text.hpp"
#include "result/status.hpp"

namespace smtpspec::reports {
namespace {

using result::RunResult;
using result::Status;

constexpr std::string_view signs =
    "✓ passed, ≈ tolerated, ≠ known deviations, ✗ failed, ? neither judged nor not applicable; –: nothing "
    "applies.\n\n";

result::Tally tally_of(const RunResult& run, const ledger::Extension& extension) {
  result::Tally tally;
  for (const result::CaseResult& one : run.cases)
    if (std::any_of(one.entries.begin(), one.entries.end(),
                    [&](const std::string& id) { return extension.holds(id); }))
      ++tally.counts[static_cast<std::size_t>(status_of(one))];
  return tally;
}

std::string cell(const result::Tally& tally) {
  const std::size_t failed = tally.of(Status::fail) + tally.of(Status::crash) +
                             tally.of(Status::unexpected_pass) + tally.of(Status::unstable);
  const std::size_t silent = tally.of(Status::blocked) + tally.of(Status::error) + tally.of(Status::not_run);
  std::string text;
  const auto add = [&](std::string_view sign, std::size_t count) {
    if (count > 0) text += fmt::format("{}{} {}", text.empty() ? "" : " ", sign, count);
  };
  add("✓", tally.of(Status::pass));
  add("≈", tally.of(Status::tolerated));
  add("≠", tally.of(Status::known_deviation));
  add("✗", failed);
  add("?", silent);
  return text.empty() ? "–" : text;
}

}  // namespace

std::string extension_table(std::span<const RunResult> runs, const std::vector<std::string>& names) {
  std::string rows;
  for (const ledger::Extension& extension : ledger::extensions()) {
    std::string row = fmt::format("| {} |", extension.name);
    std::size_t cases = 0;
    for (const RunResult& run : runs) {
      const result::Tally tally = tally_of(run, extension);
      cases += tally.total();
      row += fmt::format(" {} |", cell(tally));
    }
    if (cases > 0) rows += row + "\n";
  }
  if (rows.empty()) return {};
  std::string head = "| extension |", rule = "| :-- |";
  for (const std::string& name : names) {
    head += fmt::format(" {} |", markdown_code(name));
    rule += " :-- |";
  }
  return fmt::format("{}\n{}\n{}\n{}", head, rule, rows, signs);
}

}  // namespace smtpspec::reports

#include "reports/verdict.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>

#include "result/coverage.hpp"

namespace smtpspec::reports {
namespace {

using result::CaseResult;
using result::Standing;
using result::Status;

constexpr std::size_t target_name_limit = 400;

std::string counted_in_words(std::size_t count, std::string_view noun) {
  return fmt::format("{} {}{}", count, noun, count == 1 ? "" : "s");
}

// Why there is no verdict; empty where there is one.
std::string why_none(const result::RunResult& run, const std::string& target) {
  const result::Tally tally = run.tally();
  if (!run.trouble.empty()) return std::string(run_could_not_be_made);
  if (const std::size_t crashes = tally.of(Status::crash); crashes > 0)
    return fmt::format("{} crashed in {}", target, counted_in_words(crashes, "case"));
  if (const std::size_t broken = tally.of(Status::error); broken > 0)
    return fmt::format("{} broke on our side", counted_in_words(broken, "case"));
  if (tally.of(Status::not_run) > 0) return "the run was not finished";
  return tally.total() == 0 ? "nothing was selected" : "";
}

// What every verdict is worth.
std::string extent(const result::Coverage& coverage) {
  return coverage.all == 0 ? std::string() : fmt::format("; judged {}", coverage.words());
}

}  // namespace

bool is_told_of_the_run(const CaseResult& one, const result::RunResult& run) {
  return !run.trouble.empty() && (one.note == run.trouble || one.note == run_could_not_be_made);
}

std::string verdict(const result::RunResult& run, result::Strictness strictness, Charset charset) {
  const auto count = [&](auto&& wanted) {
    return static_cast<std::size_t>(std::count_if(run.cases.begin(), run.cases.end(), wanted));
  };
  const auto stands = [&](Standing standing) {
    return [strictness, standing](const CaseResult& one) {
      return standing_of(one, strictness) == standing;
    };
  };
  const result::Tally tally = run.tally();
  const std::string target = one_line(run.target, target_name_limit, charset);
  const result::Coverage coverage = result::coverage_of(run);
  if (const std::size_t failed = count(stands(Standing::failure)); failed > 0)
    return fmt::format("{} does not conform ({} failed){}", target, counted_in_words(failed, "case"),
                       extent(coverage));
  if (const std::string why = why_none(run, target); !why.empty())
    return fmt::format("none, {}{}", why, extent(coverage));
  const std::size_t kept = count(
      [&](const CaseResult& one) { return !result::is_wire_rule(one) && stands(Standing::conforming)(one); });
  const std::size_t known = tally.of(Status::known_deviation);
  if (kept == 0 && known == 0)
    return (coverage.blocked == 0 ? "none, no scenario could be applied"
                                  : "none, every scenario that could be applied was blocked") +
           extent(coverage);
  if (const std::string shortfall = result::shortfall_of(run); !shortfall.empty())
    return "none, " + shortfall;
  const std::string but =
      known == 0 ? "" : fmt::format(", but for {}", counted_in_words(known, "known deviation"));
  return fmt::format("{} conforms as far as it was judged{}{}", target, but, extent(coverage));
}

}  // namespace smtpspec::reports

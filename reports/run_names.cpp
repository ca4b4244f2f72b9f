#include "reports/run_names.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace smtpspec::reports {
namespace {

constexpr std::size_t run_name_limit = 200;

std::string target_of(const result::RunResult& run, Charset charset) {
  std::string name = one_line(run.target, run_name_limit, charset);
  return name.empty() ? "target" : name;
}

}  // namespace

std::vector<std::string> run_names(std::span<const result::RunResult> runs, Charset charset) {
  std::vector<std::string> names;
  std::set<std::string> taken;
  for (const result::RunResult& run : runs) {
    std::string name = target_of(run, charset);
    const bool differs_by_software = std::any_of(runs.begin(), runs.end(), [&](const auto& other) {
      return other.target == run.target && other.target_software != run.target_software;
    });
    const std::string software = one_line(run.target_software, run_name_limit, charset);
    if (differs_by_software && !software.empty()) name += fmt::format(" ({})", software);
    const std::string first = name;
    for (int number = 2; !taken.insert(name).second; ++number) name = fmt::format("{} #{}", first, number);
    names.push_back(std::move(name));
  }
  return names;
}

}  // namespace smtpspec::reports

#include "cli/ci_decoration.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <ostream>
#include <random>

#include "cli/repository.hpp"
#include "reports/github.hpp"
#include "reports/markdown.hpp"

namespace smtpspec::cli {
namespace {

using reports::CiSystem;

CiSystem system_for(const ReportChoice& choice) {
  const CiSystem found = reports::ci_system_of([](const char* name) { return std::getenv(name); });
  if (choice.github == "always") return CiSystem::github;
  return found == CiSystem::github && choice.github == "never" ? CiSystem::none : found;
}

// 128 random bits: a target can't say it.
std::string new_token() {
  std::random_device random;
  std::string token = "smtpspec-";
  for (int part = 0; part < 4; ++part) token += fmt::format("{:08x}", random());
  return token;
}

}  // namespace

CiDecoration::CiDecoration(const ReportChoice& choice, std::ostream& out)
    : out_(out), system_(system_for(choice)) {}

CiDecoration::~CiDecoration() {
  end();
}

void CiDecoration::begin_section(std::string_view title) {
  end();
  token_ = new_token();
  out_ << reports::section_begin(system_, title, token_, std::chrono::system_clock::now()) << std::flush;
  open_ = Open::section;
}

void CiDecoration::begin_quote() {
  end();
  token_ = new_token();
  out_ << reports::quote_begin(system_, token_) << std::flush;
  open_ = Open::quote;
}

void CiDecoration::end() {
  if (open_ == Open::section)
    out_ << reports::section_end(system_, token_, std::chrono::system_clock::now()) << std::flush;
  if (open_ == Open::quote) out_ << reports::quote_end(system_, token_) << std::flush;
  open_ = Open::nothing;
}

void CiDecoration::finish(std::span<const result::RunResult> runs, result::Strictness strictness) {
  end();
  if (system_ != CiSystem::github) return;
  out_ << reports::github_annotation_lines(runs, {.strictness = strictness, .repository = repository_here()})
       << std::flush;
  append_summary(runs, strictness);
}

// Other commands of the same step may have written to the file: what is longer than the limit as a whole is
// thrown away by GitHub.
void CiDecoration::append_summary(std::span<const result::RunResult> runs,
                                  result::Strictness strictness) const {
  const char* const path = std::getenv("GITHUB_STEP_SUMMARY");
  if (path == nullptr || *path == '\0') return;
  std::error_code none_yet;
  const std::uintmax_t there = std::filesystem::file_size(path, none_yet);
  const std::size_t taken = none_yet ? 0 : static_cast<std::size_t>(there);
  reports::MarkdownOptions options{.strictness = strictness};
  options.size_limit = std::min(
      options.size_limit, reports::github_summary_limit - std::min(taken, reports::github_summary_limit));
  const std::string summary = reports::markdown(runs, options);
  if (summary.size() > options.size_limit) {
    fmt::print(stderr, "smtpspec: the summary of the job has no room left\n");
    return;
  }
  std::ofstream file(path, std::ios::binary | std::ios::app);
  if (!(file << summary).flush())
    fmt::print(stderr, "smtpspec: cannot write the summary of the job to {}\n", path);
}

}  // namespace smtpspec::cli

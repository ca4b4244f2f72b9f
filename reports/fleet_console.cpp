#include "reports/fleet_console.hpp"

#include <fmt/format.h>

#include <ostream>

#include "reports/failure.hpp"
#include "reports/matrix.hpp"
#include "reports/moment.hpp"
#include "reports/summary.hpp"
#include "reports/told_failures.hpp"
#include "reports/verdict.hpp"
#include "result/slowed.hpp"

namespace smtpspec::reports {

FleetConsole::FleetConsole(std::ostream& out, ConsoleOptions options)
    : out_(out), options_(std::move(options)) {}

void FleetConsole::started(const RunFacts& facts) {
  running_[facts.target] = {facts.cases, 0};
  if (options_.detail != Detail::quiet) {
    erase();
    const Charset charset = options_.terminal.charset;
    out_ << fmt::format("{} at {}: {} scenarios, {} at a time\n",
                        one_line(facts.target, console_line_limit, charset),
                        one_line(facts.target_address, console_line_limit, charset), facts.cases, facts.jobs)
         << std::flush;
  }
  draw();
}

void FleetConsole::finished(const std::string& target, const result::CaseResult& one) {
  ++running_[target].done;
  live_.consider(one.id, one.duration);
  const bool bad = needs_a_person(one, options_.strictness);
  if (bad) ++bad_;
  if (options_.detail == Detail::verbose || (options_.detail == Detail::normal && bad)) {
    erase();
    print(target, one);
  }
  draw();
}

void FleetConsole::ended(const result::RunResult& run) {
  running_.erase(run.target);
  erase();
  if (options_.detail != Detail::quiet)
    out_ << fmt::format("{}: {} case{} in {} s{}\n",
                        one_line(run.target, console_line_limit, options_.terminal.charset), run.cases.size(),
                        run.cases.size() == 1 ? "" : "s", seconds(in_milliseconds(run.duration)),
                        run.trouble.empty() ? ""
                                            : "; trouble: " + one_line(run.trouble, console_line_limit,
                                                                       options_.terminal.charset))
         << std::flush;
  draw();
}

void FleetConsole::summary(std::span<const result::RunResult> runs, const std::vector<std::string>& repeats,
                           const std::vector<WrittenReport>& reports) {
  erase();
  for (std::size_t index = 0; index < runs.size(); ++index) {
    ConsoleOptions options = options_;
    options.repeat = repeats[index];
    const std::string failures = failures_text(runs[index], options);
    if (failures.empty()) continue;
    const std::string repetition = repetition_text(runs[index], reports, options);
    out_ << fmt::format("\n== {} ==\n",
                        one_line(runs[index].target, console_line_limit, options.terminal.charset))
         << failures << (repetition.empty() ? "" : "\n" + repetition);
  }
  out_ << "\n" << matrix_text(runs, options_) << slowdowns(runs);
  for (const auto& [kind, path] : reports)
    out_ << fmt::format("{} report: {}\n", kind,
                        one_line(path, console_line_limit, options_.terminal.charset));
  for (const result::RunResult& run : runs) {
    const Charset charset = options_.terminal.charset;
    const std::string target = one_line(run.target, console_line_limit, charset);
    const std::string words = verdict(run, options_.strictness, charset);
    out_ << (words.starts_with(target) ? fmt::format("Verdict: {}\n", words)
                                       : fmt::format("Verdict on {}: {}\n", target, words));
  }
  out_ << std::flush;
}

// The machine's is that of all runs.
std::string FleetConsole::slowdowns(std::span<const result::RunResult> runs) const {
  const Charset charset = options_.terminal.charset;
  std::string out;
  const auto add = [&](const std::string& who, const std::string& words) {
    if (!words.empty())
      out += fmt::format("Slowed down{}: {}\n", who, one_line(words, console_line_limit, charset));
  };
  if (!runs.empty()) add({}, property_of(runs.front(), result::slowed_machine));
  for (const result::RunResult& run : runs)
    add(" for " + one_line(run.target, console_line_limit, charset), property_of(run, result::slowed_target));
  return out;
}

void FleetConsole::print(const std::string& target, const result::CaseResult& one) {
  const Terminal& terminal = options_.terminal;
  out_ << fmt::format("{}  {}  {}  {} s\n", status_word(status_of(one), terminal.colour),
                      one_line(target, console_line_limit, terminal.charset),
                      one_line(one.id, console_line_limit, terminal.charset),
                      seconds(in_milliseconds(one.duration)));
  if (status_of(one) != result::Status::pass)
    out_ << fmt::format("    {}\n", headline(one, terminal.charset));
  if (options_.detail == Detail::verbose) out_ << transcript_text(one, terminal.charset);
  out_ << std::flush;
}

void FleetConsole::draw() {
  if (options_.terminal.progress != Progress::live || options_.detail == Detail::quiet) return;
  std::string line;
  if (bad_ > 0) line += fmt::format("{} failed", bad_);
  for (const auto& [target, share] : running_)
    line += fmt::format("{}{} {}/{}", line.empty() ? "" : "  ",
                        one_line(target, console_line_limit, Charset::ascii), share.done, share.cases);
  out_ << erase_line << live_.text(line, options_.terminal.width) << std::flush;
  drawn_ = true;
}

void FleetConsole::erase() {
  if (drawn_) out_ << erase_line;
  drawn_ = false;
}

}  // namespace smtpspec::reports

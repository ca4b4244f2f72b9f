#include "reports/console.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <ostream>

#include "reports/failure.hpp"
#include "reports/moment.hpp"
#include "reports/summary.hpp"

namespace smtpspec::reports {

using result::Status;

Console::Console(std::ostream& out, ConsoleOptions options) : out_(out), options_(std::move(options)) {}

void Console::started(const RunFacts& facts) {
  expected_ = facts.cases;
  if (options_.detail == Detail::quiet) return;
  const Charset charset = options_.terminal.charset;
  const std::string address = one_line(facts.target_address, console_line_limit, charset);
  out_ << fmt::format("{} scenario{} against {}{}, {} at a time\n", facts.cases, facts.cases == 1 ? "" : "s",
                      one_line(facts.target, console_line_limit, charset),
                      address.empty() ? "" : " at " + address, facts.jobs)
       << std::flush;
}

void Console::case_started(const std::string& id) {
  running_.push_back(id);
  draw();
}

void Console::finished(const result::CaseResult& one) {
  ++done_;
  live_.consider(one.id, one.duration);
  if (needs_a_person(one, options_.strictness)) ++bad_;
  if (const auto place = std::find(running_.begin(), running_.end(), one.id); place != running_.end())
    running_.erase(place);
  const bool live = options_.terminal.progress == Progress::live;
  const bool told =
      options_.detail == Detail::verbose ||
      (options_.detail == Detail::normal && (!live || needs_a_person(one, options_.strictness)));
  if (told) {
    erase();
    print_case(one);
  }
  draw();
}

void Console::summary(const result::RunResult& run, const std::vector<WrittenReport>& reports) {
  running_.clear();
  erase();
  out_ << summary_text(run, reports, options_) << std::flush;
}

// The outcome's word, the id, the time it took; the reason on a second line.
void Console::print_case(const result::CaseResult& one) {
  const Terminal& terminal = options_.terminal;
  const Status status = status_of(one);
  const std::size_t plain_width = status_word(status, Colour::no).size();
  out_ << fmt::format(
      "{}{} {}  {} s\n", status_word(status, terminal.colour), std::string(status_width - plain_width, ' '),
      one_line(one.id, console_line_limit, terminal.charset), seconds(in_milliseconds(one.duration)));
  if (status != Status::pass)
    out_ << fmt::format("{}{}\n", std::string(status_width + 1, ' '), headline(one, terminal.charset));
  if (options_.detail == Detail::verbose) out_ << transcript_text(one, terminal.charset);
  out_ << std::flush;
}

void Console::draw() {
  if (options_.terminal.progress != Progress::live || options_.detail == Detail::quiet) return;
  std::string line = fmt::format("[{}/{}]", done_, expected_);
  if (bad_ > 0) line += fmt::format(" {} failed", bad_);
  if (!running_.empty()) line += fmt::format(" {} running:", running_.size());
  for (const std::string& id : running_) {
    line += ' ' + one_line(id, console_line_limit, Charset::ascii);
    if (line.size() > options_.terminal.width) break;
  }
  out_ << erase_line << live_.text(line, options_.terminal.width) << std::flush;
  drawn_ = true;
}

void Console::erase() {
  if (drawn_) out_ << erase_line;
  drawn_ = false;
}

}  // namespace smtpspec::reports

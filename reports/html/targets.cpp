#include "reports/html/targets.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "reports/failure.hpp"
#include "reports/html/words.hpp"
#include "reports/moment.hpp"
#include "reports/plain.hpp"
#include "reports/verdict.hpp"
#include "result/causes.hpp"
#include "result/coverage.hpp"

namespace smtpspec::reports::page {
namespace {

using result::CaseResult;
using result::RunResult;
using result::Status;

constexpr std::size_t target_log_limit = 64 * 1024;
constexpr std::size_t slowest_shown = 5;
constexpr std::uint64_t bar_width = 400;
constexpr std::size_t hindrance_limit = 160;

Escaped time_of(result::Duration duration) {
  return line(fmt::format("{} s", seconds(in_milliseconds(duration))));
}

// What failed, by the levels of the clauses: "3 MUST, 1 SHOULD NOT".
std::string levels_of_failures(const RunResult& run, result::Strictness strictness) {
  using text::Level;
  std::string out;
  for (const Level level :
       {Level::must, Level::must_not, Level::should, Level::should_not, Level::may, Level::states}) {
    const auto count = std::count_if(run.cases.begin(), run.cases.end(), [&](const CaseResult& one) {
      const text::Clause& clause = one.findings.empty() ? one.clause : one.findings.front().clause;
      return standing_of(one, strictness) == result::Standing::failure && clause.level == level;
    });
    if (count > 0)
      out += fmt::format("{}{} {}", out.empty() ? "" : ", ", count,
                         level == Level::states ? "without a keyword" : name_of(level));
  }
  return out;
}

// A picture of what stands beside it in words.
void bar(Writer& out, const result::Tally& tally) {
  out << "<svg class=bar viewBox=\"0 0 " << number(bar_width)
      << " 8\" preserveAspectRatio=none fill=none aria-hidden=true focusable=false>";
  std::size_t before = 0;
  const auto place = [&](std::size_t count) {
    return count * bar_width / tally.total();
  };
  for (const Status status : result::all_statuses) {
    const std::size_t count = tally.of(status);
    if (count == 0) continue;
    const std::uint64_t begin = place(before), end = place(before + count);
    out << "<rect class=" << words_of(status).name << " x=" << number(begin)
        << " y=0 height=8 width=" << number(std::max<std::uint64_t>(end - begin, 1)) << " />";
    before += count;
  }
  out << "</svg>";
}

void counts(Writer& out, const result::Tally& tally) {
  for (const Status status : result::all_statuses) {
    if (tally.of(status) == 0) continue;
    const Words& words = words_of(status);
    out << "<span class=\"s " << words.name << "\">" << words.sign << " " << number(tally.of(status)) << " "
        << words.word << "</span> ";
  }
}

// Without the name, which stands beside it.
std::string verdict_of(const RunResult& run, result::Strictness strictness) {
  const std::string said = verdict(run, strictness), name = one_line(run.target, said.size()) + " ";
  return said.starts_with(name) ? said.substr(name.size()) : said;
}

// What stood in the way of what was not judged: "136 blocked by 550 to RCPT: no such user".
void hindrances(Writer& out, const RunResult& run) {
  for (const result::Hindrance& hindrance : result::coverage_of(run).hindrances)
    out << " <small>" << number(hindrance.cases) << " blocked by " << line(hindrance.words, hindrance_limit)
        << "</small>";
}

void verdict_row(Writer& out, const Column& column, const Table& table) {
  const RunResult& run = *column.run;
  const int code = exit_code(run, table.strictness);
  out << "<tr><th scope=row><a href=\"#@" << line(column.anchor) << "\">" << line(column.name) << "</a>";
  if (!run.target_software.empty()) out << " <small>" << line(run.target_software, 200) << "</small>";
  out << "</th><td class=\"verdict ";
  if (code == 0)
    out << "conforms\">✓ ";
  else if (code == 1)
    out << "fails\">✗ ";
  else
    out << "none\">? ";
  out << line(verdict_of(run, table.strictness));
  const Escaped levels = line(levels_of_failures(run, table.strictness));
  if (!levels.str().empty()) out << " <small>failed: " << levels << "</small>";
  hindrances(out, run);
  if (run.interrupted) out << " <small>The run was interrupted: the picture is not complete.</small>";
  if (!run.trouble.empty()) out << " <small>Trouble: " << line(run.trouble) << "</small>";
  out << "</td><td>";
  const result::Tally tally = run.tally();
  if (tally.total() > 0) bar(out, tally);
  counts(out, tally);
  out << "</td></tr>\n";
}

void fact(Writer& out, Markup name, const Escaped& value) {
  if (!value.str().empty()) out << "<dt>" << name << "</dt><dd>" << value << "</dd>";
}

void facts(Writer& out, const RunResult& run) {
  out << "<dl>";
  fact(out, "Software", line(run.target_software));
  fact(out, "Address", line(run.target_address));
  if (run.started != result::TimePoint{}) {
    out << "<dt>Began</dt><dd>";
    moment(out, run.started);
    out << "</dd>";
  }
  fact(out, "Took", time_of(run.duration));
  fact(out, "Cases", number(run.cases.size()));
  if (run.shard) fact(out, "Shard", line(fmt::format("{} of {}", run.shard->index, run.shard->count)));
  fact(out, "smtpspec", line(run.tool_version));
  for (const auto& [name, value] : run.properties)
    out << "<dt>" << line(name) << "</dt><dd>" << line(value) << "</dd>\n";
  out << "</dl>\n";
}

void case_line(Writer& out, const CaseResult& one, const Column& column, const Table& table) {
  const Words& words = words_of(result::status_of(one));
  out << "<li><span class=\"s " << words.name << "\">" << words.sign << " " << words.word
      << "</span> <a href=\"#" << line(table.anchors.at(one.id)) << "@" << line(column.anchor) << "\">"
      << line(one.id) << "</a> ";
}

void what_failed(Writer& out, const Column& column, const Table& table) {
  std::vector<const CaseResult*> cases;
  for (const CaseResult& one : column.run->cases)
    if (needs_a_person(one, table.strictness)) cases.push_back(&one);
  if (cases.empty()) return;
  out << "<h4>What needs a person</h4><ul>\n";
  for (const result::Cause& cause : result::causes_of(std::move(cases)))
    for (const CaseResult* const one : cause.cases) {
      case_line(out, *one, column, table);
      out << "<span class=headline>" << line(headline(*one)) << "</span></li>\n";
    }
  out << "</ul>\n";
}

void slowest(Writer& out, const Column& column, const Table& table) {
  std::vector<const CaseResult*> cases;
  for (const CaseResult& one : column.run->cases)
    if (!result::is_wire_rule(one) && one.duration.count() > 0) cases.push_back(&one);
  std::stable_sort(cases.begin(), cases.end(),
                   [](const auto* left, const auto* right) { return left->duration > right->duration; });
  if (cases.empty()) return;
  cases.resize(std::min(cases.size(), slowest_shown));
  out << "<h4>The slowest</h4><ul>\n";
  for (const CaseResult* one : cases) {
    case_line(out, *one, column, table);
    out << "<small>" << time_of(one->duration) << "</small></li>\n";
  }
  out << "</ul>\n";
}

}  // namespace

void verdicts(Writer& out, const Table& table) {
  out << "<section aria-labelledby=-verdicts><h2 id=-verdicts>Verdict</h2><table class=verdicts>\n"
         "<thead><tr><th scope=col>Target</th><th scope=col>Verdict</th><th "
         "scope=col>Cases</th></tr></thead><tbody>\n";
  for (const Column& column : table.columns) verdict_row(out, column, table);
  out << "</tbody></table></section>\n";
}

void target_parts(Writer& out, const Table& table) {
  out << "<section class=targets aria-labelledby=-targets><h2 id=-targets>Targets</h2>\n";
  for (const Column& column : table.columns) {
    out << "<details><summary><b>" << line(column.name) << "</b> " << line(column.run->target_software, 200)
        << "</summary>\n<div id=\"@" << line(column.anchor) << "\">\n";
    facts(out, *column.run);
    what_failed(out, column, table);
    slowest(out, column, table);
    if (!column.shared_log.empty())
      out << "<h4>The target's log</h4><pre>"
          << lines(cut_lines(visible_lines(column.shared_log), target_log_limit)) << "</pre>";
    out << "</div></details>\n";
  }
  out << "</section>\n";
}

}  // namespace smtpspec::reports::page

#include "reports/markdown.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <vector>

#include "reports/by_extension.hpp"
#include "reports/failure.hpp"
#include "reports/markdown_text.hpp"
#include "reports/moment.hpp"
#include "reports/run_names.hpp"
#include "reports/summary.hpp"
#include "reports/told_failures.hpp"
#include "reports/verdict.hpp"
#include "result/causes.hpp"
#include "result/coverage.hpp"

namespace smtpspec::reports {
namespace {

using result::CaseResult;
using result::RunResult;
using result::Status;

constexpr std::size_t row_limit = 400;

// What goes first where there is not enough room.
enum class Worth { text_of_a_failure, entry, frame };

struct Block {
  Worth worth = Worth::frame;
  std::string text;
};
using Blocks = std::vector<Block>;

std::string in_markdown(std::string_view text) {
  return markdown_words(one_line(text, row_limit));
}

std::string code_span(std::string_view text) {
  return markdown_code(one_line(text, row_limit));
}

std::string clause_link(const text::Clause& clause) {
  if (!clause) return {};
  const std::string name = one_line(clause.str(), row_limit);
  return clause.rfc == 0 ? name : markdown_link(name, clause.url());
}

// The statuses that occur in any of the runs; pass and fail always.
std::vector<Status> columns_of(std::span<const RunResult> runs) {
  std::vector<Status> columns;
  for (const Status status : result::all_statuses) {
    const bool occurs = std::any_of(runs.begin(), runs.end(),
                                    [status](const RunResult& run) { return run.tally().of(status) > 0; });
    if (occurs || status == Status::pass || status == Status::fail) columns.push_back(status);
  }
  return columns;
}

std::string table_head(std::string_view first, const std::vector<Status>& columns, std::string_view last) {
  std::string names = fmt::format("| {} |", first), rule = "| :-- |";
  for (const Status column : columns) {
    names += fmt::format(" {} |", status_word(column, Colour::no));
    rule += " --: |";
  }
  return fmt::format("{} {} |\n{} --: |\n", names, last, rule);
}

std::string table_row(std::string_view first, const result::Tally& tally, const std::vector<Status>& columns,
                      std::string_view last) {
  std::string row = fmt::format("| {} |", first);
  for (const Status column : columns) row += fmt::format(" {} |", tally.of(column));
  return fmt::format("{} {} |\n", row, last);
}

Block totals(std::span<const RunResult> runs, const std::vector<std::string>& names) {
  const std::vector<Status> columns = columns_of(runs);
  std::string table = table_head("target | judged", columns, "seconds");
  table.insert(table.find("\n| :-- |") + std::string_view("\n| :-- |").size(), " --: |");
  for (std::size_t index = 0; index < runs.size(); ++index)
    table +=
        table_row(fmt::format("{} | {}", code_span(names[index]), result::coverage_of(runs[index]).words()),
                  runs[index].tally(), columns, seconds(in_milliseconds(runs[index].duration)));
  return {Worth::frame, table + "\n"};
}

// The rule, and what it comes to that it was broken.
std::string introduction(const CaseResult& one) {
  std::string text;
  if (one.clause) text += fmt::format("{}: {}\n\n", clause_link(one.clause), in_markdown(one.title));
  if (const std::string means = result::meaning_of(one); !means.empty())
    text += fmt::format("This means: {}\n\n", in_markdown(means));
  return text;
}

// Opened with a click: the whole text of a failure is long.
Block failure(const CaseResult& one, const RunResult& run) {
  const std::string text = failure_text(one, {.repeat = repeat_of(run)});
  return {Worth::text_of_a_failure,
          fmt::format("<details><summary>{} {}: {}</summary>\n\n{}{}\n</details>\n\n",
                      status_word(status_of(one), Colour::no), code_span(one.id), code_span(headline(one)),
                      introduction(one), markdown_fence(text))};
}

// What excuses a case, or stands in the way of a verdict.
std::string entry(const CaseResult& one) {
  std::string line = fmt::format("- {}: {}", code_span(one.id), code_span(headline(one)));
  std::string reason = status_of(one) == Status::known_deviation ? one.expectation->reason
                       : one.findings.empty()                    ? ""
                                                                 : one.findings.front().reason;
  if (!reason.empty() && one_line(reason, row_limit) != headline(one))
    line += fmt::format(" ({})", in_markdown(reason));
  if (one.expectation && !one.expectation->link.empty())
    line += ' ' + markdown_link(one_line(one.expectation->link, row_limit), one.expectation->link);
  return line + "\n";
}

// Those with one cause stand together, the gravest first.
void add_failures(Blocks& blocks, const RunResult& run, const MarkdownOptions& options) {
  std::vector<const CaseResult*> cases;
  for (const CaseResult& one : run.cases)
    if (needs_a_person(one, options.strictness) && status_of(one) != Status::not_run) cases.push_back(&one);
  if (cases.empty()) return;
  blocks.push_back({Worth::frame, "### Not as expected\n\n"});
  const std::vector<result::Cause> causes = result::causes_of(std::move(cases));
  for (const result::Cause& cause : causes) {
    const std::size_t count = cause.cases.size();
    if (count > 1)
      blocks.push_back(
          {Worth::frame, fmt::format("**{}, in {} cases:**\n\n", code_span(cause.words), count)});
    for (const CaseResult* const one : cause.cases) blocks.push_back(failure(*one, run));
    if (count > 1 && &cause != &causes.back()) blocks.push_back({Worth::frame, "---\n\n"});
  }
  const std::string repetition =
      repetition_text(run, {}, {.repeat = repeat_of(run), .strictness = options.strictness});
  if (!repetition.empty()) blocks.push_back({Worth::frame, markdown_fence(repetition) + "\n"});
}

void add_list(Blocks& blocks, const RunResult& run, Status status, std::string_view title,
              const MarkdownOptions& options) {
  bool any = false;
  for (const CaseResult& one : run.cases) {
    if (status_of(one) != status || needs_a_person(one, options.strictness)) continue;
    if (!std::exchange(any, true)) blocks.push_back({Worth::frame, fmt::format("### {}\n\n", title)});
    blocks.push_back({Worth::entry, entry(one)});
  }
  if (any) blocks.push_back({Worth::frame, "\n"});
}

// The reasons, and how often each was met.
void add_reasons(Blocks& blocks, const RunResult& run, Status status, std::string_view title) {
  std::map<std::string, std::size_t> reasons;
  for (const CaseResult& one : run.cases)
    if (status_of(one) == status && !is_told_of_the_run(one, run)) ++reasons[headline(one)];  // told above
  if (reasons.empty()) return;
  blocks.push_back({Worth::frame, fmt::format("### {}\n\n", title)});
  for (const auto& [reason, count] : reasons)
    blocks.push_back({Worth::entry, fmt::format("- {} x {}\n", count, code_span(reason))});
  blocks.push_back({Worth::frame, "\n"});
}

// What stood in the way, the most frequent first.
void add_hindrances(Blocks& blocks, const RunResult& run) {
  const result::Coverage coverage = result::coverage_of(run);
  if (coverage.hindrances.empty()) return;
  std::string text = fmt::format("**Blocked:** {} of {} scenarios\n\n", coverage.blocked, coverage.all);
  for (const result::Hindrance& hindrance : coverage.hindrances)
    text += fmt::format("- {} x {}\n", hindrance.cases, code_span(hindrance.words));
  blocks.push_back({Worth::frame, text + "\n"});
}

void add_rfcs(Blocks& blocks, const RunResult& run) {
  std::map<unsigned, result::Tally> tallies;
  for (const CaseResult& one : run.cases)
    ++tallies[one.clause.rfc].counts[static_cast<std::size_t>(status_of(one))];
  if (tallies.size() < 2) return;
  const std::vector<Status> columns = columns_of(std::span(&run, 1));
  blocks.push_back({Worth::frame, "### By RFC\n\n" + table_head("RFC", columns, "cases")});
  for (const auto& [rfc, tally] : tallies) {
    const std::string name =
        rfc == 0 ? "none" : fmt::format("[{0}](https://www.rfc-editor.org/rfc/rfc{0})", rfc);
    blocks.push_back({Worth::frame, table_row(name, tally, columns, std::to_string(tally.total()))});
  }
  blocks.push_back({Worth::frame, "\n"});
}

void add_facts(Blocks& blocks, const RunResult& run) {
  std::string line;
  const auto add = [&](std::string_view name, std::string_view value) {
    if (!one_line(value, row_limit).empty())
      line += fmt::format("{}{} {}", line.empty() ? "" : ", ", name, code_span(value));
  };
  add("software", run.target_software);
  add("at", run.target_address);
  add("smtpspec", run.tool_version);
  for (const auto& [name, value] : run.properties)
    if (name == "seed") add("seed", value);
  if (run.shard) add("shard", fmt::format("{}/{}", run.shard->index, run.shard->count));
  if (!line.empty()) blocks.push_back({Worth::frame, line + "\n\n"});
  if (run.interrupted) blocks.push_back({Worth::frame, "**The run was interrupted.**\n\n"});
  if (!run.trouble.empty())
    blocks.push_back({Worth::frame, fmt::format("**Trouble:** {}\n\n", code_span(run.trouble))});
}

void add_run(Blocks& blocks, const RunResult& run, const std::string& name, const MarkdownOptions& options) {
  if (!name.empty()) blocks.push_back({Worth::frame, fmt::format("## {}\n\n", code_span(name))});
  blocks.push_back(
      {Worth::frame, fmt::format("**Verdict:** {}\n\n", code_span(verdict(run, options.strictness)))});
  add_facts(blocks, run);
  add_hindrances(blocks, run);
  add_failures(blocks, run, options);
  add_list(blocks, run, Status::unstable, "Unstable: passed, but not at once", options);
  add_list(blocks, run, Status::known_deviation, "Known deviations", options);
  add_list(blocks, run, Status::tolerated, "Tolerated", options);
  add_list(blocks, run, Status::blocked, "Blocked: the state to start from was not reached", options);
  add_reasons(blocks, run, Status::not_applicable, "Not applicable");
  add_reasons(blocks, run, Status::not_run, "Not run");
  add_rfcs(blocks, run);
}

std::size_t size_of(const Blocks& blocks) {
  std::size_t size = 0;
  for (const Block& block : blocks) size += block.text.size();
  return size;
}

// Blocks of little worth go first, from the end on.
void shorten(Blocks& blocks, std::size_t limit) {
  constexpr std::size_t room_for_the_note = 200;
  std::size_t size = size_of(blocks);
  if (size <= limit) return;
  std::size_t left_out = 0;
  for (const Worth worth : {Worth::text_of_a_failure, Worth::entry})
    for (auto block = blocks.rbegin(); block != blocks.rend() && size + room_for_the_note > limit; ++block) {
      if (block->worth != worth) continue;
      size -= block->text.size();
      block->text.clear();
      ++left_out;
    }
  blocks.push_back(
      {Worth::frame, fmt::format("{} cases are left out here: the page would have become too large. "
                                 "The other reports have them all.\n",
                                 left_out)});
}

}  // namespace

std::string markdown(std::span<const RunResult> runs, const MarkdownOptions& options) {
  const std::vector<std::string> names = run_names(runs);
  Blocks blocks = {{Worth::frame, "# smtpspec\n\n"}};
  if (!runs.empty()) blocks.push_back(totals(runs, names));
  if (runs.size() > 1) blocks.push_back({Worth::frame, extension_table(runs, names)});
  for (std::size_t index = 0; index < runs.size(); ++index)
    add_run(blocks, runs[index], runs.size() > 1 ? names[index] : "", options);
  shorten(blocks, options.size_limit);
  std::string out;
  for (const Block& block : blocks) out += block.text;
  return out;
}

}  // namespace smtpspec::reports

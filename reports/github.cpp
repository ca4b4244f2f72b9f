#include "reports/github.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "reports/failure.hpp"
#include "reports/plain.hpp"
#include "reports/run_names.hpp"
#include "result/causes.hpp"
#include "result/coverage.hpp"

namespace smtpspec::reports {
namespace {

using result::CaseResult;
using result::RunResult;
using result::Status;

constexpr std::size_t annotation_title_limit = 255;
constexpr std::size_t annotation_fact_limit = 500;

enum class Severity { error, warning };

struct Annotation {
  Severity severity = Severity::error;
  std::string title;
  std::string message;  // lines
  Place place;
};

std::string escaped(std::string_view text, bool in_property) {
  std::string out;
  for (const char octet : text) {
    const bool special =
        octet == '%' || octet == '\r' || octet == '\n' || (in_property && (octet == ':' || octet == ','));
    out += special ? fmt::format("%{:02X}", static_cast<unsigned>(octet)) : std::string(1, octet);
  }
  return out;
}

std::string command(const Annotation& one) {
  std::string properties;
  if (!one.place.file.empty())
    properties = fmt::format("file={},line={},", escaped(one.place.file, true), one.place.line);
  return fmt::format("::{} {}title={}::{}\n", one.severity == Severity::error ? "error" : "warning",
                     properties, escaped(one.title, true), escaped(one.message, false));
}

std::string message_of(const CaseResult& one, const RunResult& run) {
  std::string lines = headline(one);
  const auto add = [&](std::string_view name, std::string_view value) {
    const std::string line = one_line(value, annotation_fact_limit);
    if (!line.empty()) lines += fmt::format("\n{}: {}", name, line);
  };
  add("means", result::meaning_of(one));
  if (one.clause) add("clause", fmt::format("{}  {}", one.clause.str(), one.clause.entry));
  add("rule", one.title);
  if (!one.findings.empty() && result::headline_of(one).find(one.findings.front().got) == std::string::npos)
    add("got", one.findings.front().got);
  if (!one.seen_in.empty()) add("seen in", one.seen_in);
  if (const std::string repeat = repeat_of(run); !repeat.empty())
    add("repeat", fmt::format("{} {}", repeat, one.seen_in.empty() ? one.id : one.seen_in));
  return lines;
}

// GitHub shows the first few only.
std::vector<const CaseResult*> gravest_first(const RunResult& run) {
  std::vector<const CaseResult*> cases;
  for (const CaseResult& one : run.cases) cases.push_back(&one);
  std::stable_sort(cases.begin(), cases.end(), [](const CaseResult* one, const CaseResult* other) {
    return result::is_graver(*one, *other);
  });
  return cases;
}

// What a person has to look at; what is known or says nothing about the rule needs no annotation.
std::vector<Annotation> annotations_of(std::span<const RunResult> runs, const GithubOptions& options) {
  const std::vector<std::string> names = run_names(runs);
  std::vector<Annotation> all;
  for (std::size_t index = 0; index < runs.size(); ++index) {
    const RunResult& run = runs[index];
    if (!run.trouble.empty())
      all.push_back({Severity::error,
                     one_line(names[index] + ": trouble", annotation_title_limit),
                     one_line(run.trouble, github_message_limit / 4),
                     {}});
    if (const std::string shortfall = result::shortfall_of(run); !shortfall.empty() && !run.cases.empty())
      all.push_back({Severity::error,
                     one_line(names[index] + ": too little was judged", annotation_title_limit),
                     one_line(shortfall, github_message_limit / 4),
                     {}});
    for (const CaseResult* const place : gravest_first(run)) {
      const CaseResult& one = *place;
      const Status status = status_of(one);
      const bool error = needs_a_person(one, options.strictness) && status != Status::not_run;
      const bool warning = !error && (status == Status::unstable || status == Status::tolerated);
      if (!error && !warning) continue;
      all.push_back({error ? Severity::error : Severity::warning,
                     one_line(fmt::format("{}: {}", names[index], one.id), annotation_title_limit),
                     message_of(one, run), place_of(one, options.repository)});
    }
  }
  return all;
}

}  // namespace

std::string github_annotation_lines(std::span<const RunResult> runs, const GithubOptions& options) {
  const std::vector<Annotation> all = annotations_of(runs, options);
  std::string lines;
  for (const Severity severity : {Severity::error, Severity::warning}) {
    std::vector<const Annotation*> of_kind;
    for (const Annotation& one : all)
      if (one.severity == severity) of_kind.push_back(&one);
    const bool too_many = of_kind.size() > github_annotations;
    const std::size_t shown = too_many ? github_annotations - 1 : of_kind.size();
    for (std::size_t index = 0; index < shown; ++index) lines += command(*of_kind[index]);
    if (too_many)
      lines += command({severity,
                        "smtpspec",
                        fmt::format("{} more, which GitHub would not show here: see the summary of the job",
                                    of_kind.size() - shown),
                        {}});
  }
  return lines;
}

}  // namespace smtpspec::reports

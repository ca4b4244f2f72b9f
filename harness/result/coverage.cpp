#include "result/coverage.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <map>

#include "result/reply_code.hpp"

namespace smtpspec::result {
namespace {

constexpr std::string_view min_judged = "min-judged", max_blocked = "max-blocked";
constexpr std::string_view where = " where ";  // between what came and what was due

bool comes_to_a_verdict(Outcome outcome) {
  switch (outcome) {
    case Outcome::pass:
    case Outcome::fail:
    case Outcome::tolerated:
    case Outcome::crash:
    case Outcome::unstable:
      return true;
    case Outcome::not_applicable:
    case Outcome::blocked:
    case Outcome::error:
    case Outcome::not_run:
      return false;
  }
  return false;
}

// The command that the latest reply with this code answers; empty where the transcript does not tell.
std::string answered_by(const Transcript& transcript, std::string_view code) {
  const auto& entries = transcript.entries();
  const auto found = std::find_if(entries.rbegin(), entries.rend(), [&](const Entry& entry) {
    return entry.kind == EntryKind::reply && entry.octets.starts_with(code);
  });
  return found == entries.rend() ? std::string() : found->label;
}

// What a case was blocked by, without the line end that messages quote.
std::string_view without_end(std::string_view words) {
  static constexpr std::string_view quoted_end = "\\r\\n";
  if (words.ends_with(quoted_end)) words.remove_suffix(quoted_end.size());
  return words;
}

// "given recipient: …": the way to the state does not matter.
std::string_view without_state(std::string_view note) {
  const std::size_t colon = note.find(": ");
  return note.starts_with("given ") && colon != note.npos ? note.substr(colon + 2) : note;
}

// "silence where 220 was due", of what came and "expected 220".
std::string instead(std::string_view came, std::string_view expected) {
  static constexpr std::string_view verb = "expected ";
  came = came.substr(0, came.find(" within "));
  const std::string_view what = came == "nothing" ? "silence" : came;
  if (!expected.starts_with(verb)) return std::string(what);
  return fmt::format("{}{}{} was due", what, where, expected.substr(verb.size()));
}

// What cases have in common that one hindrance stood in the way of: neither the text of a reply, which may
// tell every session apart, nor what was due in its place.
std::string_view kind_of(std::string_view cause) {
  return cause.substr(0, begins_with_code(cause) ? cause.find(':') : cause.find(where));
}

// Rounded up for what is needed, down for what is allowed.
std::size_t share_of(const Amount& amount, std::size_t all, bool up) {
  return amount.percent ? (all * amount.number + (up ? 99 : 0)) / 100 : amount.number;
}

std::optional<Amount> demanded(const RunResult& run, std::string_view name) {
  for (const auto& [key, value] : run.properties)
    if (key == name) return parse_amount(value);
  return {};
}

}  // namespace

std::string cause_of(const CaseResult& blocked) {
  static constexpr std::string_view got = ", got ";
  const std::string_view note = without_state(blocked.note);
  const std::size_t at = note.rfind(got);
  if (at == note.npos) return std::string(note);
  const std::string_view came = without_end(note.substr(at + got.size()));
  if (!begins_with_code(came)) return instead(came, note.substr(0, at));
  const std::string_view code = came.substr(0, code_digits);
  const std::string command = answered_by(blocked.transcript, code);
  std::string_view text = came.substr(code_digits);
  while (text.starts_with(' ')) text.remove_prefix(1);
  return fmt::format("{}{}{}{}{}", code,
                     command.empty()         ? ""
                     : command == "greeting" ? " as "
                                             : " to ",
                     command, text.empty() ? "" : ": ", text);
}

Coverage coverage_of(const RunResult& run) {
  Coverage coverage;
  std::map<std::string, Hindrance> by_kind;
  for (const CaseResult& one : run.cases) {
    if (is_wire_rule(one)) continue;
    ++coverage.all;
    if (comes_to_a_verdict(one.outcome)) ++coverage.judged;
    if (one.outcome != Outcome::blocked) continue;
    ++coverage.blocked;
    const std::string cause = cause_of(one);
    const std::string kind(kind_of(cause));
    Hindrance& hindrance = by_kind.try_emplace(kind, Hindrance{.words = cause}).first->second;
    if (!begins_with_code(cause) && hindrance.words != cause) hindrance.words = kind;
    ++hindrance.cases;
  }
  for (auto& [kind, hindrance] : by_kind) coverage.hindrances.push_back(std::move(hindrance));
  std::stable_sort(coverage.hindrances.begin(), coverage.hindrances.end(),
                   [](const Hindrance& left, const Hindrance& right) { return left.cases > right.cases; });
  return coverage;
}

std::string Coverage::words() const {
  return fmt::format("{} of {} scenario{}", judged, all, all == 1 ? "" : "s");
}

std::string Amount::str() const {
  return fmt::format("{}{}", number, percent ? "%" : "");
}

std::optional<Amount> parse_amount(std::string_view words) {
  Amount amount;
  amount.percent = words.ends_with('%');
  if (amount.percent) words.remove_suffix(1);
  const char* const end = words.data() + words.size();
  const auto [stop, error] = std::from_chars(words.data(), end, amount.number);
  if (error != std::errc() || stop != end || (amount.percent && amount.number > 100)) return {};
  return amount;
}

void demand(RunResult& run, const Demands& demands) {
  const auto set = [&](std::string_view name, const std::optional<Amount>& amount) {
    if (!amount) return;
    std::erase_if(run.properties, [&](const auto& one) { return one.first == name; });
    run.properties.emplace_back(name, amount->str());
  };
  set(min_judged, demands.min_judged);
  set(max_blocked, demands.max_blocked);
}

std::string shortfall_of(const RunResult& run) {
  const Coverage coverage = coverage_of(run);
  if (const auto least = demanded(run, min_judged))
    if (coverage.judged < share_of(*least, coverage.all, true))
      return fmt::format("{} were judged, and at least {} are asked for", coverage.words(), least->str());
  if (const auto most = demanded(run, max_blocked))
    if (coverage.blocked > share_of(*most, coverage.all, false))
      return fmt::format("{} of {} scenarios were blocked, and at most {} may be", coverage.blocked,
                         coverage.all, most->str());
  return {};
}

}  // namespace smtpspec::result

#include "result/causes.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <string_view>
#include <tuple>

#include "result/reply_code.hpp"

namespace smtpspec::result {
namespace {

// "250 2.1.0" also of a reply's first line, "250-2.1.0 ok".
std::string with_blank(std::string_view code) {
  std::string words(code);
  if (words.size() > code_digits) words[code_digits] = ' ';
  return words;
}

// What the client said last in front of the entry, by its verb; empty if it said nothing.
std::string said_before(const Transcript& transcript, std::size_t entry) {
  const auto& entries = transcript.entries();
  for (std::size_t at = std::min(entry, entries.size()); at-- > 0;) {
    if (entries[at].kind == EntryKind::content) return "content";
    if (entries[at].kind != EntryKind::command) continue;
    const std::string_view octets = entries[at].octets;
    return std::string(octets.substr(0, octets.find_first_of(" \r\n")));
  }
  return {};
}

// What the reply is to that a finding means.
std::string command_answered(const CaseResult& one, const Finding& finding) {
  const auto& entries = one.transcript.entries();
  if (finding.entry >= entries.size()) return {};
  const std::string& label = entries[finding.entry].label;
  return label.empty() ? said_before(one.transcript, finding.entry) : label;
}

std::string joined(std::string_view what, std::string_view preposition, const std::string& command) {
  if (command.empty()) return std::string(what);
  if (command == "greeting") return fmt::format("{} as greeting", what);
  return fmt::format("{} {} {}", what, preposition, command);
}

// Of what is no reply: the verb of a command, or all of it up to the deadline.
std::string_view stable(std::string_view got) {
  const std::size_t end = got.find_first_of(" \\");
  const std::string_view verb = got.substr(0, end);
  const bool is_verb = !verb.empty() && std::all_of(verb.begin(), verb.end(),
                                                    [](char octet) { return octet >= 'A' && octet <= 'Z'; });
  return is_verb ? verb : got.substr(0, got.find(" within "));
}

std::string shown_by(const CaseResult& one, const Finding& finding) {
  const std::string_view got = finding.got;
  if (const std::size_t code = code_length(got); code > 0) {
    const bool accepts = got.front() == '2' || got.front() == '3';
    std::string words = joined(with_blank(got.substr(0, code)), "to", command_answered(one, finding));
    if (accepts) words += fmt::format(" where {} was due ({})", finding.expected, finding.clause.str());
    return words;
  }
  if (finding.entry < one.transcript.entries().size()) {
    const EntryKind kind = one.transcript.entries()[finding.entry].kind;
    const std::string before = said_before(one.transcript, finding.entry);
    if (kind == EntryKind::silence) return joined("silence", "behind", before);
    if (kind == EntryKind::closed || kind == EntryKind::reset)
      return joined("the end of the connection", "behind", before);
  }
  return got.empty() || finding.expected.empty()
             ? std::string()
             : fmt::format("{} where {} was due", stable(got), finding.expected);
}

const text::Clause& clause_of(const CaseResult& one) {
  const bool found = judged_by_findings(one) && one.findings.front().clause;
  return found ? one.findings.front().clause : one.clause;
}

int rank_of(text::Level level) {
  switch (level) {
    case text::Level::must:
    case text::Level::must_not:
      return 0;
    case text::Level::states:
      return 1;
    case text::Level::should:
    case text::Level::should_not:
      return 2;
    case text::Level::may:
      return 3;
  }
  return 3;
}

bool is_about_security(const CaseResult& one) {
  return std::find(one.tags.begin(), one.tags.end(), "security") != one.tags.end();
}

}  // namespace

std::string shown_by(const CaseResult& one) {
  if (one.findings.empty()) return {};
  const Finding& finding = one.findings.front();
  return finding.id == "expectation" ? shown_by(one, finding) : finding.id;
}

bool is_graver(const CaseResult& one, const CaseResult& other) {
  const auto key = [](const CaseResult& it) {
    return std::tuple(!is_about_security(it), rank_of(clause_of(it).level), it.clause.rfc,
                      std::string_view(it.id));
  };
  return key(one) < key(other);
}

std::vector<Cause> causes_of(std::vector<const CaseResult*> cases) {
  std::stable_sort(cases.begin(), cases.end(),
                   [](const CaseResult* one, const CaseResult* other) { return is_graver(*one, *other); });
  std::vector<Cause> causes;
  std::map<std::string, std::size_t> places;
  for (const CaseResult* one : cases) {
    std::string words = shown_by(*one);
    const auto [place, is_new] =
        words.empty() ? std::pair(places.end(), true) : places.emplace(words, causes.size());
    if (is_new)
      causes.push_back({std::move(words), {one}});
    else
      causes[place->second].cases.push_back(one);
  }
  return causes;
}

}  // namespace smtpspec::result

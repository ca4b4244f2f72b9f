#include "result/secrets.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <string_view>

#include "result/auth_exchange.hpp"
#include "result/secret_forms.hpp"

namespace smtpspec::result {
namespace {

std::string redacted_words(std::uint64_t octets) {
  return fmt::format("<redacted {} octet{}>", octets, octets == 1 ? "" : "s");
}

// Replaces a stretch. The gap of a shortened entry moves along, or goes where it lay within the stretch.
void replace(Entry& entry, const Stretch& stretch) {
  const std::uint64_t missing = entry.size > entry.octets.size() ? entry.size - entry.octets.size() : 0;
  const bool gap_inside = missing > 0 && entry.cut_at > stretch.begin && entry.cut_at < stretch.end;
  const std::size_t length = stretch.end - stretch.begin;
  const std::string words = redacted_words(length + (gap_inside ? missing : 0));
  entry.octets.replace(stretch.begin, length, words);
  if (gap_inside)
    entry.cut_at = 0;
  else if (missing > 0 && entry.cut_at >= stretch.end)
    entry.cut_at = entry.cut_at - length + words.size();
  entry.size = entry.octets.size() + (gap_inside ? 0 : missing);
}

// Words of one party as others see them: "AUTH" where a response stood in the place of a command.
void relabel(Entry& entry, const std::vector<std::string>& response_labels) {
  if (std::find(response_labels.begin(), response_labels.end(), entry.label) != response_labels.end())
    entry.label = "AUTH";
}

class Redactor {
 public:
  explicit Redactor(const std::vector<std::string>& known) {
    for (const std::string& secret : known) forms_.add(secret);
  }

  // First all sessions are gone through, since what is secret in one of them may be quoted in another.
  void learn_and_redact_exchanges(CaseResult& one) {
    std::vector<Entry> entries = one.transcript.entries();
    AuthExchange exchange;
    std::vector<std::string> secrets, labels;
    for (Entry& entry : entries) {
      const std::vector<Stretch> stretches = exchange.next(entry, secrets);
      for (auto stretch = stretches.rbegin(); stretch != stretches.rend(); ++stretch) {
        labels.push_back(
            label_of(std::string_view(entry.octets).substr(stretch->begin, stretch->end - stretch->begin)));
        replace(entry, *stretch);
      }
      relabel(entry, labels);
    }
    for (std::string& secret : secrets) forms_.add(std::move(secret));
    one.transcript = Transcript::restored(std::move(entries), one.transcript.omitted());
  }

  void settle() { forms_.settle(); }

  void redact(CaseResult& one) const {
    if (forms_.empty()) return;
    redact_transcript(one.transcript);
    for (Finding& finding : one.findings) {
      redact(finding.got, Voice::theirs);
      redact(finding.expected, Voice::unquoted);
      for (std::string* words : {&finding.message, &finding.reason}) redact(*words, Voice::ours);
    }
    for (Attempt& attempt : one.attempts) redact(attempt.headline, Voice::ours);
    if (one.expectation) redact(one.expectation->finding, Voice::ours);
    redact(one.note, Voice::ours);
    redact(one.target_log, Voice::theirs);
  }

  void redact(std::string& text, Voice voice) const {
    const std::vector<Stretch> stretches = forms_.find(text, voice);
    for (auto stretch = stretches.rbegin(); stretch != stretches.rend(); ++stretch)
      text.replace(stretch->begin, stretch->end - stretch->begin,
                   redacted_words(stretch->end - stretch->begin));
  }

 private:
  // As a transcript labels the reply to such a line.
  static std::string label_of(std::string_view response) {
    std::string label(response.substr(0, response.find(' ')));
    std::transform(label.begin(), label.end(), label.begin(),
                   [](unsigned char octet) { return static_cast<char>(std::toupper(octet)); });
    return label;
  }

  void redact_transcript(Transcript& transcript) const {
    bool any = false;
    std::vector<Entry> entries = transcript.entries();
    for (Entry& entry : entries) {
      const std::vector<Stretch> stretches = forms_.find(entry.octets, voice_of(entry));
      for (auto stretch = stretches.rbegin(); stretch != stretches.rend(); ++stretch)
        replace(entry, *stretch);
      const std::string label = entry.label;
      redact(entry.label, Voice::ours);
      any = any || !stretches.empty() || entry.label != label;
    }
    if (any) transcript = Transcript::restored(std::move(entries), transcript.omitted());
  }

  // Remarks about what happened are ours.
  static Voice voice_of(const Entry& entry) {
    switch (entry.kind) {
      case EntryKind::command:
      case EntryKind::content:
      case EntryKind::reply:
      case EntryKind::stray:
        return Voice::theirs;
      default:
        return Voice::ours;
    }
  }

  SecretForms forms_;
};

}  // namespace

void redact(RunResult& run, const std::vector<std::string>& known) {
  Redactor redactor(known);
  for (CaseResult& one : run.cases) redactor.learn_and_redact_exchanges(one);
  redactor.settle();
  for (CaseResult& one : run.cases) redactor.redact(one);
  redactor.redact(run.target_software, Voice::ours);
  for (auto& [name, value] : run.properties) redactor.redact(value, Voice::ours);
  redactor.redact(run.trouble, Voice::ours);
}

void redact(CaseResult& one, const std::vector<std::string>& known) {
  Redactor redactor(known);
  redactor.learn_and_redact_exchanges(one);
  redactor.settle();
  redactor.redact(one);
}

std::string redacted(std::string words, const std::vector<std::string>& known) {
  Redactor redactor(known);
  redactor.settle();
  redactor.redact(words, Voice::ours);
  return words;
}

}  // namespace smtpspec::result

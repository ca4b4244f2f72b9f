#include "result/secrets.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "result/auth_exchange.hpp"
#include "sasl/base64.hpp"
#include "text/visible.hpp"

namespace smtpspec::result {
namespace {

std::string redacted(std::uint64_t octets) {
  return fmt::format("<redacted {} octet{}>", octets, octets == 1 ? "" : "s");
}

// Replaces a stretch. The gap of a shortened entry moves along, or goes where it lay within the stretch.
void replace(Entry& entry, const Stretch& stretch) {
  const std::uint64_t missing = entry.size > entry.octets.size() ? entry.size - entry.octets.size() : 0;
  const bool gap_inside = missing > 0 && entry.cut_at > stretch.begin && entry.cut_at < stretch.end;
  const std::size_t length = stretch.end - stretch.begin;
  const std::string words = redacted(length + (gap_inside ? missing : 0));
  entry.octets.replace(stretch.begin, length, words);
  if (gap_inside)
    entry.cut_at = 0;
  else if (missing > 0 && entry.cut_at >= stretch.end)
    entry.cut_at = entry.cut_at - length + words.size();
  entry.size = entry.octets.size() + (gap_inside ? 0 : missing);
}

class Redactor {
 public:
  explicit Redactor(const std::vector<std::string>& known) {
    for (const std::string& secret : known) {
      secrets_.push_back(secret);
      secrets_.push_back(sasl::encode_base64(secret));
    }
  }

  // First all sessions are gone through, since what is secret in one of them may be quoted in another.
  void learn_and_redact_exchanges(CaseResult& one) {
    std::vector<Entry> entries = one.transcript.entries();
    AuthExchange exchange;
    for (Entry& entry : entries) {
      const std::vector<Stretch> stretches = exchange.next(entry, secrets_);
      for (auto stretch = stretches.rbegin(); stretch != stretches.rend(); ++stretch)
        replace(entry, *stretch);
    }
    one.transcript = Transcript::restored(std::move(entries), one.transcript.omitted());
  }

  void settle() {
    std::vector<std::string> visible;
    for (const std::string& secret : secrets_) visible.push_back(text::visible(secret));
    secrets_.insert(secrets_.end(), visible.begin(), visible.end());
    std::erase_if(secrets_, [](const std::string& secret) { return secret.size() < shortest_secret; });
    // The longest first: one secret may be part of another.
    std::sort(secrets_.begin(), secrets_.end(), [](const std::string& left, const std::string& right) {
      return left.size() != right.size() ? left.size() > right.size() : left < right;
    });
    secrets_.erase(std::unique(secrets_.begin(), secrets_.end()), secrets_.end());
  }

  void redact(CaseResult& one) const {
    redact_transcript(one.transcript);
    for (Finding& finding : one.findings)
      for (std::string* words : {&finding.message, &finding.expected, &finding.got}) redact(*words);
    for (Attempt& attempt : one.attempts) redact(attempt.headline);
    if (one.expectation) redact(one.expectation->finding);
    redact(one.note);
    redact(one.target_log);
  }

  void redact(std::string& words) const {
    for (const std::string& secret : secrets_)
      for (std::size_t at = words.find(secret); at != std::string::npos;) {
        const std::string instead = redacted(secret.size());
        words.replace(at, secret.size(), instead);
        at = words.find(secret, at + instead.size());
      }
  }

 private:
  void redact_transcript(Transcript& transcript) const {
    const auto holds_secret = [&](const Entry& entry) {
      return std::any_of(secrets_.begin(), secrets_.end(), [&](const std::string& secret) {
        return entry.octets.find(secret) != std::string::npos;
      });
    };
    const auto& all = transcript.entries();
    if (std::none_of(all.begin(), all.end(), holds_secret)) return;
    std::vector<Entry> entries = all;
    for (Entry& entry : entries)
      for (const std::string& secret : secrets_)
        for (std::size_t at = entry.octets.find(secret); at != std::string::npos;) {
          replace(entry, {at, at + secret.size()});
          at = entry.octets.find(secret, at + redacted(secret.size()).size());
        }
    transcript = Transcript::restored(std::move(entries), transcript.omitted());
  }

  std::vector<std::string> secrets_;
};

}  // namespace

void redact(RunResult& run, const std::vector<std::string>& known) {
  Redactor redactor(known);
  for (CaseResult& one : run.cases) redactor.learn_and_redact_exchanges(one);
  redactor.settle();
  for (CaseResult& one : run.cases) redactor.redact(one);
  for (auto& [name, value] : run.properties) redactor.redact(value);
  redactor.redact(run.trouble);
}

void redact(CaseResult& one, const std::vector<std::string>& known) {
  Redactor redactor(known);
  redactor.learn_and_redact_exchanges(one);
  redactor.settle();
  redactor.redact(one);
}

}  // namespace smtpspec::result

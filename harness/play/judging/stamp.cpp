#include "play/judging/stamp.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "smtp/command.hpp"

namespace smtpspec::play {
namespace {

constexpr std::array<std::string_view, 6> keywords = {"FROM", "BY", "VIA", "WITH", "ID", "FOR"};
constexpr std::array<std::string_view, 18> protocols = {
    "SMTP",      "ESMTP",      "ESMTPA",   "ESMTPS",    "ESMTPSA",   "LMTP",
    "LMTPA",     "LMTPS",      "LMTPSA",   "MMS",       "UTF8SMTP",  "UTF8SMTPA",
    "UTF8SMTPS", "UTF8SMTPSA", "UTF8LMTP", "UTF8LMTPA", "UTF8LMTPS", "UTF8LMTPSA"};
constexpr std::array<std::string_view, 12> months = {"JAN", "FEB", "MAR", "APR", "MAY", "JUN",
                                                     "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"};

template <class Range>
bool contains(const Range& range, std::string_view word) {
  return std::find(range.begin(), range.end(), word) != range.end();
}

bool is_blank(char one) {
  return one == ' ' || one == '\t' || one == '\r' || one == '\n';
}

bool all_digits(std::string_view word) {
  return !word.empty() &&
         std::all_of(word.begin(), word.end(), [](char one) { return one >= '0' && one <= '9'; });
}

// Comments become blanks (RFC 5322 section 3.2.2); what stands in quotes is no comment.
std::string comments_away(std::string_view value) {
  std::string out;
  int depth = 0;
  bool quoted = false;
  for (std::size_t at = 0; at < value.size(); ++at) {
    const char one = value[at];
    if (one == '\\' && (depth > 0 || quoted) && at + 1 < value.size()) {
      if (depth == 0) out.append(value.substr(at, 2));
      ++at;
      continue;
    }
    if (one == '"' && depth == 0) quoted = !quoted;
    if (one == '(' && !quoted) ++depth;
    if (depth == 0) out += one;
    if (one == ')' && !quoted && depth > 0) {
      --depth;
      out += ' ';
    }
  }
  return out;
}

// Apart by blanks; quotes hold blanks together.
std::vector<std::string> words_of(std::string_view text) {
  std::vector<std::string> words;
  std::string word;
  bool quoted = false;
  for (const char one : text) {
    if (one == '"') quoted = !quoted;
    if (!quoted && is_blank(one)) {
      if (!word.empty()) words.push_back(std::exchange(word, {}));
      continue;
    }
    word += one;
  }
  if (!word.empty()) words.push_back(std::move(word));
  return words;
}

}  // namespace

const Stamp::Clause* Stamp::find(std::string_view keyword) const {
  const auto found =
      std::find_if(clauses.begin(), clauses.end(), [&](const Clause& one) { return one.keyword == keyword; });
  return found == clauses.end() ? nullptr : &*found;
}

Stamp read_stamp(std::string_view value) {
  Stamp stamp;
  const std::string plain = comments_away(value);
  const std::size_t semicolon = plain.rfind(';');
  if (semicolon != plain.npos) stamp.date = plain.substr(semicolon + 1);
  // The word right behind a keyword is its value, whatever it reads.
  bool needs_value = false;
  for (std::string& word : words_of(std::string_view(plain).substr(0, semicolon))) {
    const std::string upper = smtp::upper(word);
    if (!needs_value && contains(keywords, upper)) {
      stamp.clauses.push_back({upper, {}});
      needs_value = true;
      continue;
    }
    if (stamp.clauses.empty()) stamp.clauses.push_back({"", {}});
    stamp.clauses.back().words.push_back(std::move(word));
    needs_value = false;
  }
  return stamp;
}

std::optional<DateWords> read_date(std::string_view date) {
  std::vector<std::string> words = words_of(date);
  if (!words.empty() && words.front().ends_with(',')) words.erase(words.begin());
  if (words.size() < 5) return std::nullopt;
  const std::string month = smtp::upper(words[1]);
  const bool is_date = all_digits(words[0]) && words[0].size() <= 2 && contains(months, month) &&
                       all_digits(words[2]) && words[2].size() >= 2 &&
                       words[3].find(':') != std::string::npos;
  if (!is_date) return std::nullopt;
  return DateWords{words[2], words[4]};
}

bool is_registered_protocol(std::string_view word) {
  return contains(protocols, smtp::upper(word));
}

bool is_domain_or_literal(std::string_view word) {
  if (word.starts_with('[')) return word.ends_with(']') && word.size() > 2;
  return !word.empty() && std::all_of(word.begin(), word.end(), [](char one) {
    return (one >= '0' && one <= '9') || (one >= 'a' && one <= 'z') || (one >= 'A' && one <= 'Z') ||
           one == '-' || one == '.' || (one & 0x80) != 0;
  });
}

}  // namespace smtpspec::play

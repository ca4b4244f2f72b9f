// AlternativesReader: what S:, C:, TLS: and `finally` lines have in common, and what modifies them: graded
// alternatives, `or blocked`, `by`.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

#include "scenario/expectations.hpp"
#include "scenario/lexer.hpp"
#include "scenario/mistakes.hpp"
#include "scenario/scenario.hpp"

namespace smtpspec::scenario {

// Reads into an Expect, an ExpectTls or a Finally; the derived reader knows what one alternative is.
template <class Expectation>
class AlternativesReader {
 public:
  explicit AlternativesReader(Mistakes& mistakes) : mistakes_(mistakes) {}
  virtual ~AlternativesReader() = default;
  AlternativesReader(const AlternativesReader&) = delete;
  AlternativesReader& operator=(const AlternativesReader&) = delete;

  // The line behind its first word, and what modifies it.
  Expectation read(const Line& line, Words& words, std::span<const Line> modifiers) {
    expect_.span = line.span;
    if (const auto example = what_to_write(); words.empty() && !example.empty())
      mistake(line.span, "what is expected is missing", std::string(example));
    else
      alternatives(words, Grade::accepted);
    modify(modifiers);
    return std::move(expect_);
  }

 protected:
  // The remedy for a line that expects nothing at all; empty: alternative() has its own.
  virtual std::string_view what_to_write() const { return {}; }
  // One alternative at the front of the words. False behind a mistake, which makes the rest of the line void.
  virtual bool alternative(Words& words, Grade grade) = 0;
  // Diagnoses what stands behind an alternative without being `or` or `tolerate`; nothing is taken yet.
  virtual void no_alternative_word(Words& words) = 0;
  // A modifier that is neither an alternative nor `by`; its first word is taken.
  virtual void modifier(const Line& line, Words& words, const Span& word) = 0;

  void alternatives(Words& words, Grade grade) {
    const std::size_t first = expect_.alternatives.size();
    while (alternative(words, grade) && !words.empty()) {
      const auto next = take_grade(words);
      if (!next) {
        no_alternative_word(words);
        break;
      }
      if (grade == Grade::tolerated && *next == Grade::accepted && words.peek() != "blocked") {
        mistake(words.here(), "'or' behind 'tolerate' would accept what follows",
                "write 'or tolerate' to tolerate it too; put what is accepted in front");
        break;
      }
      grade = *next;
    }
    words.skip_all();
    for (std::size_t at = first; at < expect_.alternatives.size(); ++at)
      expect_.alternatives[at].remark = words.remark();
    line_begins_ = first;
  }

  void modify(std::span<const Line> modifiers) {
    for (const Line& line : modifiers) {
      Words words(line.span);
      if (const auto grade = take_grade(words)) {
        alternatives(words, *grade);
        continue;
      }
      const Span word = words.take();
      if (word.octets() == "by")
        read_by(words, word, expect_.by, mistakes_);
      else
        modifier(line, words, word);
    }
  }

  // Diagnoses an alternative behind `or blocked`.
  bool may_follow(const Words& words) {
    if (expect_.alternatives.empty() ||
        !std::holds_alternative<AnythingElse>(expect_.alternatives.back().what))
      return true;
    return mistake(words.here(), "nothing can follow 'or blocked'",
                   "'blocked' takes everything that came before: make it the last alternative");
  }

  // `blocked` as an alternative; `example` is a line that holds one.
  bool may_be_blocked(const Span& word, Grade grade, std::string_view example) {
    if (grade != Grade::tolerated && !expect_.alternatives.empty()) return true;
    return mistake(word, "'blocked' stands behind 'or' only, as the last alternative",
                   "write what is expected in front of it: " + std::string(example));
  }

  bool mistake(const Span& where, std::string message, std::string remedy) {
    mistakes_.error(where, std::move(message), std::move(remedy));
    return false;
  }

  Expectation expect_;
  std::size_t line_begins_ = 0;  // the first alternative of the line above
  Mistakes& mistakes_;
};

}  // namespace smtpspec::scenario

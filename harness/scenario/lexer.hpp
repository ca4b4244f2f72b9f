// Lexer: a source as lines, and a line of the language's own words as words, each with its place.
//
// Lines that are sent are no words: texts.hpp and octet_runs.hpp read those, octet for octet.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "scenario/mistakes.hpp"
#include "text/source.hpp"

namespace smtpspec::scenario {

struct Line {
  text::Span span;  // without indentation and line end
  std::size_t number = 0;
  std::size_t indent = 0;  // blanks in front of it

  std::string_view octets() const { return span.octets(); }
  bool is_empty() const { return span.begin == span.end; }
  bool is_comment() const { return octets().starts_with('#'); }
  text::Span first_word() const;
  // Everything behind the first `octets` octets of the line.
  text::Span behind(std::size_t octets) const;
};

// All lines of a source, empty ones and comments included. Diagnoses what no line may hold: octets that are
// not UTF-8 (once), control characters, a tab in the indentation.
std::vector<Line> lines_of(const text::SourcePtr& source, Mistakes& mistakes);

text::Span part(const text::Span& whole, std::size_t begin, std::size_t end);

// The words of a line, taken from the front. An insertion is part of its word, with the blanks in it, and so
// is what stands in quotes at the start of one. A `#`
// at the start or behind a blank begins the remark.
class Words {
 public:
  explicit Words(const text::Span& range);

  bool empty() const { return next_ == words_.size(); }
  std::string_view peek() const { return empty() ? std::string_view() : words_[next_].octets(); }
  // The next word; where there is none, the place behind the last one.
  text::Span here() const;
  text::Span take();
  // Takes the next word if it is this one.
  bool take(std::string_view word);
  // From the next word to the last.
  text::Span rest() const;
  void skip_all() { next_ = words_.size(); }
  const std::string& remark() const { return remark_; }

 private:
  std::vector<text::Span> words_;
  std::size_t next_ = 0;
  text::Span behind_;
  std::string remark_;
};

// Where the insertion ends that begins at `at` with its brace: behind the closing one, which quotes in it may
// hold as well. npos: nothing closes it.
std::size_t insertion_end(std::string_view octets, std::size_t at);
// Where the quotes end that begin at `at`: behind the closing ones. npos: nothing closes them.
std::size_t quotes_end(std::string_view octets, std::size_t at);

// Where the remark begins in a text of words: the position of its `#`, or the size. Quotes hold none.
std::size_t remark_begins(std::string_view words);

// Diagnoses whatever is left; `behind` says what it stands behind ("'alone'").
void expect_no_more(Words& words, std::string_view behind, Mistakes& mistakes);

std::optional<std::uint64_t> number_of(std::string_view digits);
bool all_digits(std::string_view octets);  // and at least one
// lower-case letter *(lower-case letter / DIGIT / "-")
bool is_name(std::string_view octets);
// The NAME of "<NAME>"; empty if the word is none.
std::string_view name_in_brackets(std::string_view word);
bool is_blank(char octet);

}  // namespace smtpspec::scenario

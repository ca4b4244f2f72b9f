// Header: the lines above the first step that say which rule a scenario is about and what it needs.
#pragma once

#include <map>
#include <set>
#include <span>
#include <string_view>
#include <vector>

#include "scenario/lexer.hpp"
#include "scenario/scenario.hpp"

namespace smtpspec::scenario {

std::span<const std::string_view> header_words();
bool is_header_word(std::string_view word);

// Reads header lines into a scenario, one at a time and in any order.
class HeaderReader {
 public:
  HeaderReader(Scenario& into, Mistakes& mistakes) : scenario_(into), mistakes_(mistakes) {}

  // A line whose first word is a header word.
  void read(const Line& line);
  // A line of the header whose first word is none. What it may have been meant to be is not called missing.
  void unknown(const Line& line);
  // Diagnoses what is missing, at `place` (the title).
  void finish(const Span& place);
  // False where `judges` is missing, or misspelt so that nobody can tell what was meant.
  bool side_is_known() const { return side_is_known_; }
  // False where `given` has a mistake.
  bool given_is_known() const { return given_is_known_; }
  // True if the header said something that nobody understood: what it says of the steps is not certain.
  bool has_unknown_words() const { return has_unknown_words_; }

 private:
  void requirement(Words& words, const Span& line);
  void see(Words& words);
  void check_see();
  void judges(Words& words);
  void take_side_meant_by(std::string_view word);
  void given(Words& words, const Span& line);
  void failing_means(Words& words);
  void needs(Words& words);
  void fault(Words& words, const Span& line);
  void extension(Words& words);
  void check_given_for_client();
  bool is_first(const Line& line);
  bool is_missing(std::string_view word) const;

  Scenario& scenario_;
  Mistakes& mistakes_;
  std::map<std::string_view, std::size_t> first_line_;  // of the words that stand once
  std::vector<Line> submits_;
  std::vector<text::Span> see_at_;             // the places of scenario_.see
  std::set<std::string_view> probably_meant_;  // by the words that are none
  bool side_is_known_ = false;
  bool given_is_known_ = true;
  bool has_unknown_words_ = false;
};

// The title: the comment block that opens the file, up to a bare `#`. `next` moves behind the whole block.
std::string read_title(std::span<const Line> lines, std::size_t& next, Mistakes& mistakes);

// An extension's keyword, in capitals. Diagnoses what is none.
std::string read_keyword(const Span& word, Mistakes& mistakes);

}  // namespace smtpspec::scenario

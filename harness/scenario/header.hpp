// Header: the lines above the first step that say which rule a scenario is about and what it needs.
#pragma once

#include <map>
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
  // Diagnoses what is missing, at `place` (the title).
  void finish(const Span& place);
  // False for `judges relay`, whose steps this version can't read.
  bool steps_are_known() const { return steps_are_known_; }

 private:
  void requirement(Words& words, const Span& line);
  void judges(Words& words);
  void given(Words& words, const Span& line);
  void needs(Words& words);
  void fault(Words& words, const Span& line);
  void extension(Words& words);
  void check_given_for_client();
  bool is_first(const Line& line);

  Scenario& scenario_;
  Mistakes& mistakes_;
  std::map<std::string_view, std::size_t> first_line_;  // of the words that stand once
  std::vector<Line> submits_;
  bool steps_are_known_ = true;
};

// The title: the comment block that opens the file, up to a bare `#`. `next` moves behind the whole block.
std::string read_title(std::span<const Line> lines, std::size_t& next, Mistakes& mistakes);

// An extension's keyword, in capitals. Diagnoses what is none.
std::string read_keyword(const Span& word, Mistakes& mistakes);

}  // namespace smtpspec::scenario

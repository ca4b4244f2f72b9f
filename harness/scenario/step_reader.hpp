// Step reader: everything below the header, line by line, into steps and contents.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "scenario/blocks.hpp"
#include "scenario/first_words.hpp"
#include "scenario/lexer.hpp"
#include "scenario/names.hpp"
#include "scenario/scenario.hpp"

namespace smtpspec::scenario {

class StepReader {
 public:
  StepReader(std::span<const Line> lines, Judges judges, std::vector<Step>& steps,
             std::vector<Content>& contents, Mistakes& mistakes);

  // Reads lines[next], which is neither empty nor a comment nor the header's, and what belongs to it.
  // Moves `next` behind that.
  void read(std::size_t& next);
  // Behind the last line.
  void finish();

  const Excused& excused() const { return excused_; }

 private:
  Line behind_leg(const Line& line);
  void step(const Line& line, std::string_view marker, std::size_t& next);
  bool is_of_no_leg(const Line& line, std::string_view word);
  void put(Step step);
  bool is_out_of_place_behind_turn(const Line& line, std::string_view word);
  void turn(const Line& line);
  void turn_back();
  void dialogue(const Line& line, std::string_view marker, std::span<const Line> modifiers);
  bool belongs_to_other_side(const Line& line, std::string_view word);
  void own_step(const Line& line, std::span<const Line> modifiers);
  bool relay_step(const Line& line, std::span<const Line> modifiers);
  void not_on_this_leg(const Line& line, std::string_view word);
  void content(std::size_t& next);
  void unknown(const Line& line, std::size_t& next);
  void unmodifiable(std::span<const Line> modifiers, std::string_view what);
  std::vector<Line> take_modifiers(const Line& step, std::size_t& next);
  bool modifies(const Line& line, const Line& step);
  void excuse(const Line& line);

  std::span<const Line> lines_;
  Judges judges_;
  Sides sides_;                           // of the line that is read
  std::optional<RelayLeg> leg_;           // that it names, where a relay is judged
  std::optional<std::size_t> turned_in_;  // so many blocks a `turn` holds in
  std::vector<Content>& contents_;
  Mistakes& mistakes_;
  Blocks blocks_;
  Excused excused_;
};

}  // namespace smtpspec::scenario

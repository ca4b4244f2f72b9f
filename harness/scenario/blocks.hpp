// Blocks: either … or … end, optionally … end and repeat … end, while their steps are read.
#pragma once

#include <variant>
#include <vector>

#include "scenario/lexer.hpp"
#include "scenario/scenario.hpp"

namespace smtpspec::scenario {

// Blocks deeper than this are refused: nobody reads them, and whoever walks through steps does so by
// recursion.
inline constexpr std::size_t deepest_nesting = 8;

class Blocks {
 public:
  Blocks(std::vector<Step>& into, Mistakes& mistakes) : outermost_(into), mistakes_(mistakes) {}

  bool empty() const { return open_.empty(); }
  std::size_t depth() const { return open_.size(); }
  // Where the next step goes: the innermost block.
  std::vector<Step>& steps() { return open_.empty() ? outermost_ : open_.back().steps; }

  void open_either(const Line& line);
  void open_optionally(const Line& line);
  void open_repeat(const Line& line);
  void separate(const Line& line);  // or, or tolerate, tolerate
  void end(const Line& line);
  // Diagnoses every block that is still open; `remedy` says where its `end` belongs.
  void close_all(const std::string& remedy);

  // The line that opened a block was not understood: its `end` is to come.
  void lose_one() { ++lost_; }
  bool has_lost() const { return lost_ > 0; }

 private:
  struct Open {
    Line line;
    std::variant<Either, Repeat, Optionally> block;
    std::vector<Step> steps;  // of the branch that is being read
    Either::Branch branch;
    std::size_t errors;  // that were known when it was opened
  };

  bool is_too_deep(const Line& line);
  // Closes what stands deeper than the block of this line's indentation. False if there is no such block.
  bool unwind_to(const Line& line);
  void close_innermost();
  void close_without_end(const std::string& remedy);
  void finish_branch(Open& open);
  Step finish(Open open);
  void check(const Open& open, const Either& either);
  void check(const Open& open, const Optionally& optionally);

  std::vector<Step>& outermost_;
  std::vector<Open> open_;
  std::size_t lost_ = 0;
  Mistakes& mistakes_;
};

}  // namespace smtpspec::scenario

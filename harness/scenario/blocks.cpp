#include "scenario/blocks.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "scenario/expectations.hpp"
#include "scenario/texts.hpp"

namespace smtpspec::scenario {
namespace {

constexpr std::uint64_t most_repetitions = 100000;

const char* word_of(const std::variant<Either, Repeat, Optionally>& block) {
  constexpr std::array words = {"either", "repeat", "optionally"};
  return words[block.index()];
}

}  // namespace

bool Blocks::is_too_deep(const Line& line) {
  if (open_.size() < deepest_nesting) return false;
  mistakes_.error(line.first_word(), fmt::format("blocks stand in blocks more than {} deep", deepest_nesting),
                  "split the scenario: one file, one rule");
  lose_one();
  return true;
}

void Blocks::open_either(const Line& line) {
  Words words(line.span);
  words.take();
  expect_no_more(words, "'either'", mistakes_);
  if (is_too_deep(line)) return;
  Either::Branch branch;
  branch.remark = words.remark();
  branch.span = line.span;
  open_.push_back({line, Either{{}, line.span}, {}, std::move(branch), mistakes_.errors()});
}

void Blocks::open_optionally(const Line& line) {
  Words words(line.span);
  words.take();
  expect_no_more(words, "'optionally'", mistakes_);
  if (is_too_deep(line)) return;
  open_.push_back({line, Optionally{{}, line.span}, {}, {}, mistakes_.errors()});
}

void Blocks::open_repeat(const Line& line) {
  Words words(line.span);
  words.take();
  const Span amount = words.take();
  const std::size_t before = mistakes_.errors();
  Sum times = read_amount(amount, "the number of times", mistakes_);
  if (const auto number = fixed_value(times);
      mistakes_.errors() == before && number && (*number == 0 || *number > most_repetitions))
    mistakes_.error(amount, fmt::format("a block is repeated 1 to {} times", most_repetitions),
                    "write a number in these bounds");
  expect_no_more(words, "the number of times", mistakes_);
  if (is_too_deep(line)) return;
  open_.push_back({line, Repeat{std::move(times), {}, line.span}, {}, {}, mistakes_.errors()});
}

bool Blocks::unwind_to(const Line& line) {
  const auto same = std::find_if(open_.rbegin(), open_.rend(),
                                 [&](const Open& one) { return one.line.indent == line.indent; });
  if (same == open_.rend()) return false;
  for (auto deeper = same - open_.rbegin(); deeper > 0; --deeper)
    close_without_end(fmt::format("put 'end' in front of line {}", line.number));
  return true;
}

void Blocks::separate(const Line& line) {
  Words words(line.span);
  const Span word = line.first_word();
  const auto grade = take_grade(words);
  if (open_.empty()) {
    if (lost_ == 0)
      mistakes_.error(word, fmt::format("this {} belongs to no 'either'", shown(word.octets())),
                      "an 'or' of an expectation stands below its line, indented deeper");
    return;
  }
  expect_no_more(words, "an 'or' of a block", mistakes_);
  if (!unwind_to(line) && lost_ == 0)
    mistakes_.error(word, fmt::format("this {} stands at no block's indentation", shown(word.octets())),
                    fmt::format("write it below the '{}' of line {}", word_of(open_.back().block),
                                open_.back().line.number));
  Open& open = open_.back();
  if (!std::holds_alternative<Either>(open.block)) {
    if (lost_ == 0)
      mistakes_.error(word, fmt::format("a '{}' has no {}", word_of(open.block), shown(word.octets())),
                      fmt::format("the '{}' is in line {}; an 'or' belongs to an 'either'",
                                  word_of(open.block), open.line.number));
    return;
  }
  finish_branch(open);
  open.branch = {.grade = grade.value_or(Grade::accepted), .remark = words.remark(), .span = line.span};
}

void Blocks::end(const Line& line) {
  Words words(line.span);
  const Span word = words.take();
  expect_no_more(words, "'end'", mistakes_);
  if (open_.empty() || !unwind_to(line)) {
    if (lost_ > 0) {
      --lost_;
      return;
    }
    if (open_.empty()) {
      mistakes_.error(word, "this 'end' ends nothing", "take it away, or write the block's first line above");
      return;
    }
    mistakes_.error(word, "this 'end' stands at no block's indentation",
                    fmt::format("write it below the '{}' of line {}", word_of(open_.back().block),
                                open_.back().line.number));
  }
  close_innermost();
}

void Blocks::close_all(const std::string& remedy) {
  lost_ += open_.size();  // their ends may still come
  while (!open_.empty()) close_without_end(remedy);
}

void Blocks::close_without_end(const std::string& remedy) {
  const Open& open = open_.back();
  mistakes_.error(open.line.first_word(), fmt::format("this '{}' has no 'end'", word_of(open.block)), remedy);
  close_innermost();
}

void Blocks::close_innermost() {
  Open open = std::move(open_.back());
  open_.pop_back();
  Step step = finish(std::move(open));
  steps().push_back(std::move(step));
}

void Blocks::finish_branch(Open& open) {
  open.branch.steps = std::exchange(open.steps, {});
  std::get<Either>(open.block).branches.push_back(std::exchange(open.branch, {}));
}

Step Blocks::finish(Open open) {
  if (auto* repeat = std::get_if<Repeat>(&open.block)) {
    if (open.steps.empty() && mistakes_.errors() == open.errors)
      mistakes_.error(open.line.span, "this 'repeat' repeats nothing",
                      "write steps between it and its 'end'");
    repeat->steps = std::move(open.steps);
    return {std::move(*repeat)};
  }
  if (auto* optionally = std::get_if<Optionally>(&open.block)) {
    optionally->steps = std::move(open.steps);
    if (mistakes_.errors() == open.errors) check(open, *optionally);
    return {std::move(*optionally)};
  }
  finish_branch(open);
  auto& either = std::get<Either>(open.block);
  if (mistakes_.errors() == open.errors) check(open, either);
  // It waits on the leg of the line that it begins with.
  const bool empty = either.branches.front().steps.empty();
  const std::size_t leg = empty ? 0 : either.branches.front().steps.front().leg;
  return {std::move(either), leg};
}

void Blocks::check(const Open& open, const Optionally& optionally) {
  if (optionally.steps.empty() || !std::holds_alternative<Expect>(optionally.steps.front().what))
    mistakes_.error(open.line.span, "'optionally' must begin with a line that is expected",
                    "write the C: line below it that tells whether the client does it");
}

void Blocks::check(const Open& open, const Either& either) {
  if (either.branches.size() < 2)
    mistakes_.error(open.line.span, "this 'either' has one branch only",
                    "write 'or' and another branch in front of its 'end'");
  const bool tls = !either.branches.front().steps.empty() &&
                   std::holds_alternative<ExpectTls>(either.branches.front().steps.front().what);
  for (const Either::Branch& branch : either.branches) {
    if (branch.steps.empty()) {
      mistakes_.error(branch.span, "this branch is empty", "begin it with the expectation that chooses it");
      continue;
    }
    const Step& first = branch.steps.front();
    const bool chooses_by_reply = std::holds_alternative<Expect>(first.what);
    const bool chooses_by_tls = std::holds_alternative<ExpectTls>(first.what);
    if (!chooses_by_reply && !chooses_by_tls)
      mistakes_.error(span_of(first), "a branch can't begin with this step",
                      "it begins with the expectation that chooses it: a line that is expected, or TLS:");
    else if (chooses_by_tls != tls)
      mistakes_.error(span_of(first), "this branch is chosen by something else than the first one",
                      "all branches begin with TLS:, or none does");
  }
}

}  // namespace smtpspec::scenario

// Expectations: S: lines and what modifies them.
#pragma once

#include <span>

#include "scenario/lexer.hpp"
#include "scenario/scenario.hpp"

namespace smtpspec::scenario {

// The line of an expectation, behind its marker; `modifiers` are the indented lines below it.
Step read_expectation(const Line& line, Words words, std::span<const Line> modifiers, Mistakes& mistakes);

// The same where a first alternative goes without saying: further ones, if there are, begin the words.
Expect read_expectation_behind(Alternative first, const Line& line, Words& words,
                               std::span<const Line> modifiers, Mistakes& mistakes);

// The words that may open an indented line below an S: line.
std::span<const std::string_view> expectation_modifiers();

// or / tolerate / or tolerate: takes them and returns the grade; empty if none of them is next.
std::optional<Grade> take_grade(Words& words);

// The clause of an indented `by`, for any step that may have one. Diagnoses a second one.
void read_by(Words& words, const Span& by, std::optional<text::Clause>& into, Mistakes& mistakes);

// A step that only `by` may modify.
void read_only_by(std::span<const Line> modifiers, std::optional<text::Clause>& into, std::string_view what,
                  Mistakes& mistakes);

// Diagnoses a word that modifies nothing here.
void unknown_modifier(const Line& line, std::span<const std::string_view> known, Mistakes& mistakes);

}  // namespace smtpspec::scenario

// Texts: what stands on the page, with insertions in braces, and the sums in them.
#pragma once

#include "scenario/mistakes.hpp"
#include "scenario/scenario.hpp"

namespace smtpspec::scenario {

// text = *(octet / insertion): every octet of the range counts.
Text read_text(const Span& range, Mistakes& mistakes);

// insertion = "{" sum "}": the range holds both braces.
Sum read_insertion(const Span& range, Mistakes& mistakes);

// NUMBER / insertion, as one word. `what` names the number in messages ("the number of octets").
Sum read_amount(const Span& word, std::string_view what, Mistakes& mistakes);

// A sum that is just this number.
Sum sum_of(std::uint64_t number, const Span& span);

// The number that a sum is, if nothing in it is known only in a session.
std::optional<std::uint64_t> fixed_value(const Sum& sum);

// Octets and insertions as they come, with neighbouring octets in one piece.
class TextBuilder {
 public:
  void add(char octet);
  void add(Sum sum);
  Text take(const Span& span);

 private:
  Text text_;
};

// Reads the insertion, or the doubled brace, that begins at `at` in the range; returns where it ends.
// Diagnoses a brace that nothing closes.
std::size_t read_brace(const Span& range, std::size_t at, TextBuilder& into, Mistakes& mistakes);

}  // namespace smtpspec::scenario

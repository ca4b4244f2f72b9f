// Suggestion: the known word that an unknown one was probably meant to be.
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace smtpspec::text {

// Edits (insert, delete, replace, swap of neighbours) that turn one word into the other; ASCII case is
// ignored.
std::size_t edit_distance(std::string_view left, std::string_view right);

// The nearest known word, if it is near enough to be meant (a third of the word's length, at least one edit);
// otherwise empty.
std::string_view nearest(std::string_view word, std::span<const std::string_view> known);

// "did you mean 'x'?" if something is near, otherwise "known here: a, b, c" ("and N more" beyond a dozen).
std::string suggest(std::string_view word, std::span<const std::string_view> known);

}  // namespace smtpspec::text

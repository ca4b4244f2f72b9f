// Diagnostic: one mistake of a person's, with its place and its remedy, in the compilers' form.
//
//   scenarios/a.smtp:4:12: error: no SMTP extension is called 'PIPLINING'
//      4 | needs        PIPLINING
//        |              ^~~~~~~~~
//        = help: did you mean 'PIPELINING'?
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "text/source.hpp"

namespace smtpspec::text {

enum class Severity { error, warning };

struct Diagnostic {
  Severity severity = Severity::error;
  Span span;
  std::string message;
  std::string hint;  // what to do about it; may be empty
};

using Diagnostics = std::vector<Diagnostic>;

bool has_errors(const Diagnostics& diagnostics);

// Sorted by files and places; those without a place come first.
Diagnostics in_order(Diagnostics diagnostics);

// The form above, ending in a newline. Control characters of the source line are made visible; a tab counts
// as one column and is shown as a blank, so that the caret stands where it should; a long line is cut around
// the caret.
std::string render(const Diagnostic& diagnostic);

// All of them in the order of their places, and a last line that counts them. Empty for none.
std::string render(const Diagnostics& diagnostics);

// The two lines under a heading: the source line and the caret, as `render` shows them. Used for failures as
// well. Empty for a span without a source.
std::string excerpt(const Span& span);

}  // namespace smtpspec::text

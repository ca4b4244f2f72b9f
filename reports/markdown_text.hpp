// Markdown text: pieces of GitHub's Markdown around text that may come from a target.
//
// Such text never becomes markup: in a line it stands within <code>, where neither a mention nor a link is
// looked for, and every character that means something to Markdown or HTML is a character reference; as
// lines it stands within a fence that is longer than any in it.
#pragma once

#include <string>
#include <string_view>

namespace smtpspec::reports {

// For text of our own that may hold such characters nonetheless (titles, reasons). One line.
std::string markdown_words(std::string_view text);

// "<code>250 2.1.0 Ok</code>"; empty for an empty text. One line.
std::string markdown_code(std::string_view text);

// A link to a page of the web; just the words where the address is anything else. One line.
std::string markdown_link(std::string_view text, std::string_view url);

// Lines, each with its newline.
std::string markdown_fence(std::string_view lines);

}  // namespace smtpspec::reports

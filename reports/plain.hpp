// Plain: the last gate before a text enters a report, and the ways to shorten it.
//
// Texts arrive here in the notation of text/visible (octets from the wire were made visible where they were
// quoted). This gate trusts nobody: what is still no printable character is escaped now, and what a CI system
// would obey is broken up. Backslashes are not doubled again, so passing twice changes nothing.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace smtpspec::reports {

enum class Charset { utf8, ascii };

// Lines stay lines; everything else that is not printable is escaped; markers are broken up.
std::string plain(std::string_view text, Charset charset = Charset::utf8);

// As `plain`, but newlines are escaped too; no blanks at the ends; at most `most` octets, the last three of
// which are dots if something was cut.
std::string one_line(std::string_view text, std::size_t most, Charset charset = Charset::utf8);

// At most `most` octets (200 or more) of a text of lines: its head and its tail, with a line between them
// that says how much is missing. Neither a character nor an escape is cut in two.
std::string cut_lines(std::string text, std::size_t most);

// Octets of many lines from the target (its log), made visible line by line; line ends are not shown.
std::string visible_lines(std::string_view octets);

}  // namespace smtpspec::reports

// Visible: octets from the wire, made printable. Nothing that a target wrote reaches a person, a report or a
// CI log before it has passed through here.
//
// The notation is reversible: CR, LF and TAB are \r \n \t, a backslash is \\, any other octet that is no
// printable character is \xNN, and a character that is valid UTF-8 but invisible or misleading (C1 controls,
// bidirectional controls, zero-width characters, non-characters) is \u{NNNN}.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace smtpspec::text {

bool is_utf8(std::string_view octets);

// Valid UTF-8 beyond ASCII stays as it is, unless it is invisible or misleading.
std::string visible(std::string_view octets);

// Printable ASCII only: every octet beyond it is escaped.
std::string visible_ascii(std::string_view octets);

// As `visible`, at most `most` octets of input: the head and the tail, with "... [N octets] ..." between.
std::string visible_cut(std::string_view octets, std::size_t most);

// Breaks up what CI systems would obey if a target wrote it: GitHub's "::command::" at the start of a line
// and
// "##[", Azure's "##vso[", TeamCity's "##teamcity[", Jenkins' "[[ATTACHMENT|", GitLab's "section_start:". The
// first character of the marker is written as \xNN. Expects text that is visible already.
std::string without_markers(std::string_view printable);

}  // namespace smtpspec::text

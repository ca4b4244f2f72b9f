// Whether a delivered message carries a content, octet for octet, behind what delivery may add to it.
#pragma once

#include <string>
#include <string_view>

#include "play/octet_source.hpp"

namespace smtpspec::play {

// What tells this content's message from every other: its first line that holds the case's token, without
// line end. The token alone if there is none near the beginning.
std::string recognizable_line(OctetSource& content, const std::string& token);

// Empty if `message` is the content with header fields added (trace information, RFC 5321 4.4; fields that a
// submission server adds, RFC 6409 8): the content's header lines stand in it in their order, and the body is
// the same. Otherwise the first difference in words. With `lf_line_ends` CRLF is compared as LF. A line end
// that delivery put behind a last line without one is no difference.
std::string content_difference(OctetSource& content, std::string_view message, bool lf_line_ends);

// Whether the message has another header section than the content, or another transfer encoding of its body:
// somebody wrote it anew.
bool is_written_anew(OctetSource& content, std::string_view message);

}  // namespace smtpspec::play

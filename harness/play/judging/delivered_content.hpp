// Whether a delivered message carries a content, octet for octet, behind what delivery may add to it.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "play/material/octet_source.hpp"

namespace smtpspec::play {

// What tells this content's message from every other: its first line that holds the case's token, without
// line end, of a header field only its body. The token alone if there is none near the beginning.
std::string recognizable_line(OctetSource& content, const std::string& token);

// How a message differs from a content. Header fields may be added (trace information, RFC 5321 4.4; fields
// that a submission server adds, RFC 6409 8), and a line end behind a last line without one: that is no
// difference.
struct ContentDifference {
  std::string header;  // in words; empty: the content's header lines stand there in their order, or none does
  std::string body;    // the first difference in words; empty: the same octet for octet
  bool reencoded = false;  // the body has another transfer encoding
  // Decoded, a body in base64 or quoted-printable is the content's, or is not; empty: it is in neither.
  std::optional<bool> decodes_to_the_same;
  bool several_parts = false;     // the content is a multipart: each part has an encoding of its own
  bool empty_lines_more = false;  // the body has empty lines more at its end, and is the same otherwise

  bool none() const { return header.empty() && body.empty(); }
  // The body can't be compared, or is the same but for its end.
  bool is_of_another_form() const { return !body.empty() && (reencoded || empty_lines_more); }
  // Somebody composed the message again.
  bool is_written_anew() const { return !header.empty() || reencoded; }
  std::string in_words() const { return body.empty() ? header : body; }
};

// With `lf_line_ends` CRLF is compared as LF.
ContentDifference compare_contents(OctetSource& content, std::string_view message, bool lf_line_ends);

}  // namespace smtpspec::play

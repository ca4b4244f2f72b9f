// The content of a submission, made fit for what a server offers.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace smtpspec::reference {

bool has_high_octets(std::string_view octets);
// Longer than 998 octets without CRLF (RFC 5321 section 4.5.3.1.6).
bool has_long_lines(std::string_view octets);

// Whether its header section says that it is MIME with octets beyond ASCII in its body (RFC 2045 sections 4
// and 6.2), as whoever asks for 8BITMIME has to say (RFC 5321 section 2.4).
bool is_labelled_8bit(std::string_view message);

// Lone CRs and LFs become CRLF (RFC 5321 section 2.3.8).
std::string with_crlf(std::string_view octets);

// A mistake: CRLF becomes LF.
std::string with_bare_lf(std::string_view octets);

// A mistake: lines of more than 500 octets are cut.
std::string with_short_lines(std::string_view octets);

// The message with its body in quoted-printable (RFC 2045 section 6.7), the only change besides
// Content-Transfer-Encoding and a missing MIME-Version. Empty where that cannot be done: headers beyond
// ASCII, a body of several parts (unless they are encoded as one, which is a mistake), or one that is encoded
// already.
std::optional<std::string> in_quoted_printable(std::string_view message, bool parts_as_one = false);

}  // namespace smtpspec::reference

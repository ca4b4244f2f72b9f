// A dialogue with the reference server in memory, written as a transcript.
//
//   C: text      what the client sends, with CRLF behind it; lines that follow each other are one segment
//   R: text      the same without CRLF, where \r \n \\ and \xNN name octets
//   C*3: text    three times the same; R*3: likewise
//   --           the segment ends here
//   TLS          the handshake succeeds
//   END          the client ends the connection
//   S: 250 2.1.0 one reply: its code and, where there is one, its enhanced code
//   given STATE  the first line: the session was opened up to that state (see `openings` in dialogue.cpp)
//   closed, TLS wanted, and `accepted <from> <to> ... SIZE content` for what else the server does
//
// `play` answers the transcript with the server's own lines in place of those written there, so that a test
// says expect(transcript, behaviour).
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "reference/server.hpp"

namespace smtpspec::reference {

// "\r\n" in a transcript, as octets.
std::string unescaped(std::string_view text);

std::string play(const Behaviour& behaviour, std::string_view transcript);

// Expects that the server does as the transcript says.
void expect(std::string_view transcript, const Behaviour& behaviour = {});

// The same, but each reply line in full: `S: 250-2.0.0 text`, octets made visible, a bare LF as \n.
std::string play_in_full(const Behaviour& behaviour, std::string_view transcript);

// Everything that the server does on the client's part of a transcript, octet for octet. The segments are the
// transcript's.
std::string record(const Behaviour& behaviour, std::string_view transcript);

// The same with the segments cut in pieces of `most` octets.
std::string record_in_pieces(const Behaviour& behaviour, std::string_view transcript, std::size_t most);

// The octets behind the greeting that a server answers to one segment of a session opened with EHLO.
std::string answer_to(const Behaviour& behaviour, std::string_view octets);

}  // namespace smtpspec::reference

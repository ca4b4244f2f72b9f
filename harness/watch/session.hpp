// Session: the replies of a transcript, read again, each with what was known when it came.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "result/transcript.hpp"
#include "smtp/reply.hpp"

namespace smtpspec::watch {

struct SeenReply {
  std::size_t entry = 0;
  smtp::Reply reply;  // of a shortened entry, the lines before the gap
  bool shortened = false;
  // As in the transcript; empty where it is not certain which command this reply answers: not known, or the
  // client sent octets before that servers read as one line or as several.
  std::string label;
  bool in_tls = false;
  // By a command before it or what a half-close left unfinished; by one behind it where the server ended the
  // session then.
  bool asked_for = true;
  bool enhanced_codes_offered = false;  // by the latest EHLO reply before it; a handshake forgets the offer
  bool authenticated = false;     // 235 came before it, in this session or this part of it behind a handshake
  bool smtputf8_allowed = false;  // its command had that parameter, or its transaction's MAIL

  bool answers(std::string_view command) const { return label == command; }
  // "the reply to MAIL", "the greeting"
  std::string name() const;
};

// Whether a piece of its octets is left out.
bool is_shortened(const result::Entry& entry);

std::vector<SeenReply> replies_of(const result::Transcript& transcript);

}  // namespace smtpspec::watch

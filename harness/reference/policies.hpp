// Policies: what a correct server may do and many do, while the reference server does it only in one of its
// variants (variants.hpp). Nothing of it is a mistake.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "reference/set.hpp"

namespace smtpspec::reference {

// What each is answered with stands in the table of replies, under a situation of the same name.
enum class Policy {
  turns_sessions_away,  // a 554 instead of the greeting, then nothing but QUIT (RFC 5321 3.1)
  refuses_greetings,    // EHLO and HELO
  begins_anew_at_mail,  // inside a transaction (RFC 5321 3.3: MAIL resets all buffers)
  refuses_senders,      // each of these four, whatever it is
  refuses_recipients,
  refuses_data,
  refuses_contents,
  refuses_first_recipient,  // of a session
  refuses_logins,           // AUTH that would have succeeded
  refuses_bare_line_ends,   // in mail data
  refuses_deliver_by,       // BY of MAIL that nothing is wrong with (RFC 2852 section 4)
  refuses_long_paths,       // RFC 5321 4.5.3.1.1 to 4.5.3.1.3
  tls_first,                // RFC 3207 section 4
  login_first,              // RFC 4954 section 6
  verifies,                 // VRFY tells which mailboxes there are
};

// When a session ends with 421. Each is a number; 0: never for this reason.
struct Patience {
  std::size_t errors = 0;               // the command behind so many refusals
  std::size_t commands_logged_out = 0;  // the command behind so many, without AUTH
  std::size_t messages = 0;             // MAIL behind so many
  std::size_t commands = 0;             // 421 unasked behind the reply to this many (RFC 5321 3.8)
};

// What a message store makes of a message that was accepted.
struct Filing {
  bool header_anew = false;   // Subject first, addresses without their angle brackets
  bool fields_added = false;  // Date, Message-ID and others that were missing
  bool trace_added = false;   // Return-Path and Received, on top
  bool line_added = false;    // an empty line at the end
  bool bare_lf = false;       // lines end as they do on that machine
};

std::string filed(const Filing& filing, std::string_view content);

}  // namespace smtpspec::reference

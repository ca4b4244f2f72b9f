// What a server gets wrong about SMTPUTF8 (RFC 6531) beyond the parameter of MAIL. A correct one makes none
// of these mistakes.
#pragma once

#include <string>
#include <string_view>

#include "smtp/path.hpp"

namespace smtpspec::reference {

struct Behaviour;

enum class Utf8Mistake {
  refuses_u_labels,         // in a domain
  refuses_quoted_strings,   // with characters beyond ASCII
  takes_bad_u_labels,       // that begin with a hyphen
  takes_specials,           // in a dot-string that holds characters beyond ASCII
  reads_wide_signs,         // U+FF20 and U+FF0E as the ASCII ones
  refuses_verified_string,  // beyond ASCII, in VRFY
  refuses_expn_parameter,
  takes_value_in_vrfy,
  tells_new_address_unasked,  // by 251 and 551 to RCPT, in a transaction without SMTPUTF8
  tells_unasked,              // in reply to VRFY without the parameter, a mailbox beyond ASCII
};

// A mailbox beyond ASCII that SMTPUTF8 lets pass, and this server does not.
bool refuses_in_spite_of_smtputf8(const Behaviour& behaviour, const smtp::Path& path);

// The argument of MAIL or RCPT as a server reads it that takes what is none for a path.
std::string misread_path_argument(const Behaviour& behaviour, std::string argument);

// VRFY or EXPN came with the parameter (RFC 6531 section 3.7.4.2), or with a value that it must not have.
bool asks_for_utf8(std::string_view argument);
bool asks_for_utf8_with_value(std::string_view argument);

}  // namespace smtpspec::reference

// The directory: addresses of the reference server that are no mailboxes: a list, and those of people who
// have moved (RFC 5321 sections 3.4 and 3.5).
#pragma once

#include <array>
#include <string_view>

#include "reference/behaviour.hpp"
#include "reference/session.hpp"

namespace smtpspec::reference {

constexpr std::string_view mailing_list = "friends@mx.test";
constexpr std::array<std::string_view, 2> members_of_the_list = {"alice@mx.test", "bob@mx.test"};

struct Moved {
  std::string_view address, new_address;
  bool is_forwarded = false;  // else mail for it is refused
};

constexpr Moved forwarded{"carl@mx.test", "carl@example.net", true};
constexpr Moved moved{"dora@mx.test", "dora@example.net", false};
constexpr Moved forwarded_beyond_ascii{"erik@mx.test", "\xC3\xA9rik@example.net", true};
constexpr Moved moved_beyond_ascii{"fay@mx.test", "f\xC3\xA4y@example.net", false};

// By a mailbox or its local part; null where nobody has moved from there.
const Moved* find_moved(std::string_view name);

// What RCPT and VRFY lead to; the new address is told, where it may be (RFC 6531 section 3.7.4).
Situation recipient_who_moved(const Behaviour& behaviour, Session& session, const Moved& who);
Situation name_of_who_moved(Session& session, const Moved& who, bool asks_for_utf8);

}  // namespace smtpspec::reference

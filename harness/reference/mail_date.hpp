// Dates as mail has them (RFC 5322 section 3.3).
#pragma once

#include <string>

namespace smtpspec::reference {

// So many seconds after the time at which the clock of the reference peers begins: "Mon, 02 Jan 2023 03:04:05
// +0000".
std::string mail_date(long seconds);

}  // namespace smtpspec::reference

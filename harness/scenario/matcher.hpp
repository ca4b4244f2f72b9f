// Matcher: what is expected, in words. The patterns themselves match in scenario.hpp.
#pragma once

#include <string>
#include <string_view>

#include "scenario/scenario.hpp"

namespace smtpspec::scenario {

// "552 5.3.4", "250 that offers SIZE", "the connection's end".
std::string describe(const Alternative& alternative);

// "552 5.3.4, 452 or (tolerated) 5yz". `or blocked` is no expectation and is left out.
std::string describe(const Expect& expect);

// "a handshake with TLS 1.2 or 1.3 and a certificate for {server}", "a handshake or its failure".
std::string describe(const ExpectTls& expect);

// "an exchange of AUTH PLAIN".
std::string describe(const Exchange& exchange);
// "delivered or refused".
std::string describe(const Finally& last);

// "offers SIZE", as it is written.
std::string describe(const Check& check);
// "received-field with ESMTP", "action failed", as they are written.
std::string describe(const TraceCheck& check);
std::string describe(const ReportCheck& check);
std::string describe(const NothingMore& nothing);
// "MAIL FROM:<{sender}> ...", as it is written, without its modifiers.
std::string describe(const CommandExpected& command);

std::string_view name_of(Told told);
std::string_view name_of(Certificate certificate);  // "self-signed"

}  // namespace smtpspec::scenario

// Bearer: OAUTHBEARER (RFC 7628) and XOAUTH2, which GNU SASL does not have. One message of the client's holds
// it all; a server that refuses it says why in a challenge, and the client's answer to that says nothing.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sasl/mechanism.hpp"

namespace smtpspec::sasl {

// What the client says. `,` and `=` of the user's name as RFC 5801 section 4 has them in a GS2 header.
std::string bearer_response(Mechanism mechanism, const Credentials& who);
// The account whose token a response holds; null where it has another form, or where token and user are not
// those of an account. A name may be left out in OAUTHBEARER (RFC 7628 section 3.1).
const Credentials* find_bearer(Mechanism mechanism, std::string_view response,
                               const std::vector<Credentials>& accounts);
// The challenge that says why (RFC 7628 section 3.2.2), and the client's answer to it (3.2.3).
std::string bearer_error(Mechanism mechanism);
std::string bearer_error_answer(Mechanism mechanism);

}  // namespace smtpspec::sasl

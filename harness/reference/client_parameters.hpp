// Parameters of MAIL that the reference client sends by mistake: BY, REQUIRETLS, SUBMITTER, SOLICIT, MTRK and
// their like, whether anybody asked for them or not.
#pragma once

#include <string>
#include <string_view>

#include "reference/client_behaviour.hpp"
#include "smtp/extensions.hpp"

namespace smtpspec::reference {

// Each with a blank in front of it; empty for a correct client. `written`: the command so far.
std::string unwanted_parameters(const ClientBehaviour& behaviour, const smtp::Extensions& offered,
                                std::string_view written);

// "DATA", but for a client that has the message fetched.
std::string begins_mail_data(const ClientBehaviour& behaviour, const smtp::Extensions& offered);

}  // namespace smtpspec::reference

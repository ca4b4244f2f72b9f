// The parameters of DSN as the reference client writes them: RFC 3461 section 4, RFC 6533 section 3.
#pragma once

#include <cstddef>
#include <string>

#include "reference/client_behaviour.hpp"
#include "reference/client_submission.hpp"
#include "smtp/extensions.hpp"

namespace smtpspec::reference {

// Each with a blank before it; empty where nothing is to be said.
std::string dsn_parameters_of_mail(const ClientBehaviour& behaviour, const Submission& submission,
                                   const smtp::Extensions& offered);
// `mailbox` as it stands in the path.
std::string dsn_parameters_of_recipient(const ClientBehaviour& behaviour, const Submission& submission,
                                        const smtp::Extensions& offered, std::size_t recipient,
                                        const std::string& mailbox);

}  // namespace smtpspec::reference

// The faults of the reference client by area, in no order.
#pragma once

#include <vector>

#include "reference/client_faults.hpp"

namespace smtpspec::reference {

std::vector<ClientFault> client_session_faults();
std::vector<ClientFault> client_tls_faults();
std::vector<ClientFault> client_auth_faults();
std::vector<ClientFault> client_mechanism_faults();
std::vector<ClientFault> client_offers_faults();
std::vector<ClientFault> client_limits_faults();
std::vector<ClientFault> client_address_faults();
std::vector<ClientFault> client_envelope_faults();
std::vector<ClientFault> client_dsn_faults();
std::vector<ClientFault> client_replies_faults();
std::vector<ClientFault> client_content_faults();
std::vector<ClientFault> client_parameter_faults();
std::vector<ClientFault> client_binary_faults();
std::vector<ClientFault> client_request_faults();
std::vector<ClientFault> client_wish_faults();

}  // namespace smtpspec::reference

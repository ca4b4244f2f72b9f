#include "reference/client_faults.hpp"

#include "reference/client_fault_areas.hpp"

namespace smtpspec::reference {

std::span<const ClientFault> client_faults() {
  static const std::vector<ClientFault> faults = in_order<ClientBehaviour>(
      {client_session_faults, client_tls_faults, client_auth_faults, client_offers_faults,
       client_limits_faults, client_mechanism_faults, client_envelope_faults, client_dsn_faults,
       client_replies_faults, client_content_faults, client_binary_faults, client_address_faults,
       client_parameter_faults, client_request_faults, client_wish_faults});
  return faults;
}

const ClientFault* find_client_fault(std::string_view name) {
  return find_change(client_faults(), name);
}

}  // namespace smtpspec::reference

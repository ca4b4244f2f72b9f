#include "reference/client_faults.hpp"

#include <algorithm>
#include <iterator>

#include "reference/client_fault_areas.hpp"

namespace smtpspec::reference {
namespace {

std::vector<ClientFault> collect_client_faults() {
  std::vector<ClientFault> all;
  for (auto* area :
       {client_session_faults, client_tls_faults, client_auth_faults, client_offers_faults,
        client_mechanism_faults, client_envelope_faults, client_replies_faults, client_content_faults}) {
    std::vector<ClientFault> some = area();
    std::move(some.begin(), some.end(), std::back_inserter(all));
  }
  std::sort(all.begin(), all.end(),
            [](const ClientFault& a, const ClientFault& b) { return a.name < b.name; });
  return all;
}

}  // namespace

std::span<const ClientFault> client_faults() {
  static const std::vector<ClientFault> faults = collect_client_faults();
  return faults;
}

const ClientFault* find_client_fault(std::string_view name) {
  const auto faults = client_faults();
  const auto found =
      std::lower_bound(faults.begin(), faults.end(), name,
                       [](const ClientFault& fault, std::string_view key) { return fault.name < key; });
  return found != faults.end() && found->name == name ? &*found : nullptr;
}

}  // namespace smtpspec::reference

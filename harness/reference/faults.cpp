#include "reference/faults.hpp"

#include <algorithm>
#include <iterator>

#include "reference/fault_areas.hpp"

namespace smtpspec::reference {
namespace {

std::vector<Fault> collect_faults() {
  std::vector<Fault> all;
  for (auto* area : {session_faults, transaction_faults, mail_data_faults, starttls_faults, pipelining_faults,
                     chunking_faults, size_faults, internationalization_faults, reply_faults, auth_faults,
                     mechanism_faults, scram_faults}) {
    std::vector<Fault> some = area();
    std::move(some.begin(), some.end(), std::back_inserter(all));
  }
  std::sort(all.begin(), all.end(), [](const Fault& a, const Fault& b) { return a.name < b.name; });
  return all;
}

}  // namespace

std::span<const Fault> server_faults() {
  static const std::vector<Fault> faults = collect_faults();
  return faults;
}

const Fault* find_server_fault(std::string_view name) {
  const auto faults = server_faults();
  const auto found =
      std::lower_bound(faults.begin(), faults.end(), name,
                       [](const Fault& fault, std::string_view key) { return fault.name < key; });
  return found != faults.end() && found->name == name ? &*found : nullptr;
}

}  // namespace smtpspec::reference

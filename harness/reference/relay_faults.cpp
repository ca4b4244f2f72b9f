#include "reference/relay_faults.hpp"

#include "reference/relay_fault_areas.hpp"

namespace smtpspec::reference {

std::span<const RelayFault> relay_faults() {
  static const std::vector<RelayFault> faults =
      in_order<RelayBehaviour>({relay_envelope_faults, relay_dsn_faults, relay_extension_faults,
                                relay_trace_faults, relay_content_faults, relay_passage_faults,
                                relay_queue_faults, relay_notice_faults, relay_report_faults});
  return faults;
}

const RelayFault* find_relay_fault(std::string_view name) {
  return find_change(relay_faults(), name);
}

}  // namespace smtpspec::reference

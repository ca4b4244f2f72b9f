// The faults of the reference relay by area, in no order, and the words that they are written in.
#pragma once

#include <vector>

#include "reference/relay_faults.hpp"

namespace smtpspec::reference {

// A mistake of the relay itself, and one of the client in it.
template <auto mistake>
void relay_makes(RelayBehaviour& behaviour) {
  behaviour.mistakes.add(mistake);
}
template <auto mistake>
void sender_makes(RelayBehaviour& behaviour) {
  behaviour.client.mistakes.add(mistake);
}

std::vector<RelayFault> relay_envelope_faults();
std::vector<RelayFault> relay_dsn_faults();
std::vector<RelayFault> relay_extension_faults();
std::vector<RelayFault> relay_trace_faults();
std::vector<RelayFault> relay_content_faults();
std::vector<RelayFault> relay_passage_faults();
std::vector<RelayFault> relay_queue_faults();
std::vector<RelayFault> relay_notice_faults();
std::vector<RelayFault> relay_report_faults();

}  // namespace smtpspec::reference

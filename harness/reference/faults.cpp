#include "reference/faults.hpp"

#include "reference/fault_areas.hpp"

namespace smtpspec::reference {

std::span<const Fault> server_faults() {
  static const std::vector<Fault> faults = in_order<Behaviour>({session_faults,
                                                                transaction_faults,
                                                                mail_data_faults,
                                                                starttls_faults,
                                                                pipelining_faults,
                                                                chunking_faults,
                                                                size_faults,
                                                                limits_faults,
                                                                etrn_faults,
                                                                atrn_faults,
                                                                internationalization_faults,
                                                                reply_faults,
                                                                auth_faults,
                                                                mechanism_faults,
                                                                scram_faults,
                                                                state_faults,
                                                                content_faults,
                                                                asking_faults,
                                                                list_faults,
                                                                enhanced_code_faults,
                                                                address_faults,
                                                                name_faults,
                                                                dsn_faults,
                                                                deliver_by_faults,
                                                                parameter_faults,
                                                                mt_priority_faults,
                                                                future_release_faults,
                                                                burl_faults,
                                                                directory_faults});
  return faults;
}

const Fault* find_server_fault(std::string_view name) {
  return find_change(server_faults(), name);
}

}  // namespace smtpspec::reference

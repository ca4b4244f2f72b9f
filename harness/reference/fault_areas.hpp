// The faults of each area, in no order.
#pragma once

#include <vector>

#include "reference/faults.hpp"

namespace smtpspec::reference {

std::vector<Fault> session_faults();
std::vector<Fault> transaction_faults();
std::vector<Fault> mail_data_faults();
std::vector<Fault> starttls_faults();
std::vector<Fault> pipelining_faults();
std::vector<Fault> chunking_faults();
std::vector<Fault> size_faults();
std::vector<Fault> internationalization_faults();
std::vector<Fault> reply_faults();
std::vector<Fault> auth_faults();
std::vector<Fault> mechanism_faults();
std::vector<Fault> scram_faults();

}  // namespace smtpspec::reference

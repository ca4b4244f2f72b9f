// The faults of each area, in no order.
#pragma once

#include <vector>

#include "reference/faults.hpp"

namespace smtpspec::reference {

// Of addresses and names.
template <Form form>
void mistakes(Behaviour& behaviour) {
  behaviour.mistaken_forms.add(form);
}
template <Malformation one>
void overlooks(Behaviour& behaviour) {
  behaviour.overlooked.add(one);
}

template <ParameterSlip slip>
void slips(Behaviour& behaviour) {
  behaviour.parameter_slips.add(slip);
}

template <RequestSlip slip>
void asks(Behaviour& behaviour) {
  behaviour.request_slips.add(slip);
}

std::vector<Fault> session_faults();
std::vector<Fault> transaction_faults();
std::vector<Fault> address_faults();
std::vector<Fault> name_faults();
std::vector<Fault> state_faults();
std::vector<Fault> mail_data_faults();
std::vector<Fault> content_faults();
std::vector<Fault> starttls_faults();
std::vector<Fault> pipelining_faults();
std::vector<Fault> chunking_faults();
std::vector<Fault> size_faults();
std::vector<Fault> internationalization_faults();
std::vector<Fault> reply_faults();
std::vector<Fault> auth_faults();
std::vector<Fault> asking_faults();
std::vector<Fault> list_faults();
std::vector<Fault> limits_faults();
std::vector<Fault> etrn_faults();
std::vector<Fault> atrn_faults();
std::vector<Fault> enhanced_code_faults();
std::vector<Fault> mechanism_faults();
std::vector<Fault> scram_faults();
std::vector<Fault> dsn_faults();
std::vector<Fault> deliver_by_faults();
std::vector<Fault> parameter_faults();
std::vector<Fault> mt_priority_faults();
std::vector<Fault> future_release_faults();
std::vector<Fault> burl_faults();
std::vector<Fault> directory_faults();

}  // namespace smtpspec::reference

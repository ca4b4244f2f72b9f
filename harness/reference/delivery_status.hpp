// The second part of a report: fields about the message, and a group of fields for each recipient (RFC 3464
// sections 2.2 and 2.3).
#pragma once

#include <string>

#include "reference/delivery_report.hpp"

namespace smtpspec::reference {

// Addresses as they are (message/global-delivery-status), or in ASCII.
enum class ReportForm { ascii, utf8 };

std::string status_fields(const RelayBehaviour& behaviour, const DeliveryReport& report, ReportForm form);

// For people: one line for each recipient.
std::string explanation(const DeliveryReport& report, ReportForm form);

// Whether an address in it is beyond ASCII.
bool has_utf8_address(const DeliveryReport& report);

}  // namespace smtpspec::reference

// Delivery status notifications as the reference relay writes them: RFC 3461 section 6, RFC 3464 and, for
// addresses and headers beyond ASCII, RFC 6533.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "reference/relay_behaviour.hpp"

namespace smtpspec::reference {

enum class ReportAction { failed, delayed, relayed, delivered };

std::string_view name_of(ReportAction action);

struct ReportedRecipient {
  ReportAction action = ReportAction::failed;
  std::string final_recipient;     // as RCPT had it
  std::string original_recipient;  // the value of ORCPT; empty without one
  std::string status;              // "5.1.1"
  std::string remote_mta;          // empty: no other host took part
  std::string trouble;             // a reply with its code, or our own words; empty: nothing is known
};

struct DeliveryReport {
  std::size_t id = 0;
  std::string to;           // the reverse-path
  std::string envelope_id;  // the value of ENVID; empty without one
  std::string date;
  std::string arrival_date;
  std::string deliver_by_date;  // empty without BY
  std::string client_name;      // of EHLO
  std::vector<ReportedRecipient> recipients;
  std::string_view message;  // that it is about
  bool whole = false;        // all of it is returned
  bool binary = false;       // it is
};

struct WrittenReport {
  std::string content;
  bool needs_smtputf8 = false;
  std::optional<std::string> seven_bit_content;  // for a server without SMTPUTF8 or 8BITMIME
};

WrittenReport write_report(const RelayBehaviour& behaviour, const DeliveryReport& report);

}  // namespace smtpspec::reference

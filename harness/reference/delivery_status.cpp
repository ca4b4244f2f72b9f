#include "reference/delivery_status.hpp"

#include <algorithm>
#include <vector>

#include "reference/utf8_address.hpp"
#include "smtp/command.hpp"
#include "smtp/path.hpp"
#include "smtp/xtext.hpp"

namespace smtpspec::reference {
namespace {
namespace status {

using Fields = std::vector<std::string>;

// Of a type that only has printable ASCII.
std::string printable(std::string text) {
  for (char& octet : text)
    if (octet < ' ' || octet > '~') octet = '?';
  return text;
}

// What is no line of a header when it is decoded stays encoded.
std::string decoded_xtext(const std::string& value) {
  const std::string decoded = smtp::decode_xtext(value).value_or(value);
  return printable(decoded) == decoded ? decoded : value;
}

std::string envelope_id(const RelayBehaviour& behaviour, const DeliveryReport& report) {
  using enum ReportMistake;
  std::string id = report.envelope_id;
  if (behaviour.makes(no_envelope_id)) return "";
  if (id.empty() && behaviour.makes(envelope_id_made_up))
    id = std::to_string(report.id) + "@" + behaviour.name;
  if (!behaviour.makes(envelope_id_undecoded)) id = decoded_xtext(id);
  return behaviour.makes(envelope_id_in_lower_case) ? smtp::lower(id) : id;
}

void add_dates(const RelayBehaviour& behaviour, const DeliveryReport& report, Fields& fields) {
  using enum ReportMistake;
  std::string arrival = report.arrival_date;
  if (behaviour.makes(arrival_zone_name)) arrival.replace(arrival.find("+0000"), 5, "GMT");
  fields.push_back("Arrival-Date: " + arrival);
  if (!report.deliver_by_date.empty()) fields.push_back("Deliver-By-Date: " + report.deliver_by_date);
}

void add_message_fields(const RelayBehaviour& behaviour, const DeliveryReport& report, Fields& fields) {
  using enum ReportMistake;
  const std::string id = envelope_id(behaviour, report);
  if (!id.empty()) fields.push_back("Original-Envelope-Id: " + id);
  const std::string remote = report.recipients.front().remote_mta;
  const bool names_remote = behaviour.makes(reporting_mta_remote) && !remote.empty();
  const std::string type = behaviour.makes(reporting_mta_type) ? "X-Relay; " : "dns; ";
  if (!behaviour.makes(no_reporting_mta))
    fields.push_back("Reporting-MTA: " + type + (names_remote ? remote : behaviour.name));
  if (behaviour.makes(gateway_named)) fields.push_back("DSN-Gateway: dns; " + behaviour.name);
  if (behaviour.has(RelayHabit::reports_with_more) && !report.client_name.empty())
    fields.push_back("Received-From-MTA: dns; " + report.client_name + " ([127.0.0.1])");
  add_dates(behaviour, report, fields);
}

bool is_utf8_type(std::string_view type) {
  return smtp::equal_ignoring_case(type, "utf-8");
}

std::string original_recipient(const RelayBehaviour& behaviour, const ReportedRecipient& one,
                               ReportForm form) {
  const std::size_t semicolon = one.original_recipient.find(';');
  if (semicolon == std::string::npos) {
    const bool made_up = behaviour.makes(ReportMistake::original_made_up);
    return made_up ? "rfc822; " + printable(one.final_recipient) : "";
  }
  const std::string type = one.original_recipient.substr(0, semicolon);
  std::string address = one.original_recipient.substr(semicolon + 1);
  if (behaviour.makes(ReportMistake::original_undecoded)) return type + "; " + printable(address);
  const bool plain = form == ReportForm::utf8 && !behaviour.makes(ReportMistake::escapes_in_global);
  if (is_utf8_type(type))
    address = plain ? without_escapes(address) : with_escaped_utf8(address);
  else
    address = decoded_xtext(address);
  return type + "; " + address;
}

std::string without_quotes(std::string address) {
  std::erase(address, '"');
  return address;
}

std::string final_recipient(const RelayBehaviour& behaviour, const ReportedRecipient& one, ReportForm form) {
  using enum ReportMistake;
  std::string address = one.final_recipient;
  if (behaviour.makes(final_in_lower_case)) address = smtp::lower(address);
  if (behaviour.makes(final_unquoted)) address = without_quotes(address);
  const bool utf8 = !smtp::is_ascii(address);
  const std::string type = behaviour.makes(final_type) ? "smtp; " : "rfc822; ";
  if (behaviour.makes(final_without_type) && !utf8) return address;
  if (!utf8) return type + address;
  if (behaviour.makes(utf8_as_ascii)) return type + (form == ReportForm::utf8 ? address : printable(address));
  const bool plain = form == ReportForm::utf8 && !behaviour.makes(escapes_in_global);
  if (plain || behaviour.makes(utf8_in_ascii_part)) return "utf-8; " + address;
  return "utf-8; " + as_escaped_address(address);
}

std::string action_of(const RelayBehaviour& behaviour, const ReportedRecipient& one) {
  if (behaviour.makes(ReportMistake::unknown_action)) return "rejected";
  if (behaviour.makes(ReportMistake::wrong_action))
    return one.action == ReportAction::failed ? "delayed" : "delivered";
  std::string action(name_of(one.action));
  return behaviour.has(RelayHabit::reports_in_capitals) ? smtp::upper(action) : action;
}

bool is_reply(const std::string& trouble) {
  const auto is_digit = [](char one) {
    return one >= '0' && one <= '9';
  };
  return trouble.size() >= 3 && std::all_of(trouble.begin(), trouble.begin() + 3, is_digit);
}

std::string status_of(const RelayBehaviour& behaviour, const ReportedRecipient& one) {
  std::string status = one.status;
  if (behaviour.makes(ReportMistake::status_in_words)) return std::string(name_of(one.action));
  if (behaviour.makes(ReportMistake::wrong_class)) status.front() = status.front() == '2' ? '5' : '2';
  if (behaviour.makes(ReportMistake::zeros_in_status)) status.insert(2, "0");
  if (behaviour.has(RelayHabit::reports_with_more)) status += " (" + std::string(name_of(one.action)) + ")";
  return status;
}

std::string diagnostic(const RelayBehaviour& behaviour, const ReportedRecipient& one) {
  if (behaviour.makes(ReportMistake::diagnostic_made_up)) return "smtp; 550 5.0.0 delivery failed";
  const bool is_smtp = is_reply(one.trouble) && !behaviour.makes(ReportMistake::diagnostic_type);
  return (is_smtp ? "smtp; " : "X-Relay; ") + printable(one.trouble);
}

Fields group_of(const RelayBehaviour& behaviour, const DeliveryReport& report, const ReportedRecipient& one,
                ReportForm form) {
  using enum ReportMistake;
  Fields fields;
  const std::string original = original_recipient(behaviour, one, form);
  if (!original.empty() && !behaviour.makes(no_original)) fields.push_back("Original-Recipient: " + original);
  if (!behaviour.makes(no_final))
    fields.push_back("Final-Recipient: " + final_recipient(behaviour, one, form));
  if (!behaviour.makes(no_action)) fields.push_back("Action: " + action_of(behaviour, one));
  if (!behaviour.makes(no_status)) fields.push_back("Status: " + status_of(behaviour, one));
  if (!one.remote_mta.empty() && !behaviour.makes(no_remote_mta))
    fields.push_back((behaviour.makes(remote_mta_type) ? "Remote-MTA: X-Relay; " : "Remote-MTA: dns; ") +
                     one.remote_mta);
  if (!one.trouble.empty() && !behaviour.makes(no_diagnostic))
    fields.push_back("Diagnostic-Code: " + diagnostic(behaviour, one));
  if (behaviour.has(RelayHabit::reports_with_more)) {
    fields.push_back("Last-Attempt-Date: " + report.date);
    fields.push_back("X-Relay-Queue-Id: " + std::to_string(report.id));
  }
  if (behaviour.makes(will_retry_failed)) fields.push_back("Will-Retry-Until: " + report.date);
  return fields;
}

std::string written(const RelayBehaviour& behaviour, Fields fields) {
  std::string text;
  for (std::string& one : fields) {
    if (behaviour.has(RelayHabit::reports_in_capitals)) {
      const std::size_t colon = one.find(':');
      one = smtp::upper(one.substr(0, colon)) + one.substr(colon);
    }
    text += one + "\r\n";
  }
  return text;
}

}  // namespace status
}  // namespace

std::string status_fields(const RelayBehaviour& behaviour, const DeliveryReport& report, ReportForm form) {
  status::Fields of_message;
  status::add_message_fields(behaviour, report, of_message);
  const std::string about_message = status::written(behaviour, of_message);
  std::string groups;
  for (const ReportedRecipient& one : report.recipients) {
    const bool joined = !groups.empty() && behaviour.makes(ReportMistake::groups_joined);
    groups +=
        (joined ? "" : "\r\n") + status::written(behaviour, status::group_of(behaviour, report, one, form));
  }
  if (!behaviour.makes(ReportMistake::message_fields_last)) return about_message + groups;
  return groups.substr(groups.find_first_not_of("\r\n")) + "\r\n" + about_message;
}

std::string explanation(const DeliveryReport& report, ReportForm form) {
  std::string text;
  for (const ReportedRecipient& one : report.recipients) {
    const std::string address =
        form == ReportForm::utf8 ? one.final_recipient : with_escaped_utf8(one.final_recipient);
    text += "<" + address + ">: " + std::string(name_of(one.action));
    if (!one.trouble.empty()) text += ": " + status::printable(one.trouble);
    text += "\r\n";
  }
  return text;
}

bool has_utf8_address(const DeliveryReport& report) {
  return !smtp::is_ascii(report.to) ||
         std::any_of(report.recipients.begin(), report.recipients.end(), [](const ReportedRecipient& one) {
           return !smtp::is_ascii(one.final_recipient) || !smtp::is_ascii(one.original_recipient);
         });
}

}  // namespace smtpspec::reference

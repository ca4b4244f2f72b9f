#include "reference/delivery_report.hpp"

#include <algorithm>

#include "reference/client_content.hpp"
#include "reference/delivery_status.hpp"
#include "reference/header_fields.hpp"
#include "sasl/base64.hpp"
#include "smtp/path.hpp"

namespace smtpspec::reference {
namespace {
namespace report_parts {

// With the CRLF of its last line, and without the empty line behind it.
std::string_view header_section(std::string_view message) {
  if (message.starts_with(crlf)) return {};
  const std::size_t end = message.find("\r\n\r\n");
  return end == message.npos ? message : message.substr(0, end + crlf.size());
}

std::string in_base64(std::string_view octets) {
  constexpr std::size_t width = 76;
  const std::string encoded = sasl::encode_base64(octets);
  std::string lines;
  for (std::size_t at = 0; at < encoded.size(); at += width)
    lines += encoded.substr(at, width) + std::string(crlf);
  return lines;
}

struct Part {
  std::string type;
  std::string encoding;  // empty: 7bit
  std::string body;
};

std::string written(const Part& part) {
  std::string text = "Content-Type: " + part.type + "\r\n";
  if (!part.encoding.empty()) text += "Content-Transfer-Encoding: " + part.encoding + "\r\n";
  return text + "\r\n" + part.body + (part.body.ends_with(crlf) ? "" : "\r\n");
}

std::string_view encoding_of(std::string_view octets) {
  return has_high_octets(octets) ? "8bit" : "";
}

bool returns_whole(const RelayBehaviour& behaviour, const DeliveryReport& report) {
  const bool any_failed =
      std::any_of(report.recipients.begin(), report.recipients.end(),
                  [](const ReportedRecipient& one) { return one.action == ReportAction::failed; });
  if (!any_failed && behaviour.makes(ReportMistake::whole_without_failure)) return true;
  return report.whole && any_failed;
}

Part header_part(const RelayBehaviour& behaviour, const DeliveryReport& report) {
  std::string header(header_section(report.message));
  if (behaviour.makes(ReportMistake::body_in_header_part)) header = report.message;
  if (behaviour.makes(ReportMistake::header_type)) return {"message/rfc822-headers", "", header};
  if (behaviour.has(RelayHabit::header_as_message)) return {"message/rfc822", "", header + "\r\n"};
  return {"text/rfc822-headers", "", header};
}

// What is returned; `seven_bit`: the way to the sender has no room for more.
Part returned_part(const RelayBehaviour& behaviour, const DeliveryReport& report, bool seven_bit) {
  const std::string_view header = header_section(report.message);
  const bool whole = returns_whole(behaviour, report);
  if (!smtp::is_ascii(header)) {  // RFC 6533 sections 4.2, 4.3 and 4.5
    const std::string_view octets = whole ? report.message : header;
    std::string type = whole ? "message/global" : "message/global-headers";
    if (behaviour.makes(ReportMistake::global_as_rfc822))
      type = whole ? "message/rfc822" : "text/rfc822-headers";
    if (seven_bit || report.binary) return {type, "base64", in_base64(octets)};
    return {type, "8bit", std::string(octets)};
  }
  if (!whole) return header_part(behaviour, report);
  const bool passes = !report.binary && (!seven_bit || !has_high_octets(report.message));
  if (passes)
    return {"message/rfc822", std::string(encoding_of(report.message)), std::string(report.message)};
  const auto converted = in_quoted_printable(report.message);
  return converted ? Part{"message/rfc822", "", *converted} : header_part(behaviour, report);
}

Part status_part(const RelayBehaviour& behaviour, const DeliveryReport& report, ReportForm form) {
  const std::string fields = status_fields(behaviour, report, form);
  if (behaviour.makes(ReportMistake::status_encoded))
    return {"message/delivery-status", "base64", in_base64(fields)};
  if (form == ReportForm::utf8 && has_utf8_address(report))
    return {"message/global-delivery-status", std::string(encoding_of(fields)), fields};
  return {"message/delivery-status", "", fields};
}

Part text_part(const DeliveryReport& report, ReportForm form) {
  const bool utf8 = form == ReportForm::utf8;
  std::string text = "This is a report about a message that you have sent.\r\n\r\n";
  text += explanation(report, form);
  return {utf8 ? "text/plain; charset=utf-8" : "text/plain; charset=us-ascii", std::string(encoding_of(text)),
          text};
}

std::string subject_of(ReportAction action) {
  switch (action) {
    case ReportAction::failed:
      return "Mail could not be delivered";
    case ReportAction::delayed:
      return "Mail is delayed";
    case ReportAction::relayed:
      return "Mail was relayed";
    case ReportAction::delivered:
      return "Mail was delivered";
  }
  return "";
}

std::string head_of(const RelayBehaviour& behaviour, const DeliveryReport& report) {
  std::string head = "From: Mail Delivery System <postmaster@" + behaviour.name + ">\r\n";
  if (!behaviour.makes(ReportMistake::to_missing)) head += "To: <" + report.to + ">\r\n";
  return head + "Subject: " + subject_of(report.recipients.front().action) + "\r\nDate: " + report.date +
         "\r\nMessage-ID: <report." + std::to_string(report.id) + "@" + behaviour.name +
         ">\r\nAuto-Submitted: auto-replied\r\nMIME-Version: 1.0\r\n";
}

std::string whole_report(const RelayBehaviour& behaviour, const DeliveryReport& report, ReportForm form,
                         bool seven_bit) {
  using enum ReportMistake;
  const Part text = text_part(report, form);
  std::string head = head_of(behaviour, report);
  if (behaviour.makes(plain_text)) return head + written(text);
  std::string parts;
  const std::string boundary = "=_report_" + std::to_string(report.id);
  const auto add = [&](const Part& part) {
    parts += "--" + boundary + "\r\n" + written(part) + "\r\n";
  };
  if (!behaviour.makes(no_text)) add(text);
  if (!behaviour.makes(no_status_part)) add(status_part(behaviour, report, form));
  if (!behaviour.makes(no_returned_part)) add(returned_part(behaviour, report, seven_bit));
  parts += "--" + boundary + "--\r\n";
  const std::string type = behaviour.makes(report_type) ? "disposition-notification" : "delivery-status";
  head += "Content-Type: multipart/report; report-type=" + type + ";\r\n\tboundary=\"" + boundary + "\"\r\n";
  if (has_high_octets(parts)) head += "Content-Transfer-Encoding: 8bit\r\n";
  return head + "\r\n" + parts;
}

}  // namespace report_parts
}  // namespace

std::string_view name_of(ReportAction action) {
  switch (action) {
    case ReportAction::failed:
      return "failed";
    case ReportAction::delayed:
      return "delayed";
    case ReportAction::relayed:
      return "relayed";
    case ReportAction::delivered:
      return "delivered";
  }
  return "";
}

WrittenReport write_report(const RelayBehaviour& behaviour, const DeliveryReport& report) {
  using namespace report_parts;
  WrittenReport result;
  result.needs_smtputf8 = has_utf8_address(report) || !smtp::is_ascii(header_section(report.message));
  const ReportForm form = result.needs_smtputf8 ? ReportForm::utf8 : ReportForm::ascii;
  result.content = whole_report(behaviour, report, form, false);
  // Nobody without SMTPUTF8 can have a mailbox beyond ASCII.
  if (has_high_octets(result.content) && smtp::is_ascii(report.to))
    result.seven_bit_content = whole_report(behaviour, report, ReportForm::ascii, true);
  return result;
}

}  // namespace smtpspec::reference

#include "play/judging/delivery_report.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "play/judging/transfer_encoding.hpp"
#include "smtp/command.hpp"

namespace smtpspec::play {
namespace {

constexpr std::string_view blanks = " \t\r\n";

std::string_view trimmed(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(blanks);
  if (begin == text.npos) return {};
  return text.substr(begin, text.find_last_not_of(blanks) + 1 - begin);
}

struct MimePart {
  Fields header;
  std::string_view head;  // the header section as it is
  std::string_view body;

  std::string type() const {
    const std::string* field = find_field(header, "content-type");
    return field ? smtp::lower(trimmed(std::string_view(*field).substr(0, field->find(';')))) : "text/plain";
  }
};

// The header section ends with the first empty line; a part may begin with it (RFC 2046 section 5.1).
MimePart part_of(std::string_view octets) {
  MimePart part;
  if (octets.starts_with("\r\n")) {
    part.body = octets.substr(2);
    return part;
  }
  const std::size_t end = octets.find("\r\n\r\n");
  part.head = octets.substr(0, end == octets.npos ? octets.size() : end + 2);
  part.header = fields_of(part.head);
  if (end != octets.npos) part.body = octets.substr(end + 4);
  return part;
}

// attribute=value of a field, without the quotes of the value (RFC 2045 section 5.1).
std::string parameter_of(std::string_view field, std::string_view attribute) {
  for (std::size_t at = field.find(';'); at != field.npos; at = field.find(';', at)) {
    ++at;
    std::string_view one = trimmed(field.substr(at, field.find(';', at) - at));
    const std::size_t equals = one.find('=');
    if (equals == one.npos || smtp::lower(trimmed(one.substr(0, equals))) != attribute) continue;
    std::string_view value = trimmed(one.substr(equals + 1));
    if (value.starts_with('"')) {
      // A semicolon may stand in the quotes.
      value = trimmed(field.substr(static_cast<std::size_t>(value.data() - field.data())));
      return std::string(value.substr(1, value.find('"', 1) - 1));
    }
    return std::string(value);
  }
  return {};
}

std::vector<MimePart> parts_of(std::string_view body, const std::string& boundary) {
  std::vector<MimePart> parts;
  const std::string delimiter = "\r\n--" + boundary;
  const std::string whole = "\r\n" + std::string(body);
  std::string_view rest = body;
  std::size_t at = whole.find(delimiter);
  while (at != whole.npos) {
    std::size_t begin = at + delimiter.size();
    if (std::string_view(whole).substr(begin).starts_with("--")) break;
    begin = whole.find("\r\n", begin);
    if (begin == whole.npos) break;
    begin += 2;
    at = whole.find(delimiter, begin - 2);
    // Positions in `whole` are those in `body` but for the line end in front.
    const std::size_t from = std::min(begin - 2, rest.size());
    const std::size_t to = at == whole.npos ? rest.size() : std::max(at, begin) - 2;
    parts.push_back(part_of(rest.substr(from, to > from ? to - from : 0)));
  }
  return parts;
}

// Groups of fields, with an empty line between them (RFC 3464 section 2.1).
std::vector<Fields> groups_of(std::string_view body) {
  std::vector<Fields> groups;
  while (!trimmed(body).empty()) {
    while (body.starts_with("\r\n")) body.remove_prefix(2);
    const std::size_t end = body.find("\r\n\r\n");
    groups.push_back(fields_of(body.substr(0, end == body.npos ? body.size() : end + 2)));
    if (end == body.npos) break;
    body.remove_prefix(end + 4);
  }
  return groups;
}

bool is_status(std::string_view type) {
  return type == "message/delivery-status" || type == "message/global-delivery-status";
}

bool is_header(std::string_view type) {
  return type == "text/rfc822-headers" || type == "message/global-headers";
}

}  // namespace

Fields fields_of(std::string_view header) {
  Fields fields;
  while (!header.empty()) {
    const std::size_t end = std::min(header.find("\r\n"), header.size());
    const std::string_view line = header.substr(0, end);
    header.remove_prefix(std::min(end + 2, header.size()));
    if (line.starts_with(' ') || line.starts_with('\t')) {
      if (!fields.empty()) fields.back().second.append(" ").append(trimmed(line));
      continue;
    }
    const std::size_t colon = line.find(':');
    if (colon == line.npos) continue;
    fields.emplace_back(smtp::lower(trimmed(line.substr(0, colon))), trimmed(line.substr(colon + 1)));
  }
  return fields;
}

const std::string* find_field(const Fields& fields, std::string_view name) {
  const auto found =
      std::find_if(fields.begin(), fields.end(), [&](const auto& one) { return one.first == name; });
  return found == fields.end() ? nullptr : &found->second;
}

bool DeliveryReport::Part::is_status() const {
  return play::is_status(type);
}

std::string DeliveryReport::address_in(std::string_view field) {
  const std::size_t semicolon = field.find(';');
  std::string_view address = trimmed(semicolon == field.npos ? field : field.substr(semicolon + 1));
  if (address.starts_with('<') && address.ends_with('>')) address = address.substr(1, address.size() - 2);
  return std::string(address);
}

DeliveryReport read_report(std::string_view message) {
  DeliveryReport report;
  const MimePart whole = part_of(message);
  report.header = whole.header;
  const std::string* type = find_field(whole.header, "content-type");
  const std::string field = type ? *type : "";
  const std::string boundary = parameter_of(field, "boundary");
  report.type = smtp::lower(trimmed(std::string_view(field).substr(0, field.find(';'))));
  report.report_type = smtp::lower(parameter_of(field, "report-type"));
  std::vector<MimePart> parts;
  if (!boundary.empty()) parts = parts_of(whole.body, boundary);
  for (std::size_t at = 0; at < parts.size(); ++at) {
    const MimePart& part = parts[at];
    const std::string* encoding = find_field(part.header, "content-transfer-encoding");
    report.parts.push_back(
        {part.type(), encoding ? smtp::lower(trimmed(*encoding)) : "",
         std::all_of(part.body.begin(), part.body.end(), [](char octet) { return (octet & 0x80) == 0; })});
    const std::string body = decode_body(part.head, part.body).value_or(std::string(part.body));
    if (is_status(part.type()) && !report.is_machine_readable) {
      report.is_machine_readable = true;
      std::vector<Fields> groups = groups_of(body);
      if (groups.empty()) continue;
      // Wherever they stand: that they come first is a rule of its own.
      auto of_message = std::find_if(groups.begin(), groups.end(), [](const Fields& one) {
        return find_field(one, "reporting-mta") && !find_field(one, "final-recipient");
      });
      if (of_message == groups.end()) of_message = groups.begin();
      report.begins_with_message = of_message == groups.begin();
      report.of_message = *of_message;
      groups.erase(of_message);
      report.of_recipients = std::move(groups);
    } else if (at > 0) {
      report.returned = body;
      report.is_header_only = is_header(part.type());
    }
  }
  return report;
}

}  // namespace smtpspec::play

#include "reference/relay_trace.hpp"

#include <algorithm>

#include "reference/header_fields.hpp"
#include "smtp/path.hpp"

namespace smtpspec::reference {
namespace {
namespace trace {

using enum TraceMistake;

bool came_with_smtputf8(const Message& message) {
  return std::any_of(message.mail_parameters.begin(), message.mail_parameters.end(),
                     [](const smtp::Parameter& one) { return one.keyword == "SMTPUTF8"; });
}

// RFC 5321 section 4.4, RFC 3848 section 1, RFC 6531 section 4.3.
std::string protocol(const RelayBehaviour& behaviour, const Message& message) {
  if (behaviour.makes(with_unknown)) return "RELAY";
  if (behaviour.makes(with_plain)) return "ESMTP";
  if (message.greeting != Greeting::ehlo) return "SMTP";
  std::string name = came_with_smtputf8(message) ? "UTF8SMTP" : "ESMTP";
  if (message.in_tls || behaviour.makes(with_tls)) name += "S";
  if (message.authenticated || behaviour.makes(with_auth)) name += "A";
  return name;
}

std::string from_clause(const RelayBehaviour& behaviour, const Message& message) {
  if (behaviour.makes(without_from)) return "";
  const std::string name = behaviour.makes(own_name_in_from) ? behaviour.name : message.client_name;
  if (behaviour.makes(without_address)) return "from " + name;
  if (behaviour.makes(from_malformed)) return "from " + name + " helo ([127.0.0.1])";
  const bool other = behaviour.has(RelayHabit::trace_in_other_form);
  return "from " + name + (other ? " (localhost [127.0.0.1])" : " ([127.0.0.1])");
}

std::string for_clause(const RelayBehaviour& behaviour, const Message& message) {
  if (message.forward_paths.size() > 1 && behaviour.makes(for_several)) {
    std::string all;
    for (const std::string& one : message.forward_paths) all += (all.empty() ? "<" : ", <") + one + ">";
    return " for " + all;
  }
  if (message.forward_paths.size() != 1 || behaviour.has(RelayHabit::trace_without_for)) return "";
  return " for <" + message.forward_paths.front() + ">";
}

std::string date_of(const RelayBehaviour& behaviour, std::string date) {
  if (behaviour.makes(short_year))
    date.replace(date.find(" 20"), 5, " " + date.substr(date.find(" 20") + 3, 2));
  if (behaviour.makes(zone_name)) date.replace(date.find("+0000"), 5, "GMT");
  return date;
}

// WITH and ID.
std::string optional_clauses(const RelayBehaviour& behaviour, const Message& message, std::size_t id) {
  const std::string with = "with " + protocol(behaviour, message);
  const std::string number =
      "id " + std::to_string(id) + (behaviour.makes(id_of_two_words) ? " of mail" : "");
  return behaviour.makes(id_before_with) ? number + " " + with : with + " " + number;
}

std::string field(const RelayBehaviour& behaviour, const Message& message, std::size_t id,
                  const std::string& date) {
  const bool other = behaviour.has(RelayHabit::trace_in_other_form);
  const std::string from = from_clause(behaviour, message);
  const std::string by = behaviour.makes(without_by) ? "" : "by " + behaviour.name;
  std::string text = "Received: ";
  text += behaviour.makes(clauses_turned) ? by + " " + from : from + "\r\n\t" + by;
  if (other) text += " (reference relay) via TCP";
  text += (other ? "\r\n " : " ") + optional_clauses(behaviour, message, id);
  text += for_clause(behaviour, message);
  if (!behaviour.makes(without_date)) text += ";\r\n\t" + date_of(behaviour, date);
  return text + "\r\n";
}

// Behind the last of them, each with its continuation lines.
std::size_t end_of_received(std::string_view content) {
  std::size_t end = 0;
  while (is_field(content.substr(end), "Received")) {
    do {
      const std::size_t line = content.find(crlf, end);
      if (line == content.npos) return content.size();
      end = line + crlf.size();
    } while (end < content.size() && (content[end] == ' ' || content[end] == '\t'));
  }
  return end;
}

}  // namespace trace
}  // namespace

std::string with_trace(const RelayBehaviour& behaviour, const Message& message, std::size_t id,
                       const std::string& date) {
  using enum TraceMistake;
  std::string content = message.content;
  if (behaviour.makes(none)) return content;
  const std::string field = trace::field(behaviour, message, id, date);
  const std::size_t below = trace::end_of_received(content);
  if (behaviour.makes(others_lost)) content.erase(0, below);
  std::size_t place = behaviour.makes(below_others) ? below : 0;
  if (behaviour.makes(at_end) && content.find("\r\n\r\n") != content.npos)
    place = content.find("\r\n\r\n") + 2;
  content.insert(place, field);
  if (behaviour.makes(twice)) content.insert(0, field);
  if (behaviour.makes(return_path)) content.insert(0, "Return-Path: <" + message.reverse_path + ">\r\n");
  return content;
}

std::size_t received_fields(std::string_view content) {
  std::string_view header = content.starts_with(crlf) ? "" : content.substr(0, content.find("\r\n\r\n"));
  std::size_t number = 0;
  while (!header.empty()) {
    number += is_field(header, "Received") ? 1 : 0;
    const std::size_t end = header.find(crlf);
    header.remove_prefix(end == header.npos ? header.size() : end + crlf.size());
  }
  return number;
}

}  // namespace smtpspec::reference

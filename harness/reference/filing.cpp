#include <algorithm>
#include <utility>
#include <vector>

#include "reference/header_fields.hpp"
#include "reference/policies.hpp"
#include "smtp/command.hpp"

namespace smtpspec::reference {
namespace {

struct Fields {
  std::vector<std::string> all;  // each with its continuation lines and the CRLF at its end
  std::string_view rest;         // the empty line and the body
};

bool begins_field(std::string_view line) {
  const std::size_t colon = line.find(':');
  return colon != line.npos && colon > 0 &&
         std::all_of(line.begin(), line.begin() + static_cast<std::ptrdiff_t>(colon),
                     [](char one) { return one > ' ' && one <= '~'; });
}

// Empty where the content is no header, an empty line and a body: such a one stays as it is.
Fields fields_of(std::string_view content) {
  Fields fields{{}, content};
  std::string_view rest = content;
  while (!rest.starts_with(crlf)) {
    const std::size_t end = rest.find(crlf);
    if (end == rest.npos) return {{}, content};
    const std::string_view line = rest.substr(0, end + crlf.size());
    const bool goes_on = line.front() == ' ' || line.front() == '\t';
    if (line.substr(0, end).find_first_of("\r\n") != line.npos) return {{}, content};
    if (goes_on && !fields.all.empty())
      fields.all.back() += line;
    else if (begins_field(line))
      fields.all.emplace_back(line);
    else
      return {{}, content};
    rest.remove_prefix(line.size());
  }
  fields.rest = rest;
  return fields;
}

// "From: <a@b>" becomes "From: a@b": the same address (RFC 5322 3.4).
void take_brackets_off(std::string& field) {
  const std::size_t blank = field.find(": <");
  const bool simple = blank != field.npos && field.ends_with(">\r\n") && field.find(',') == field.npos;
  if (simple) field = field.substr(0, blank + 2) + field.substr(blank + 3, field.size() - blank - 6) + "\r\n";
}

void write_anew(std::vector<std::string>& fields) {
  std::stable_partition(fields.begin(), fields.end(),
                        [](const std::string& one) { return is_field(one, "Subject"); });
  for (std::string& one : fields)
    if (is_field(one, "From") || is_field(one, "To")) take_brackets_off(one);
}

void add_missing(std::vector<std::string>& fields) {
  constexpr std::pair<std::string_view, std::string_view> usual[] = {
      {"Date", "Mon, 2 Jan 2023 03:04:05 +0000"}, {"Message-ID", "<1@mx.test>"}, {"X-Filed-By", "mx.test"}};
  for (const auto& [name, value] : usual) {
    const bool there = std::any_of(fields.begin(), fields.end(), [&, called = name](const std::string& one) {
      return is_field(one, called);
    });
    if (!there) fields.push_back(std::string(name) + ": " + std::string(value) + "\r\n");
  }
}

constexpr std::string_view trace =
    "Return-Path: <sender@client.test>\r\n"
    "Received: from client.test ([127.0.0.1])\r\n"
    "\tby mx.test with ESMTP id 1; Mon, 2 Jan 2023 03:04:05 +0000\r\n";

std::string with_lf(std::string_view octets) {
  std::string changed;
  for (std::size_t at = 0; at < octets.size(); ++at)
    if (octets.substr(at, 2) != crlf) changed += octets[at];
  return changed;
}

}  // namespace

std::string filed(const Filing& filing, std::string_view content) {
  std::string octets(content);
  if (Fields fields = fields_of(content); !fields.all.empty()) {
    if (filing.header_anew) write_anew(fields.all);
    if (filing.fields_added) add_missing(fields.all);
    octets.clear();
    for (const std::string& one : fields.all) octets += one;
    octets += fields.rest;
  }
  if (filing.trace_added) octets.insert(0, trace);
  if (filing.line_added) octets += octets.ends_with(crlf) ? "\r\n" : "\r\n\r\n";
  return filing.bare_lf ? with_lf(octets) : octets;
}

}  // namespace smtpspec::reference

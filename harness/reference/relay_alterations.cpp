#include "reference/relay_alterations.hpp"

#include <algorithm>
#include <string_view>
#include <vector>

#include "reference/header_fields.hpp"

namespace smtpspec::reference {
namespace {
namespace alterations {

using enum AlterationMistake;
using Fields = std::vector<std::string>;

// Each with its continuation lines and the CRLF at its end.
Fields fields_of(std::string_view header) {
  Fields fields;
  while (!header.empty()) {
    const std::size_t found = header.find(crlf);
    const std::string_view line =
        header.substr(0, found == header.npos ? header.size() : found + crlf.size());
    const bool goes_on = line.front() == ' ' || line.front() == '\t';
    if (goes_on && !fields.empty())
      fields.back() += line;
    else
      fields.emplace_back(line);
    header.remove_prefix(line.size());
  }
  return fields;
}

bool has_field(const Fields& fields, std::string_view name) {
  return std::any_of(fields.begin(), fields.end(),
                     [&](const std::string& one) { return is_field(one, name); });
}

std::string unfolded(const std::string& field) {
  std::string text;
  for (std::size_t at = 0; at < field.size(); ++at) {
    const bool folds = field.compare(at, 2, crlf) == 0 && at + 2 < field.size();
    if (folds)
      ++at;
    else
      text += field[at];
  }
  return text;
}

void complete_addresses(const RelayBehaviour& behaviour, Fields& fields) {
  for (std::string& one : fields) {
    const bool addresses = is_field(one, "To") || is_field(one, "Cc") || is_field(one, "From");
    if (addresses && one.find('@') == one.npos && one.ends_with(crlf))
      one = one.substr(0, one.size() - crlf.size()) + "@" + behaviour.name + std::string(crlf);
  }
}

std::string altered_header(const RelayBehaviour& behaviour, std::string_view header) {
  Fields fields = fields_of(header);
  if (behaviour.makes(unknown_fields_lost))
    std::erase_if(fields, [](const std::string& one) { return one.starts_with("X-"); });
  if (behaviour.makes(bcc_lost))
    std::erase_if(fields, [](const std::string& one) { return is_field(one, "Bcc"); });
  if (behaviour.makes(long_fields_refolded))
    std::transform(fields.begin(), fields.end(), fields.begin(), unfolded);
  if (behaviour.makes(addresses_completed)) complete_addresses(behaviour, fields);
  if (behaviour.makes(header_sorted)) std::sort(fields.begin(), fields.end());
  if (behaviour.makes(message_id_added) && !has_field(fields, "Message-ID"))
    fields.push_back("Message-ID: <1@" + behaviour.name + ">\r\n");
  if (behaviour.makes(date_added) && !has_field(fields, "Date"))
    fields.emplace_back("Date: Mon, 02 Jan 2023 03:04:05 +0000\r\n");
  std::string text;
  for (const std::string& one : fields) text += one;
  return text;
}

template <class Change>
std::string by_lines(std::string_view text, Change change) {
  std::string result;
  while (!text.empty()) {
    const std::size_t end = text.find(crlf);
    result += change(std::string(text.substr(0, end)));
    if (end == text.npos) break;
    result += crlf;
    text.remove_prefix(end + crlf.size());
  }
  return result;
}

std::string altered_line(const RelayBehaviour& behaviour, std::string line) {
  if (behaviour.makes(trailing_blanks_lost))
    while (line.ends_with(' ') || line.ends_with('\t')) line.pop_back();
  if (behaviour.makes(from_line_quoted) && line.starts_with("From ")) line.insert(0, ">");
  if (behaviour.makes(tabs_expanded))
    for (std::size_t at = line.find('\t'); at != line.npos; at = line.find('\t', at))
      line.replace(at, 1, "        ");
  if (behaviour.makes(controls_lost))
    std::erase_if(line, [](char one) { return (one >= 0 && one < ' ' && one != '\t') || one == '\x7F'; });
  return line;
}

std::string altered_body(const RelayBehaviour& behaviour, std::string_view body) {
  std::string text =
      by_lines(body, [&](std::string line) { return altered_line(behaviour, std::move(line)); });
  if (behaviour.makes(trailing_lines_lost))
    while (text.ends_with("\r\n\r\n")) text.resize(text.size() - crlf.size());
  if (behaviour.makes(footer_added)) text += "-- \r\nSent on by " + behaviour.name + "\r\n";
  return text;
}

}  // namespace alterations
}  // namespace

std::string altered(const RelayBehaviour& behaviour, const std::string& content) {
  const std::size_t border = content.find("\r\n\r\n");
  if (border == content.npos) return content;
  const std::string_view all = content;
  return alterations::altered_header(behaviour, all.substr(0, border + 2)) + std::string(crlf) +
         alterations::altered_body(behaviour, all.substr(border + 4));
}

}  // namespace smtpspec::reference

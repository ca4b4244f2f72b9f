#include "reference/header_fields.hpp"

#include <algorithm>

#include "smtp/command.hpp"

namespace smtpspec::reference {

bool is_field(std::string_view field, std::string_view name) {
  return field.size() > name.size() && field[name.size()] == ':' &&
         smtp::equal_ignoring_case(field.substr(0, name.size()), name);
}

std::string_view without_blanks(std::string_view text) {
  constexpr std::string_view blanks = " \t\r\n";
  const std::size_t first = text.find_first_not_of(blanks);
  if (first == text.npos) return {};
  return text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

std::vector<std::string_view> field_bodies(std::string_view content, std::string_view name) {
  std::vector<std::string_view> bodies;
  while (!content.empty() && !content.starts_with(crlf)) {
    std::size_t end = content.find(crlf);
    while (end != content.npos && end + 2 < content.size() &&
           (content[end + 2] == ' ' || content[end + 2] == '\t'))
      end = content.find(crlf, end + 2);
    const std::string_view field = content.substr(0, end);
    const std::size_t colon = field.find(':');
    if (colon != field.npos && is_field(field, name))
      bodies.push_back(without_blanks(field.substr(colon + 1)));
    if (end == content.npos) break;
    content.remove_prefix(end + 2);
  }
  return bodies;
}

std::size_t addresses_in_header(std::string_view content) {
  const std::string_view header = content.substr(0, content.find("\r\n\r\n"));
  return static_cast<std::size_t>(std::count(header.begin(), header.end(), '@'));
}

}  // namespace smtpspec::reference

#include "reference/header_fields.hpp"

#include <algorithm>

#include "smtp/command.hpp"

namespace smtpspec::reference {

bool is_field(std::string_view field, std::string_view name) {
  return field.size() > name.size() && field[name.size()] == ':' &&
         smtp::equal_ignoring_case(field.substr(0, name.size()), name);
}

std::size_t addresses_in_header(std::string_view content) {
  const std::string_view header = content.substr(0, content.find("\r\n\r\n"));
  return static_cast<std::size_t>(std::count(header.begin(), header.end(), '@'));
}

}  // namespace smtpspec::reference

#include "reference/header_fields.hpp"

#include "smtp/command.hpp"

namespace smtpspec::reference {

bool is_field(std::string_view field, std::string_view name) {
  return field.size() > name.size() && field[name.size()] == ':' &&
         smtp::equal_ignoring_case(field.substr(0, name.size()), name);
}

}  // namespace smtpspec::reference

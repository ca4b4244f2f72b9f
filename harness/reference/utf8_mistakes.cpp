#include "reference/utf8_mistakes.hpp"

#include "reference/behaviour.hpp"
#include "smtp/command.hpp"

namespace smtpspec::reference {
namespace {

void replace_all(std::string& octets, std::string_view what, std::string_view by) {
  for (std::size_t at = octets.find(what); at != octets.npos; at = octets.find(what, at + by.size()))
    octets.replace(at, what.size(), by);
}

}  // namespace

bool refuses_in_spite_of_smtputf8(const Behaviour& behaviour, const smtp::Path& path) {
  return behaviour.denies(Right::smtputf8_address) ||
         (behaviour.makes(Utf8Mistake::refuses_u_labels) && !smtp::is_ascii(path.domain)) ||
         (behaviour.makes(Utf8Mistake::refuses_quoted_strings) && path.local_part.starts_with('"') &&
          !smtp::is_ascii(path.local_part));
}

std::string misread_path_argument(const Behaviour& behaviour, std::string argument) {
  if (smtp::is_ascii(argument)) return argument;
  if (behaviour.makes(Utf8Mistake::takes_bad_u_labels)) replace_all(argument, "@-", "@");
  if (behaviour.makes(Utf8Mistake::takes_specials)) replace_all(argument, ",", "_");
  if (!behaviour.makes(Utf8Mistake::reads_wide_signs)) return argument;
  replace_all(argument, "\xEF\xBC\xA0", "@");
  replace_all(argument, "\xEF\xBC\x8E", ".");
  return argument;
}

bool asks_for_utf8(std::string_view argument) {
  return smtp::upper(argument).ends_with(" SMTPUTF8");
}

bool asks_for_utf8_with_value(std::string_view argument) {
  return smtp::upper(argument).find(" SMTPUTF8=") != std::string::npos;
}

}  // namespace smtpspec::reference

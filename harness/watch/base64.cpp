#include "watch/base64.hpp"

#include <algorithm>
#include <array>

#include "smtp/command.hpp"

namespace smtpspec::watch {

bool is_base64(std::string_view text) {
  if (text.size() % 4 != 0) return false;
  for (int padding = 0; padding < 2 && text.ends_with('='); ++padding) text.remove_suffix(1);
  return std::all_of(text.begin(), text.end(), [](char one) {
    return (one >= 'A' && one <= 'Z') || (one >= 'a' && one <= 'z') || (one >= '0' && one <= '9') ||
           one == '+' || one == '/';
  });
}

bool is_sasl_response(std::string_view line) {
  constexpr std::array<std::string_view, 5> verbs = {"QUIT", "RSET", "NOOP", "DATA", "HELP"};
  const bool is_verb = std::any_of(
      verbs.begin(), verbs.end(), [&](std::string_view one) { return smtp::equal_ignoring_case(line, one); });
  return is_base64(line) && !is_verb;
}

}  // namespace smtpspec::watch

#include "result/reply_code.hpp"

#include <algorithm>

namespace smtpspec::result {
namespace {

bool is_digit(char octet) {
  return octet >= '0' && octet <= '9';
}

bool is_enhanced_code(std::string_view words) {
  return std::count(words.begin(), words.end(), '.') == 2 && is_digit(words.front()) &&
         is_digit(words.back()) && words.find_first_not_of("0123456789.") == words.npos;
}

}  // namespace

bool begins_with_code(std::string_view words) {
  return words.size() >= code_digits && std::all_of(words.begin(), words.begin() + code_digits, is_digit);
}

std::size_t code_length(std::string_view words) {
  if (!begins_with_code(words)) return 0;
  if (words.size() == code_digits) return code_digits;
  if (std::string_view(" -\\").find(words[code_digits]) == std::string_view::npos) return 0;
  if (words[code_digits] == '\\') return code_digits;
  const std::size_t begin = code_digits + 1;
  const std::size_t end = std::min(words.find_first_of(" \\", begin), words.size());
  return is_enhanced_code(words.substr(begin, end - begin)) ? end : code_digits;
}

}  // namespace smtpspec::result

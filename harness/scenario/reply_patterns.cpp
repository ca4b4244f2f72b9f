#include "scenario/reply_patterns.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "scenario/lexer.hpp"

namespace smtpspec::scenario {
namespace {

bool is_digit(char one) {
  return one >= '0' && one <= '9';
}

bool is_code(std::string_view word) {
  return word.size() == 3 && word[0] >= '2' && word[0] <= '5' &&
         ((word[1] == 'y' && word[2] == 'z') || (is_digit(word[1]) && (is_digit(word[2]) || word[2] == 'z')));
}

// What was probably meant: letters that look like digits, and other people's letters for "any digit".
std::string repaired(std::string_view word) {
  std::string code(word);
  for (std::size_t at = 0; at < code.size(); ++at) {
    const char one = code[at];
    if (one == 'O' || one == 'o')
      code[at] = '0';
    else if (one == 'l' || one == 'I' || one == '|')
      code[at] = '1';
    else if (at > 0 && !is_digit(one))
      code[at] = at == 1 ? 'y' : 'z';
  }
  if (code.size() == 3 && code[1] == 'y') code[2] = 'z';
  return code;
}

bool is_number_or_x(std::string_view part) {
  return part == "x" || (part.size() <= 3 && all_digits(part));
}

// The three parts between the dots; fewer or more if the word has so many.
std::vector<std::string_view> parts_of(std::string_view word) {
  std::vector<std::string_view> parts;
  for (std::size_t begin = 0; begin <= word.size();) {
    const std::size_t end = std::min(word.find('.', begin), word.size());
    parts.push_back(word.substr(begin, end - begin));
    begin = end + 1;
  }
  return parts;
}

}  // namespace

bool looks_like_code(std::string_view word) {
  const auto digits = std::count_if(word.begin(), word.end(), is_digit);
  return !word.empty() && is_digit(word.front()) && word.find('.') == std::string_view::npos &&
         (word.size() <= 4 || digits == static_cast<std::ptrdiff_t>(word.size()) || word[3] == '-');
}

bool looks_like_enhanced(std::string_view word) {
  return word.size() >= 3 && is_digit(word[0]) && word[1] == '.';
}

bool read_code(const Span& word, CodePattern& into, Mistakes& mistakes) {
  const std::string_view code = word.octets();
  into.pattern = code;
  if (is_code(code)) return true;
  const std::string meant = repaired(code);
  const std::size_t letter = code.find_first_of("OolI");
  std::string remedy = "a code has three digits, or y and z for any digit behind the first: 250, 45z, 5yz";
  if (letter != std::string_view::npos && is_code(meant))
    remedy = fmt::format("'{}' is a letter here: did you mean the digit {}, '{}'?", code[letter],
                         meant[letter], meant);
  else if (meant != code && is_code(meant))
    remedy = fmt::format("did you mean '{}'?", meant);
  else if (code.size() == 3 && all_digits(code))
    remedy = "the first digit of a reply code is 2, 3, 4 or 5 (RFC 5321 4.2)";
  else if (code.size() > 3 && code[3] == '-')
    remedy = fmt::format("the lines of a reply are one expectation: {}, and 'offers' for its keywords",
                         code.substr(0, 3));
  mistakes.error(word, fmt::format("{} is no reply code", shown(code)), remedy);
  return false;
}

bool read_enhanced(const Span& word, const CodePattern& code, std::optional<EnhancedPattern>& into,
                   Mistakes& mistakes) {
  const std::string_view enhanced = word.octets();
  const auto parts = parts_of(enhanced);
  if (parts.size() != 3 || !std::all_of(parts.begin(), parts.end(), is_number_or_x)) {
    mistakes.error(word, fmt::format("{} is no enhanced code", shown(enhanced)),
                   "an enhanced code has three numbers, or x for any number: 5.3.4, 5.7.x");
    return false;
  }
  if (parts[0].size() != 1 || parts[0][0] != code.pattern[0] || parts[0][0] == '3') {
    mistakes.error(word, fmt::format("{} can't stand behind the code {}", shown(enhanced), code.pattern),
                   code.pattern[0] == '3' ? "replies 3yz have no enhanced code (RFC 2034 4)"
                                          : "its first number must be the code's first digit (RFC 2034 4)");
    return false;
  }
  into = EnhancedPattern{std::string(enhanced)};
  return true;
}

}  // namespace smtpspec::scenario

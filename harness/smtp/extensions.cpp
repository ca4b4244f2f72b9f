#include "smtp/extensions.hpp"

#include <algorithm>
#include <charconv>

#include "smtp/command.hpp"

namespace smtpspec::smtp {
namespace {

std::vector<std::string_view> words(std::string_view text) {
  std::vector<std::string_view> found;
  while (!text.empty()) {
    const std::string_view word = text.substr(0, text.find(' '));
    if (!word.empty()) found.push_back(word);
    text.remove_prefix(std::min(text.size(), word.size() + 1));
  }
  return found;
}

}  // namespace

bool operator==(const Extension& left, const Extension& right) {
  return left.keyword == right.keyword && left.parameters == right.parameters;
}

const Extension* Extensions::find(std::string_view keyword) const {
  const auto found = std::find_if(list_.begin(), list_.end(), [&](const Extension& one) {
    return equal_ignoring_case(one.keyword, keyword);
  });
  return found == list_.end() ? nullptr : &*found;
}

std::optional<std::string> Extensions::parameter(std::string_view keyword, std::size_t n) const {
  const Extension* extension = find(keyword);
  if (!extension || n >= extension->parameters.size()) return std::nullopt;
  return extension->parameters[n];
}

std::optional<std::uint64_t> Extensions::number(std::string_view keyword, std::size_t n) const {
  const std::optional<std::string> digits = parameter(keyword, n);
  return digits ? parse_number(*digits) : std::nullopt;
}

std::optional<std::string> Extensions::value(std::string_view keyword, std::string_view name) const {
  const Extension* extension = find(keyword);
  if (!extension) return std::nullopt;
  for (const std::string& one : extension->parameters) {
    const std::size_t equals = one.find('=');
    if (equals != one.npos && equal_ignoring_case(std::string_view(one).substr(0, equals), name))
      return one.substr(equals + 1);
  }
  return std::nullopt;
}

// ehlo-keyword = (ALPHA / DIGIT) *(ALPHA / DIGIT / "-")
bool is_ehlo_keyword(std::string_view word) {
  const auto let_dig = [](char one) {
    return (one >= 'A' && one <= 'Z') || (one >= 'a' && one <= 'z') || (one >= '0' && one <= '9');
  };
  return !word.empty() && let_dig(word.front()) &&
         std::all_of(word.begin(), word.end(), [&](char one) { return let_dig(one) || one == '-'; });
}

Extensions parse_extensions(const Reply& ehlo_reply) {
  if (ehlo_reply.code() != 250) return {};
  std::vector<Extension> list;
  for (std::size_t at = 1; at < ehlo_reply.lines.size(); ++at) {
    const std::string_view text = ehlo_reply.lines[at].text;
    if (!is_ehlo_keyword(text.substr(0, text.find(' ')))) continue;
    const std::vector<std::string_view> all = words(text);
    list.push_back({upper(all.front()), {all.begin() + 1, all.end()}});
  }
  return Extensions(std::move(list));
}

std::optional<std::uint64_t> parse_number(std::string_view digits) {
  std::uint64_t number = 0;
  const char* const end = digits.data() + digits.size();
  const auto [stopped, error] = std::from_chars(digits.data(), end, number);
  if (digits.empty() || error != std::errc{} || stopped != end) return std::nullopt;
  return number;
}

}  // namespace smtpspec::smtp

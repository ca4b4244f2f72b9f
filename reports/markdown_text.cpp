#include "reports/markdown_text.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace smtpspec::reports {
namespace {

// Punctuation that stays what it is in every place.
constexpr std::string_view harmless = " ,;./()-+='\"?%$^{}";

bool is_harmless(char octet) {
  const auto value = static_cast<unsigned char>(octet);
  const bool word = (octet >= 'a' && octet <= 'z') || (octet >= 'A' && octet <= 'Z') ||
                    (octet >= '0' && octet <= '9') || value >= 0x80;
  return word || harmless.find(octet) != std::string_view::npos;
}

std::size_t longest_run_of_backticks(std::string_view text) {
  std::size_t longest = 0, run = 0;
  for (const char octet : text) {
    run = octet == '`' ? run + 1 : 0;
    longest = std::max(longest, run);
  }
  return longest;
}

}  // namespace

std::string markdown_words(std::string_view text) {
  std::string out;
  for (const char octet : text) {
    if (octet == '\n')
      out += ' ';
    else if (is_harmless(octet))
      out += octet;
    else
      out += fmt::format("&#{};", static_cast<unsigned>(static_cast<unsigned char>(octet)));
  }
  return out;
}

std::string markdown_code(std::string_view text) {
  return text.empty() ? std::string() : fmt::format("<code>{}</code>", markdown_words(text));
}

std::string markdown_link(std::string_view text, std::string_view url) {
  const bool is_web = url.starts_with("https://") || url.starts_with("http://");
  const bool is_plain = std::all_of(url.begin(), url.end(), [](char octet) {
    const bool ascii = static_cast<unsigned char>(octet) < 0x80;
    return ascii &&
           (is_harmless(octet) || octet == ':' || octet == '#' || octet == '_' || octet == '&' ||
            octet == '~' || octet == '@') &&
           std::string_view(" ()'\"^{}").find(octet) == std::string_view::npos;
  });
  return is_web && is_plain ? fmt::format("[{}]({})", markdown_words(text), url) : markdown_words(text);
}

std::string markdown_fence(std::string_view lines) {
  const std::string fence(std::max<std::size_t>(3, longest_run_of_backticks(lines) + 1), '`');
  return fmt::format("{}text\n{}{}{}\n", fence, lines, lines.ends_with('\n') ? "" : "\n", fence);
}

}  // namespace smtpspec::reports

#include "result/auth_exchange.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <optional>
#include <utility>

#include "sasl/base64.hpp"

namespace smtpspec::result {
namespace {

// Shorter ones are not looked for elsewhere: "test" is a word as well.
constexpr std::size_t shortest_response = 8;

// Commands that are as well-formed base64 as any response, or might be taken for it.
constexpr std::array commands = {"HELO", "EHLO", "MAIL", "RCPT", "DATA", "BDAT",     "RSET",
                                 "NOOP", "QUIT", "VRFY", "EXPN", "HELP", "STARTTLS", "AUTH"};

std::string upper(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(),
                 [](unsigned char octet) { return static_cast<char>(std::toupper(octet)); });
  return out;
}

bool is_command(std::string_view line) {
  const std::string verb = upper(line.substr(0, line.find_first_of(" \t")));
  return std::find(commands.begin(), commands.end(), verb) != commands.end();
}

std::string_view without_line_end(std::string_view line) {
  while (line.ends_with('\n') || line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

// A cancelled exchange, an empty response, what was redacted before.
bool says_nothing(std::string_view response) {
  return response.empty() || response == "*" || response == "=" ||
         (response.starts_with("<redacted ") && response.ends_with('>'));
}

std::string_view behind_last(std::string_view text, char separator) {
  const std::size_t at = text.rfind(separator);
  return at == std::string_view::npos ? std::string_view() : text.substr(at + 1);
}

std::string_view behind(std::string_view text, std::string_view mark) {
  const std::size_t at = text.rfind(mark);
  return at == std::string_view::npos ? std::string_view() : text.substr(at + mark.size());
}

// RFC 7628 section 3.1 and XOAUTH2: key/value pairs between %x01, of which one is "auth=Bearer TOKEN".
std::string_view bearer_token(std::string_view decoded) {
  const std::string text = upper(decoded);
  const std::size_t at = text.find("AUTH=BEARER ");
  if (at == std::string::npos) return {};
  const std::string_view token = decoded.substr(at + 12);
  return token.substr(0, token.find('\x01'));
}

}  // namespace

std::vector<Stretch> AuthExchange::next(const Entry& entry, std::vector<std::string>& secrets) {
  if (entry.kind == EntryKind::reply) {
    response_is_due_ = entry.octets.starts_with("334");
    if (!response_is_due_) mechanism_.clear();
  }
  if (entry.kind != EntryKind::command && entry.kind != EntryKind::content) return {};
  return of_client(entry.octets, secrets);
}

std::vector<Stretch> AuthExchange::of_client(std::string_view octets, std::vector<std::string>& secrets) {
  std::vector<Stretch> stretches;
  for (std::size_t begin = 0; begin < octets.size();) {
    const std::size_t newline = octets.find('\n', begin);
    const std::size_t end = newline == std::string_view::npos ? octets.size() : newline + 1;
    Stretch stretch = of_line(octets.substr(begin, end - begin), secrets);
    const bool found = stretch.end > stretch.begin;
    if (found) stretches.push_back({begin + stretch.begin, begin + stretch.end});
    line_goes_on_ = newline == std::string_view::npos && (found || line_goes_on_);
    begin = end;
  }
  return stretches;
}

Stretch AuthExchange::of_line(std::string_view line, std::vector<std::string>& secrets) {
  const std::string_view text = without_line_end(line);
  if (line_goes_on_) return {0, text.size()};
  const bool due = std::exchange(response_is_due_, false);
  if (!due && upper(text.substr(0, 5)) == "AUTH ") return of_auth_command(text, secrets);
  if (mechanism_.empty() && !due) return {};
  if (is_command(text) || says_nothing(text)) return {};
  // A response that was not waited for is known by its form alone.
  if (!due && !sasl::decode_base64(text)) return {};
  ++responses_;
  learn(text, secrets);
  return {0, text.size()};
}

Stretch AuthExchange::of_auth_command(std::string_view line, std::vector<std::string>& secrets) {
  const std::size_t name = line.find_first_not_of(' ', 5);
  if (name == std::string_view::npos) return {};
  const std::size_t name_end = std::min(line.find(' ', name), line.size());
  mechanism_ = upper(line.substr(name, name_end - name));
  responses_ = 0;
  const std::size_t begin = line.find_first_not_of(' ', name_end);
  if (begin == std::string_view::npos || says_nothing(line.substr(begin))) return {};
  ++responses_;
  learn(line.substr(begin), secrets);
  return {begin, line.size()};
}

void AuthExchange::learn(std::string_view response, std::vector<std::string>& secrets) {
  if (response.size() >= shortest_response) secrets.emplace_back(response);
  const std::optional<std::string> decoded = sasl::decode_base64(response);
  if (!decoded) return;
  if (const std::string_view token = bearer_token(*decoded); !token.empty()) secrets.emplace_back(token);
  if (mechanism_ == "PLAIN")  // authzid NUL authcid NUL passwd (RFC 4616 section 2)
    secrets.emplace_back(behind_last(*decoded, '\0'));
  else if (mechanism_ == "LOGIN" && responses_ > 1)  // the first names the user
    secrets.push_back(*decoded);
  else if (mechanism_ == "CRAM-MD5")  // user SP digest (RFC 2195 section 2)
    secrets.emplace_back(behind_last(*decoded, ' '));
  else if (mechanism_.starts_with("SCRAM-"))  // ...,p=proof (RFC 5802 section 5.1)
    secrets.emplace_back(behind(*decoded, ",p="));
}

}  // namespace smtpspec::result

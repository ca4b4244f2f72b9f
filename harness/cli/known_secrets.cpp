#include "cli/known_secrets.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <string_view>

#include "sasl/base64.hpp"

namespace smtpspec::cli {

bool names_a_secret(const std::string& name) {
  static constexpr std::array<std::string_view, 4> words = {"password", "passwd", "token", "secret"};
  std::string lower = name;
  std::transform(lower.begin(), lower.end(), lower.begin(),
                 [](unsigned char octet) { return static_cast<char>(std::tolower(octet)); });
  return std::any_of(words.begin(), words.end(),
                     [&](std::string_view word) { return lower.find(word) != std::string::npos; });
}

std::string shown_setting(const std::string& name, const std::string& value) {
  if (!names_a_secret(name)) return value;
  std::string variable = "$";
  for (const unsigned char octet : name)
    variable += std::isalnum(octet) != 0 ? static_cast<char>(std::toupper(octet)) : '_';
  return variable;
}

std::vector<std::string> known_secrets(const RunOptions& options, const run::Environment* environment) {
  std::vector<std::string> secrets, users;
  const auto collect = [&](const auto& settings) {
    for (const auto& [name, value] : settings) {
      if (names_a_secret(name)) secrets.push_back(value);
      if (name == "user") users.push_back(value);
    }
  };
  collect(options.set);
  if (environment) collect(environment->facts.variables);
  if (environment && environment->client) collect(environment->client->facts.variables);
  // A short password can't be told within base64: what AUTH PLAIN says of it (RFC 4616 section 2) can.
  for (std::size_t index = 0, count = secrets.size(); index < count; ++index)
    for (const std::string& user : users)
      secrets.push_back(sasl::encode_base64('\0' + user + '\0' + secrets[index]));
  return secrets;
}

}  // namespace smtpspec::cli

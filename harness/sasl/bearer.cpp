#include "sasl/bearer.hpp"

#include <algorithm>

#include "smtp/command.hpp"

namespace smtpspec::sasl {
namespace {

constexpr char separator = '\x01';
constexpr std::string_view scheme = "Bearer ";

std::string escaped(std::string_view name) {
  std::string all;
  for (const char one : name) {
    if (one == ',')
      all += "=2C";
    else if (one == '=')
      all += "=3D";
    else
      all += one;
  }
  return all;
}

// A name that RFC 5801 section 4 does not let stand in a GS2 header has no value.
std::optional<std::string> unescaped(std::string_view name) {
  std::string all;
  for (std::size_t at = 0; at < name.size(); ++at) {
    if (name[at] != '=') {
      all += name[at];
      continue;
    }
    const std::string_view escape = name.substr(at, 3);
    if (escape != "=2C" && escape != "=3D") return std::nullopt;
    all += escape == "=2C" ? ',' : '=';
    at += 2;
  }
  return all;
}

struct Pairs {
  std::string user;   // empty: left out
  std::string token;  // empty: there is none
};

// key=value^A ... ^A
std::optional<Pairs> read_pairs(std::string_view pairs, Pairs into) {
  while (!pairs.empty() && pairs.front() != separator) {
    const std::size_t end = pairs.find(separator);
    const std::string_view pair = pairs.substr(0, end);
    const std::size_t equals = pair.find('=');
    if (end == pairs.npos || equals == pair.npos || equals == 0) return std::nullopt;
    const std::string_view key = pair.substr(0, equals), value = pair.substr(equals + 1);
    if (key == "user") into.user = value;
    if (key == "auth" && smtp::equal_ignoring_case(value.substr(0, scheme.size()), scheme))
      into.token = value.substr(scheme.size());
    pairs.remove_prefix(end + 1);
  }
  return pairs.size() == 1 ? std::optional(into) : std::nullopt;
}

// n,a=user,^A...
std::optional<Pairs> read_response(Mechanism mechanism, std::string_view response) {
  if (mechanism == Mechanism::xoauth2) return read_pairs(response, {});
  const std::size_t end = response.find(separator);
  if (end == response.npos) return std::nullopt;
  std::string_view header = response.substr(0, end);
  const std::string_view flag = header.substr(0, 2);
  if ((flag != "n," && flag != "y,") || !header.ends_with(',')) return std::nullopt;
  header.remove_prefix(2);
  Pairs pairs;
  if (header != ",") {
    const auto name =
        header.starts_with("a=") ? unescaped(header.substr(2, header.size() - 3)) : std::nullopt;
    if (!name || name->empty()) return std::nullopt;
    pairs.user = *name;
  }
  return read_pairs(response.substr(end + 1), std::move(pairs));
}

}  // namespace

std::string bearer_response(Mechanism mechanism, const Credentials& who) {
  const std::string end = "\x01\x01";
  if (mechanism == Mechanism::xoauth2)
    return "user=" + who.user +
           "\x01"
           "auth=Bearer " +
           who.token + end;
  return "n,a=" + escaped(who.user) +
         ",\x01"
         "auth=Bearer " +
         who.token + end;
}

const Credentials* find_bearer(Mechanism mechanism, std::string_view response,
                               const std::vector<Credentials>& accounts) {
  const auto pairs = read_response(mechanism, response);
  if (!pairs || pairs->token.empty()) return nullptr;
  if (mechanism == Mechanism::xoauth2 && pairs->user.empty()) return nullptr;
  const auto found = std::find_if(accounts.begin(), accounts.end(), [&](const Credentials& one) {
    return one.token == pairs->token && (pairs->user.empty() || one.user == pairs->user);
  });
  return found == accounts.end() ? nullptr : &*found;
}

std::string bearer_error(Mechanism mechanism) {
  if (mechanism == Mechanism::xoauth2) return R"({"status":"400","schemes":"bearer","scope":"mail"})";
  return R"({"status":"invalid_token"})";
}

std::string bearer_error_answer(Mechanism mechanism) {
  return mechanism == Mechanism::xoauth2 ? "" : "\x01";
}

}  // namespace smtpspec::sasl

#include "draft/secrets.hpp"

#include <algorithm>

#include "draft/words.hpp"
#include "sasl/base64.hpp"
#include "smtp/command.hpp"

namespace smtpspec::draft {
namespace {

// Shorter ones would be found in words that have nothing to do with them.
constexpr std::size_t least_secret = 4;
constexpr std::string_view blanks = " \t";

// sasl-mech of RFC 4422 section 3.1, as people write it. Base64 that stands in its place is longer, or has
// other letters.
bool is_mechanism(std::string_view word) {
  return !word.empty() && word.size() <= 20 && std::all_of(word.begin(), word.end(), [](char octet) {
    return (octet >= 'A' && octet <= 'Z') || is_digit(octet) || octet == '-' || octet == '_';
  });
}

std::string_view behind_blanks(std::string_view text) {
  return text.substr(std::min(text.find_first_not_of(blanks), text.size()));
}

std::string_view word_of(std::string_view text) {
  return text.substr(0, text.find_first_of(blanks));
}

}  // namespace

std::string Secrets::without_initial_response(std::string_view command) {
  responses_ = 0;
  mechanism_.clear();
  const std::string_view begin = behind_blanks(command);
  const std::string_view argument = behind_blanks(begin.substr(word_of(begin).size()));
  const std::string_view named = word_of(argument);
  const auto kept = [&](std::string_view rest) {
    return std::string(command.substr(0, command.size() - rest.size()));
  };
  if (argument.empty()) return std::string(command);
  if (!is_mechanism(named) && known_mechanism(named).empty()) {
    learn(argument);
    return kept(argument) + std::string(removed);
  }
  mechanism_ = smtp::upper(named);
  const std::string_view response = behind_blanks(argument.substr(named.size()));
  if (response.empty() || response == "=") return std::string(command);
  learn(response);
  return kept(response) + std::string(removed);
}

std::string Secrets::without_response(std::string_view line) {
  if (line.empty() || line == "*") return std::string(line);
  learn(line);
  return std::string(removed);
}

std::string Secrets::without_challenge(std::string_view reply) const {
  const std::string_view rest = reply.substr(std::min<std::size_t>(reply.size(), 4));
  const bool says_nothing = mechanism_ == "LOGIN" || mechanism_ == "CRAM-MD5";
  return rest.empty() || says_nothing ? std::string(reply)
                                      : std::string(reply.substr(0, 4)) + std::string(removed);
}

std::string Secrets::without_url(std::string_view command) {
  const std::string_view begin = behind_blanks(command);
  const std::string_view url = behind_blanks(begin.substr(word_of(begin).size()));
  const std::string_view behind = url.substr(word_of(url).size());
  if (url.empty()) return std::string(command);
  return std::string(command.substr(0, command.size() - url.size())) + std::string(removed) +
         std::string(behind);
}

std::string Secrets::without_known(std::string_view line) const {
  std::string out(line);
  for (const std::string& secret : known_)
    for (std::size_t at = out.find(secret); at != out.npos; at = out.find(secret, at + removed.size()))
      out.replace(at, secret.size(), removed);
  return out;
}

// Of PLAIN the password is what stands last, of LOGIN the second response; a bearer token stands behind its
// word. A name is none: it is a mailbox that the session is about.
void Secrets::learn(std::string_view response) {
  const std::size_t number = ++responses_;
  const bool is_name = mechanism_ == "LOGIN" && number == 1;
  if (is_name) return;
  add(response);
  const std::string octets = sasl::decode_base64(response).value_or(std::string());
  static constexpr std::string_view bearer = "auth=Bearer ";
  if (mechanism_ == "PLAIN")
    add(std::string_view(octets).substr(octets.rfind('\0') + 1));
  else if (mechanism_ == "LOGIN")
    add(octets);
  else if (const std::size_t at = octets.find(bearer); at != octets.npos)
    add(std::string_view(octets).substr(at + bearer.size(), octets.find('\1', at) - at - bearer.size()));
}

void Secrets::add(std::string_view secret) {
  if (secret.size() < least_secret) return;
  known_.emplace_back(secret);
  // A part of another must not go first.
  std::stable_sort(known_.begin(), known_.end(), [](const std::string& left, const std::string& right) {
    return left.size() > right.size();
  });
}

}  // namespace smtpspec::draft

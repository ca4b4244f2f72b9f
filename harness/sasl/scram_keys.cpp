#include "sasl/scram_keys.hpp"

#include <array>
#include <charconv>
#include <map>
#include <mutex>
#include <optional>
#include <tuple>
#include <utility>

#include "sasl/base64.hpp"
#include "sasl/owned.hpp"

namespace smtpspec::sasl {
namespace {

constexpr std::size_t salt_size = 12;
constexpr std::size_t most_remembered = 1'000;  // a peer may send another salt each time

// Of what they are made.
using Source = std::tuple<Gsasl_hash, std::string, std::string, unsigned>;  // password, salt, iterations

std::string hexadecimal(std::string_view octets) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string text;
  for (const char one : octets) {
    const auto value = static_cast<unsigned char>(one);
    text += digits[value >> 4];
    text += digits[value & 15];
  }
  return text;
}

std::optional<ScramKeys> compute(const Source& source) {
  const auto& [hash, password, salt, iterations] = source;
  const auto salt_octets = decode_base64(salt);
  if (!salt_octets) return std::nullopt;
  std::array<char, GSASL_HASH_MAX_SIZE> salted{}, client{}, server{}, stored{};
  if (gsasl_scram_secrets_from_password(hash, password.c_str(), iterations, salt_octets->data(),
                                        salt_octets->size(), salted.data(), client.data(), server.data(),
                                        stored.data()) != GSASL_OK)
    return std::nullopt;
  const std::size_t size = gsasl_hash_length(hash);
  return ScramKeys{.salted_password = {salted.data(), size},
                   .client_key = {client.data(), size},
                   .stored_key = {stored.data(), size},
                   .server_key = {server.data(), size}};
}

std::optional<ScramKeys> keys_of(const Source& source) {
  static std::mutex mutex;
  static std::map<Source, ScramKeys> remembered;
  {
    const std::lock_guard lock(mutex);
    if (const auto found = remembered.find(source); found != remembered.end()) return found->second;
  }
  std::optional<ScramKeys> keys = compute(source);
  if (!keys) return keys;
  const std::lock_guard lock(mutex);
  if (remembered.size() >= most_remembered) remembered.clear();
  remembered.emplace(source, *keys);
  return keys;
}

std::optional<Source> source_of(Mechanism mechanism, const std::string& password, const std::string& salt,
                                std::string_view digits) {
  unsigned count = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), count);
  if (error != std::errc() || end != digits.data() + digits.size() || !is_scram(mechanism))
    return std::nullopt;
  return Source{uses_sha_1(mechanism) ? GSASL_HASH_SHA1 : GSASL_HASH_SHA256, password, salt, count};
}

std::optional<Source> source_in(Gsasl_session* session, const std::string& password) {
  const char* const salt = gsasl_property_fast(session, GSASL_SCRAM_SALT);
  const char* const iterations = gsasl_property_fast(session, GSASL_SCRAM_ITER);
  const char* const name = gsasl_mechanism_name(session);
  if (!salt || !iterations || !name) return std::nullopt;
  const auto mechanism = find_mechanism(name);
  return mechanism ? source_of(*mechanism, password, salt, iterations) : std::nullopt;
}

// As GNU SASL wants them: the first in hexadecimal digits, the others in base64.
std::optional<std::string> answer_to(Gsasl_property question, const ScramKeys& keys) {
  switch (question) {
    case GSASL_SCRAM_SALTED_PASSWORD:
      return hexadecimal(keys.salted_password);
    case GSASL_SCRAM_STOREDKEY:
      return encode_base64(keys.stored_key);
    case GSASL_SCRAM_SERVERKEY:
      return encode_base64(keys.server_key);
    default:
      return std::nullopt;
  }
}

}  // namespace

int answer_with_scram_salt(Gsasl_session* session, const Credentials& account) {
  static std::mutex mutex;
  static std::map<std::pair<std::string, std::string>, std::string> salts;
  std::array<char, salt_size> octets{};
  if (gsasl_nonce(octets.data(), octets.size()) != GSASL_OK) return GSASL_NO_CALLBACK;
  const std::lock_guard lock(mutex);
  const auto [salt, is_new] =
      salts.try_emplace({account.user, account.password}, encode_base64({octets.data(), octets.size()}));
  return gsasl_property_set(session, GSASL_SCRAM_SALT, salt->second.c_str());
}

int answer_with_binding(Gsasl_session* session, Gsasl_property question, const ChannelBindings& bindings) {
  const std::string& octets = question == GSASL_CB_TLS_UNIQUE ? bindings.tls_unique : bindings.tls_exporter;
  if (octets.empty()) return GSASL_NO_CALLBACK;
  return gsasl_property_set(session, question, encode_base64(octets).c_str());
}

int answer_with_scram_key(Gsasl_session* session, Gsasl_property question, const std::string& password) {
  if (!answer_to(question, ScramKeys())) return GSASL_NO_CALLBACK;
  const auto source = source_in(session, password);
  const auto keys = source ? keys_of(*source) : std::nullopt;
  const auto answer = keys ? answer_to(question, *keys) : std::nullopt;
  return answer ? gsasl_property_set(session, question, answer->c_str()) : GSASL_NO_CALLBACK;
}

std::optional<ScramKeys> scram_keys_of(Mechanism mechanism, const std::string& password,
                                       const std::string& salt, const std::string& iterations) {
  const auto source = source_of(mechanism, password, salt, iterations);
  return source && std::get<3>(*source) > 0 ? keys_of(*source) : std::nullopt;
}

}  // namespace smtpspec::sasl

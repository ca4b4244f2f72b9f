#include "sasl/scram_signing.hpp"

#include <algorithm>

#include "sasl/base64.hpp"
#include "sasl/deviation.hpp"
#include "sasl/hmac.hpp"
#include "sasl/scram_keys.hpp"

namespace smtpspec::sasl {
namespace {

// Without ",p=...", which is the last attribute (RFC 5802 section 7).
std::string_view without_proof(std::string_view client_final) {
  return client_final.substr(0, std::min(client_final.rfind(",p="), client_final.size()));
}

std::string auth_message(const ScramMessages& messages) {
  const std::string_view first = messages.client_first;
  std::string whole(first.substr(gs2_header_of(first).size()));
  return whole.append(",")
      .append(messages.server_first)
      .append(",")
      .append(without_proof(messages.client_final));
}

std::optional<ScramKeys> keys_for(Mechanism mechanism, const std::string& password,
                                  const ScramMessages& messages) {
  return scram_keys_of(mechanism, password, attribute_of(messages.server_first, 's'),
                       attribute_of(messages.server_first, 'i'));
}

}  // namespace

std::string_view gs2_header_of(std::string_view client_first) {
  const std::size_t flag = client_first.find(',');
  const std::size_t identity = flag == client_first.npos ? flag : client_first.find(',', flag + 1);
  return identity == client_first.npos ? std::string_view() : client_first.substr(0, identity + 1);
}

std::optional<std::string> scram_proof(Mechanism mechanism, const std::string& password,
                                       const ScramMessages& messages) {
  const auto keys = keys_for(mechanism, password, messages);
  if (!keys) return std::nullopt;
  std::string proof = hmac_of(mechanism, keys->stored_key, auth_message(messages));
  std::transform(proof.begin(), proof.end(), keys->client_key.begin(), proof.begin(),
                 [](char one, char other) { return static_cast<char>(one ^ other); });
  return encode_base64(proof);
}

std::optional<std::string> scram_signature(Mechanism mechanism, const std::string& password,
                                           const ScramMessages& messages) {
  const auto keys = keys_for(mechanism, password, messages);
  if (!keys) return std::nullopt;
  return encode_base64(hmac_of(mechanism, keys->server_key, auth_message(messages)));
}

std::string signed_final(Mechanism mechanism, const std::string& password, ScramMessages messages) {
  const auto proof = scram_proof(mechanism, password, messages);
  if (!proof) return messages.client_final;
  messages.client_final.resize(without_proof(messages.client_final).size());
  return messages.client_final + ",p=" + *proof;
}

}  // namespace smtpspec::sasl

#include "sasl/base64.hpp"

#include <gsasl.h>

#include <new>

#include "sasl/owned.hpp"

namespace smtpspec::sasl {

std::string encode_base64(std::string_view octets) {
  char* encoded = nullptr;
  std::size_t length = 0;
  if (gsasl_base64_to(octets.data(), octets.size(), &encoded, &length) != GSASL_OK) throw std::bad_alloc();
  return {OwnedOctets(encoded).get(), length};
}

std::optional<std::string> decode_base64(std::string_view text) {
  if (text.empty()) return "";
  char* decoded = nullptr;
  std::size_t length = 0;
  if (gsasl_base64_from(text.data(), text.size(), &decoded, &length) != GSASL_OK) return std::nullopt;
  return std::string(OwnedOctets(decoded).get(), length);
}

}  // namespace smtpspec::sasl

#include "sasl/hmac.hpp"

#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <array>
#include <new>

namespace smtpspec::sasl {

std::string hmac_of(Mechanism mechanism, std::string_view key, std::string_view text) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> octets{};
  unsigned size = 0;
  const EVP_MD* const hash = uses_sha_1(mechanism) ? EVP_sha1() : EVP_sha256();
  if (!HMAC(hash, key.data(), static_cast<int>(key.size()),
            reinterpret_cast<const unsigned char*>(text.data()), text.size(), octets.data(), &size))
    throw std::bad_alloc();
  return {reinterpret_cast<const char*>(octets.data()), size};
}

}  // namespace smtpspec::sasl

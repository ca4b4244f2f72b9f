// OpenSSL's objects, owned; and its error queue, as text. For the sources of net/ alone.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

namespace smtpspec::net {

template <auto Free>
struct FreeWith {
  template <typename T>
  void operator()(T* object) const {
    Free(object);
  }
};

using OwnedBio = std::unique_ptr<BIO, FreeWith<BIO_free_all>>;
using OwnedKey = std::unique_ptr<EVP_PKEY, FreeWith<EVP_PKEY_free>>;
using OwnedCertificate = std::unique_ptr<X509, FreeWith<X509_free>>;
using OwnedExtension = std::unique_ptr<X509_EXTENSION, FreeWith<X509_EXTENSION_free>>;
using OwnedStoreContext = std::unique_ptr<X509_STORE_CTX, FreeWith<X509_STORE_CTX_free>>;
using OwnedNames = std::unique_ptr<GENERAL_NAMES, FreeWith<GENERAL_NAMES_free>>;
using OwnedSsl = std::unique_ptr<SSL, FreeWith<SSL_free>>;

// The first error of this thread's queue in OpenSSL's words ("wrong version number"); empties the queue.
inline std::string take_openssl_error() {
  const unsigned long code = ERR_get_error();
  ERR_clear_error();
  if (code == 0) return "unknown error";
  const char* reason = ERR_reason_error_string(code);
  return reason ? reason : "error " + std::to_string(code);
}

inline OwnedBio bio_of(std::string_view octets) {
  return OwnedBio(BIO_new_mem_buf(octets.data(), static_cast<int>(octets.size())));
}

// Takes everything that has been written to a memory BIO.
inline std::string take_all(BIO* bio) {
  std::string octets(BIO_ctrl_pending(bio), '\0');
  if (!octets.empty()) BIO_read(bio, octets.data(), static_cast<int>(octets.size()));
  return octets;
}

}  // namespace smtpspec::net

#include "net/tls_context.hpp"

#include <stdexcept>
#include <string>

#include <openssl/pem.h>

#include "net/openssl.hpp"

namespace smtpspec::net {

namespace {

[[noreturn]] void fail_with(const std::string& what) {
  throw std::runtime_error("OpenSSL can't " + what + ": " + take_openssl_error());
}

void allow_everything_known(SSL_CTX* context) {
  SSL_CTX_set_security_level(context, 0);
  if (SSL_CTX_set_cipher_list(context, "ALL:!aNULL:@SECLEVEL=0") != 1) fail_with("choose ciphers");
  SSL_CTX_set_min_proto_version(context, 0);  // the lowest and the highest that the library has
  SSL_CTX_set_max_proto_version(context, 0);
  SSL_CTX_set_options(context, SSL_OP_LEGACY_SERVER_CONNECT | SSL_OP_NO_RENEGOTIATION);
}

void trust(SSL_CTX* context, std::string_view pem) {
  const OwnedBio bio = bio_of(pem);
  X509_STORE* store = SSL_CTX_get_cert_store(context);
  while (const OwnedCertificate certificate{PEM_read_bio_X509(bio.get(), nullptr, nullptr, nullptr)})
    X509_STORE_add_cert(store, certificate.get());
  ERR_clear_error();  // that nothing more came is how the loop ends
}

void show(SSL_CTX* context, const Identity& identity) {
  const OwnedBio certificate_bio = bio_of(identity.certificate);
  const OwnedCertificate certificate(PEM_read_bio_X509(certificate_bio.get(), nullptr, nullptr, nullptr));
  const OwnedBio key_bio = bio_of(identity.key);
  const OwnedKey key(PEM_read_bio_PrivateKey(key_bio.get(), nullptr, nullptr, nullptr));
  if (!certificate || SSL_CTX_use_certificate(context, certificate.get()) != 1)
    fail_with("use the certificate");
  if (!key || SSL_CTX_use_PrivateKey(context, key.get()) != 1) fail_with("use the private key");
}

}  // namespace

void TlsContext::Free::operator()(ssl_ctx_st* context) const {
  SSL_CTX_free(context);
}

TlsContext TlsContext::client(std::string_view trusted) {
  Owned context(SSL_CTX_new(TLS_client_method()));
  if (!context) fail_with("make a TLS context");
  allow_everything_known(context.get());
  SSL_CTX_set_verify(context.get(), SSL_VERIFY_NONE, nullptr);
  trust(context.get(), trusted);
  return TlsContext(std::move(context));
}

TlsContext TlsContext::server(const Identity& identity) {
  Owned context(SSL_CTX_new(TLS_server_method()));
  if (!context) fail_with("make a TLS context");
  allow_everything_known(context.get());
  show(context.get(), identity);
  // A ticket that comes behind the handshake meets a client that may have closed, and then it sees RST.
  SSL_CTX_set_num_tickets(context.get(), 0);
  SSL_CTX_set_options(context.get(), SSL_OP_NO_TICKET);
  return TlsContext(std::move(context));
}

TlsContext TlsContext::refusing() {
  Owned context(SSL_CTX_new(TLS_server_method()));
  if (!context) fail_with("make a TLS context");
  allow_everything_known(context.get());
  SSL_CTX_set_client_hello_cb(
      context.get(),
      [](SSL*, int* alert, void*) {
        *alert = SSL_AD_HANDSHAKE_FAILURE;
        return SSL_CLIENT_HELLO_ERROR;
      },
      nullptr);
  return TlsContext(std::move(context));
}

}  // namespace smtpspec::net

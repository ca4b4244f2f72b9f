#include "net/certificates.hpp"

#include <arpa/inet.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <stdexcept>
#include <string_view>

#include <openssl/pem.h>
#include <openssl/rand.h>

#include "net/openssl.hpp"

namespace smtpspec::net {

namespace {

constexpr long a_day = 24 * 60 * 60;

[[noreturn]] void fail(const std::string& what) {
  throw std::runtime_error("OpenSSL can't " + what + ": " + take_openssl_error());
}

OwnedKey make_key() {
  OwnedKey key(EVP_EC_gen("P-256"));
  if (!key) fail("make a key");
  return key;
}

// Serial numbers tell certificates of one run apart: a client may refuse two different ones with the same
// number.
void set_random_serial(X509* certificate) {
  std::uint64_t serial = 0;
  if (RAND_bytes(reinterpret_cast<unsigned char*>(&serial), sizeof serial) != 1) fail("draw a serial number");
  ASN1_INTEGER_set_uint64(X509_get_serialNumber(certificate), serial >> 1);
}

void set_validity(X509* certificate, Validity validity) {
  long from = -a_day;  // a target's clock may be behind
  long to = 30 * a_day;
  if (validity == Validity::expired) from = -30 * a_day, to = -a_day;
  if (validity == Validity::not_yet) from = a_day;
  X509_gmtime_adj(X509_getm_notBefore(certificate), from);
  X509_gmtime_adj(X509_getm_notAfter(certificate), to);
}

void set_common_name(X509* certificate, const std::string& name) {
  const auto* octets = reinterpret_cast<const unsigned char*>(name.data());
  if (X509_NAME_add_entry_by_NID(X509_get_subject_name(certificate), NID_commonName, MBSTRING_UTF8, octets,
                                 static_cast<int>(name.size()), -1, 0) != 1)
    fail("name a certificate '" + name + "'");
}

void add_extension(X509* certificate, X509* issuer, int nid, const std::string& value) {
  X509V3_CTX context;
  X509V3_set_ctx(&context, issuer, certificate, nullptr, nullptr, 0);
  const OwnedExtension extension(X509V3_EXT_conf_nid(nullptr, &context, nid, value.c_str()));
  if (!extension || X509_add_ext(certificate, extension.get(), -1) != 1)
    fail("add an extension to a certificate");
}

bool is_address(const std::string& name) {
  unsigned char octets[16];
  return inet_pton(AF_INET, name.c_str(), octets) == 1 || inet_pton(AF_INET6, name.c_str(), octets) == 1;
}

// RFC 5280 section 4.2.1.6, in the notation of OpenSSL's configuration files.
std::string subject_alternative_names(const CertificateRequest& request) {
  std::string list;
  for (const std::string& name : request.names) {
    if (name.find_first_of(",:;@ \t\n") != std::string::npos && !is_address(name))
      throw std::runtime_error("no certificate can be issued for the name '" + name + "'");
    list += (list.empty() ? "" : ",") + std::string(is_address(name) ? "IP:" : "DNS:") + name;
  }
  for (const std::string& uri : request.uris) list += (list.empty() ? "" : ",") + ("URI:" + uri);
  return list;
}

OwnedCertificate make_certificate(EVP_PKEY* key, const std::string& common_name, Validity validity) {
  OwnedCertificate certificate(X509_new());
  if (!certificate || X509_set_version(certificate.get(), X509_VERSION_3) != 1) fail("make a certificate");
  set_random_serial(certificate.get());
  set_validity(certificate.get(), validity);
  set_common_name(certificate.get(), common_name);
  if (X509_set_pubkey(certificate.get(), key) != 1) fail("put a key into a certificate");
  return certificate;
}

void sign(X509* certificate, X509* issuer, EVP_PKEY* issuer_key) {
  if (X509_set_issuer_name(certificate, X509_get_subject_name(issuer)) != 1 ||
      X509_sign(certificate, issuer_key, EVP_sha256()) == 0)
    fail("sign a certificate");
}

std::string pem_of(X509* certificate) {
  const OwnedBio bio(BIO_new(BIO_s_mem()));
  if (PEM_write_bio_X509(bio.get(), certificate) != 1) fail("write a certificate");
  return take_all(bio.get());
}

std::string pem_of(EVP_PKEY* key) {
  const OwnedBio bio(BIO_new(BIO_s_mem()));
  if (PEM_write_bio_PrivateKey(bio.get(), key, nullptr, nullptr, 0, nullptr, nullptr) != 1)
    fail("write a key");
  return take_all(bio.get());
}

// Signed by the issuer, or by itself without one.
Identity issue_from(X509* issuer, EVP_PKEY* issuer_key, const CertificateRequest& request) {
  if (request.names.empty() && (request.uris.empty() || request.common_name.empty()))
    throw std::runtime_error("a certificate needs a name");
  const OwnedKey key = make_key();
  const std::string& common_name = request.common_name.empty() ? request.names.front() : request.common_name;
  const OwnedCertificate certificate = make_certificate(key.get(), common_name, request.validity);
  X509* signer = issuer ? issuer : certificate.get();
  add_extension(certificate.get(), signer, NID_basic_constraints, "CA:FALSE");
  add_extension(certificate.get(), signer, NID_subject_alt_name, subject_alternative_names(request));
  add_extension(certificate.get(), signer, NID_ext_key_usage, "serverAuth,clientAuth");
  // RFC 5280 section 4.2.1.1: MUST, and some clients hold an issuer to it.
  if (issuer) add_extension(certificate.get(), signer, NID_authority_key_identifier, "keyid:always");
  sign(certificate.get(), signer, issuer ? issuer_key : key.get());
  return {pem_of(certificate.get()), pem_of(key.get())};
}

void write_file(const std::filesystem::path& path, std::string_view octets, mode_t mode) {
  const int file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, mode);
  const bool written =
      file >= 0 && ::write(file, octets.data(), octets.size()) == static_cast<ssize_t>(octets.size());
  if (file >= 0) ::close(file);
  if (!written) throw std::runtime_error("can't write " + path.string());
}

}  // namespace

struct Authority::State {
  OwnedKey key;
  OwnedCertificate certificate;
  std::string pem;
};

Authority::Authority(const std::string& common_name) : state_(std::make_unique<State>()) {
  state_->key = make_key();
  state_->certificate = make_certificate(state_->key.get(), common_name, Validity::current);
  X509* certificate = state_->certificate.get();
  add_extension(certificate, certificate, NID_basic_constraints, "critical,CA:TRUE");
  add_extension(certificate, certificate, NID_key_usage, "critical,keyCertSign,cRLSign");
  add_extension(certificate, certificate, NID_subject_key_identifier, "hash");
  sign(certificate, certificate, state_->key.get());
  state_->pem = pem_of(certificate);
}

Authority::~Authority() = default;
Authority::Authority(Authority&&) noexcept = default;
Authority& Authority::operator=(Authority&&) noexcept = default;

const std::string& Authority::certificate() const {
  return state_->pem;
}

Identity Authority::issue(const CertificateRequest& request) const {
  return issue_from(state_->certificate.get(), state_->key.get(), request);
}

Identity issue_self_signed(const CertificateRequest& request) {
  return issue_from(nullptr, nullptr, request);
}

CertificateFiles write_to(const std::filesystem::path& directory, const std::string& authority,
                          const Identity& identity) {
  CertificateFiles files{directory / "ca.pem", directory / "cert.pem", directory / "key.pem"};
  write_file(files.authority, authority, 0644);
  write_file(files.certificate, identity.certificate, 0644);
  write_file(files.key, identity.key, 0600);
  return files;
}

}  // namespace smtpspec::net

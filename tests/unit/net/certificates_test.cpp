#include "net/certificates.hpp"

#include <sys/stat.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <stdexcept>

#include <gmock/gmock.h>
#include <openssl/pem.h>
#include <openssl/x509_vfy.h>

namespace smtpspec::net {
namespace {

using testing::EndsWith;
using testing::StartsWith;

TEST(Authority, IssuesPemThatDiffersEveryTime) {
  const Authority authority;
  const Identity first = authority.issue({{"mx.test"}});
  const Identity second = authority.issue({{"mx.test"}});
  EXPECT_THAT(first.certificate, StartsWith("-----BEGIN CERTIFICATE-----"));
  EXPECT_THAT(first.key, StartsWith("-----BEGIN PRIVATE KEY-----"));
  EXPECT_NE(first.key, second.key);
  EXPECT_NE(first.certificate, second.certificate);
}

TEST(Authority, CertificateForNobodyOrForANameThatIsNoneIsRefused) {
  const Authority authority;
  EXPECT_THROW(authority.issue({}), std::runtime_error);
  EXPECT_THROW(authority.issue({{"mx.test,DNS:evil.test"}}), std::runtime_error);
}

std::unique_ptr<X509, decltype(&X509_free)> read_certificate(const std::string& pem) {
  BIO* const octets = BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size()));
  X509* const certificate = PEM_read_bio_X509(octets, nullptr, nullptr, nullptr);
  BIO_free(octets);
  return {certificate, &X509_free};
}

// Python's, since 3.13.
TEST(Authority, WhatItIssuesIsGoodForAStrictReaderOfRfc5280) {
  const Authority authority;
  const auto root = read_certificate(authority.certificate());
  const auto issued = read_certificate(authority.issue({{"mx.test"}}).certificate);
  X509_STORE* const trusted = X509_STORE_new();
  X509_STORE_add_cert(trusted, root.get());
  X509_STORE_set_flags(trusted, X509_V_FLAG_X509_STRICT);
  X509_STORE_CTX* const verification = X509_STORE_CTX_new();
  X509_STORE_CTX_init(verification, trusted, issued.get(), nullptr);
  EXPECT_EQ(X509_verify_cert(verification), 1)
      << X509_verify_cert_error_string(X509_STORE_CTX_get_error(verification));
  X509_STORE_CTX_free(verification);
  X509_STORE_free(trusted);
}

TEST(Certificates, FilesHoldWhatWasIssuedAndTheKeyIsPrivate) {
  std::string pattern = std::filesystem::temp_directory_path() / "smtpspec-certificates-XXXXXX";
  ASSERT_NE(::mkdtemp(pattern.data()), nullptr);
  const Authority authority;
  const Identity identity = authority.issue({{"mx.test"}});

  const CertificateFiles files = write_to(pattern, authority.certificate(), identity);

  const auto octets_of = [](const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    return std::string(std::istreambuf_iterator<char>(file), {});
  };
  EXPECT_EQ(octets_of(files.authority), authority.certificate());
  EXPECT_EQ(octets_of(files.certificate), identity.certificate);
  EXPECT_EQ(octets_of(files.key), identity.key);
  struct stat status {};
  ASSERT_EQ(::stat(files.key.c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0777, 0600U);
  std::filesystem::remove_all(pattern);
}

}  // namespace
}  // namespace smtpspec::net

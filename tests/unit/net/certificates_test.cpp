#include "net/certificates.hpp"

#include <sys/stat.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <stdexcept>

#include <gmock/gmock.h>

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

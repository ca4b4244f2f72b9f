// Certificates that live as long as a run: a certificate authority in memory and what it issues. No key is
// ever in the repository.
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace smtpspec::net {

// A certificate and its private key, both PEM.
struct Identity {
  std::string certificate;
  std::string key;
};

enum class Validity { current, expired, not_yet };

// What one certificate is issued for.
struct CertificateRequest {
  std::vector<std::string> names;  // DNS names and numeric addresses; at least one, or a URI
  Validity validity = Validity::current;
  std::string common_name = {};        // of the subject; empty: the first name
  std::vector<std::string> uris = {};  // RFC 5280 section 4.2.1.6
};

// Throws std::runtime_error where OpenSSL fails.
class Authority {
 public:
  explicit Authority(const std::string& common_name = "smtpspec run authority");
  ~Authority();
  Authority(Authority&&) noexcept;
  Authority& operator=(Authority&&) noexcept;

  // PEM: what a peer has to trust.
  const std::string& certificate() const;

  Identity issue(const CertificateRequest& request) const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

// A certificate that nobody vouches for but itself.
Identity issue_self_signed(const CertificateRequest& request);

// Where a target finds what it needs.
struct CertificateFiles {
  std::filesystem::path authority;
  std::filesystem::path certificate;
  std::filesystem::path key;
};

// Writes ca.pem, cert.pem and key.pem into an existing directory; the key is readable by its owner alone.
// Throws std::runtime_error.
CertificateFiles write_to(const std::filesystem::path& directory, const std::string& authority,
                          const Identity& identity);

}  // namespace smtpspec::net

// SASLprep (RFC 4013), by GNU SASL.
#include <gsasl.h>

#include "sasl/mechanism.hpp"
#include "sasl/owned.hpp"

namespace smtpspec::sasl {
namespace {

std::optional<std::string> as_prepared(const std::string& text) {
  char* octets = nullptr;
  const int code = gsasl_saslprep(text.c_str(), GSASL_ALLOW_UNASSIGNED, &octets, nullptr);
  const OwnedOctets owned(octets);
  if (code != GSASL_OK || !octets) return std::nullopt;
  return std::string(octets);
}

}  // namespace

std::optional<Credentials> prepared(const Credentials& credentials) {
  const auto user = as_prepared(credentials.user), password = as_prepared(credentials.password);
  if (!user || !password) return std::nullopt;
  return Credentials{*user, *password, credentials.token};
}

}  // namespace smtpspec::sasl

// Mechanism: the SASL mechanisms that are spoken here, and what RFC 4954 needs to know of each.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>

namespace smtpspec::sasl {

enum class Mechanism {
  scram_sha_256_plus,  // RFC 7677, bound to the TLS channel around it
  scram_sha_1_plus,    // RFC 5802
  scram_sha_256,       // RFC 7677
  scram_sha_1,         // RFC 5802
  cram_md5,            // RFC 2195
  oauthbearer,         // RFC 7628
  xoauth2,             // never an RFC, and at the largest providers
  plain,               // RFC 4616
  login,               // never an RFC, and everywhere
};

// The strongest first.
inline constexpr std::array all_mechanisms = {Mechanism::scram_sha_256_plus,
                                              Mechanism::scram_sha_1_plus,
                                              Mechanism::scram_sha_256,
                                              Mechanism::scram_sha_1,
                                              Mechanism::cram_md5,
                                              Mechanism::oauthbearer,
                                              Mechanism::xoauth2,
                                              Mechanism::plain,
                                              Mechanism::login};

// What is tried first where one has to log in by whatever there is.
inline constexpr std::array plainest_first = {Mechanism::plain,           Mechanism::login,
                                              Mechanism::scram_sha_256,   Mechanism::scram_sha_1,
                                              Mechanism::cram_md5,        Mechanism::oauthbearer,
                                              Mechanism::xoauth2,         Mechanism::scram_sha_256_plus,
                                              Mechanism::scram_sha_1_plus};

std::string_view name_of(Mechanism mechanism);                   // "SCRAM-SHA-256"
std::optional<Mechanism> find_mechanism(std::string_view name);  // case-insensitive (RFC 4954 section 8)
bool client_begins(Mechanism mechanism);                         // it has an initial response
bool shows_password(Mechanism mechanism);                        // or the token, to whoever reads along
bool bears_token(Mechanism mechanism);                           // and no password
bool is_scram(Mechanism mechanism);
bool uses_sha_1(Mechanism mechanism);     // of the SCRAM mechanisms
bool binds_channel(Mechanism mechanism);  // a -PLUS name: there is none outside TLS
// The same without binding; what binds no channel itself.
Mechanism without_binding(Mechanism mechanism);

struct Credentials {
  std::string user;
  std::string password;
  std::string token = {};  // a bearer token (RFC 6750); empty: there is none
};

// User and password as SASLprep (RFC 4013) has them, as queries. Empty: they hold what it prohibits.
std::optional<Credentials> prepared(const Credentials& credentials);

// Whether there is what the mechanism needs.
bool has_secret_for(const Credentials& credentials, Mechanism mechanism);

}  // namespace smtpspec::sasl

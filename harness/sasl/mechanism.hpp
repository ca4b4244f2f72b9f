// Mechanism: the SASL mechanisms that are spoken here, and what RFC 4954 needs to know of each.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>

namespace smtpspec::sasl {

enum class Mechanism {
  scram_sha_256,  // RFC 7677
  cram_md5,       // RFC 2195
  plain,          // RFC 4616
  login,          // never an RFC, and everywhere
};

// The strongest first.
inline constexpr std::array all_mechanisms = {Mechanism::scram_sha_256, Mechanism::cram_md5, Mechanism::plain,
                                              Mechanism::login};

std::string_view name_of(Mechanism mechanism);                   // "SCRAM-SHA-256"
std::optional<Mechanism> find_mechanism(std::string_view name);  // case-insensitive (RFC 4954 section 8)
bool client_begins(Mechanism mechanism);                         // it has an initial response
bool shows_password(Mechanism mechanism);                        // to whoever reads along

struct Credentials {
  std::string user;
  std::string password;
};

}  // namespace smtpspec::sasl

#include "sasl/mechanism.hpp"

#include <algorithm>

#include "smtp/command.hpp"

namespace smtpspec::sasl {

std::string_view name_of(Mechanism mechanism) {
  switch (mechanism) {
    case Mechanism::scram_sha_256_plus:
      return "SCRAM-SHA-256-PLUS";
    case Mechanism::scram_sha_1_plus:
      return "SCRAM-SHA-1-PLUS";
    case Mechanism::scram_sha_256:
      return "SCRAM-SHA-256";
    case Mechanism::scram_sha_1:
      return "SCRAM-SHA-1";
    case Mechanism::cram_md5:
      return "CRAM-MD5";
    case Mechanism::oauthbearer:
      return "OAUTHBEARER";
    case Mechanism::xoauth2:
      return "XOAUTH2";
    case Mechanism::plain:
      return "PLAIN";
    case Mechanism::login:
      return "LOGIN";
  }
  return "";
}

std::optional<Mechanism> find_mechanism(std::string_view name) {
  const auto found = std::find_if(all_mechanisms.begin(), all_mechanisms.end(), [&](Mechanism one) {
    return smtp::equal_ignoring_case(name_of(one), name);
  });
  return found == all_mechanisms.end() ? std::nullopt : std::optional(*found);
}

bool client_begins(Mechanism mechanism) {
  return mechanism != Mechanism::cram_md5 && mechanism != Mechanism::login;
}

bool shows_password(Mechanism mechanism) {
  return mechanism == Mechanism::plain || mechanism == Mechanism::login || bears_token(mechanism);
}

bool bears_token(Mechanism mechanism) {
  return mechanism == Mechanism::oauthbearer || mechanism == Mechanism::xoauth2;
}

bool is_scram(Mechanism mechanism) {
  return mechanism == Mechanism::scram_sha_256 || mechanism == Mechanism::scram_sha_1 ||
         binds_channel(mechanism);
}

bool uses_sha_1(Mechanism mechanism) {
  return mechanism == Mechanism::scram_sha_1 || mechanism == Mechanism::scram_sha_1_plus;
}

bool binds_channel(Mechanism mechanism) {
  return mechanism == Mechanism::scram_sha_256_plus || mechanism == Mechanism::scram_sha_1_plus;
}

Mechanism without_binding(Mechanism mechanism) {
  if (!binds_channel(mechanism)) return mechanism;
  return uses_sha_1(mechanism) ? Mechanism::scram_sha_1 : Mechanism::scram_sha_256;
}

bool has_secret_for(const Credentials& credentials, Mechanism mechanism) {
  return !(bears_token(mechanism) ? credentials.token : credentials.password).empty();
}

}  // namespace smtpspec::sasl

#include "sasl/mechanism.hpp"

#include <algorithm>

#include "smtp/command.hpp"

namespace smtpspec::sasl {

std::string_view name_of(Mechanism mechanism) {
  switch (mechanism) {
    case Mechanism::scram_sha_256:
      return "SCRAM-SHA-256";
    case Mechanism::cram_md5:
      return "CRAM-MD5";
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
  return mechanism == Mechanism::plain || mechanism == Mechanism::scram_sha_256;
}

bool shows_password(Mechanism mechanism) {
  return mechanism == Mechanism::plain || mechanism == Mechanism::login;
}

}  // namespace smtpspec::sasl

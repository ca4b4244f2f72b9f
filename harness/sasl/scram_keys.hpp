// SCRAM keys: what SCRAM (RFC 5802 section 3) makes of a password. It costs thousands of hashes, and the same
// few accounts log in again and again: each is computed once in a process.
#pragma once

#include <gsasl.h>

#include <optional>
#include <string>

#include "sasl/channel_binding.hpp"
#include "sasl/mechanism.hpp"

namespace smtpspec::sasl {

// In octets.
struct ScramKeys {
  std::string salted_password, client_key, stored_key, server_key;
};

// Of a salt in base64 and a count in digits, as a server gives them; nothing where they are none.
std::optional<ScramKeys> scram_keys_of(Mechanism mechanism, const std::string& password,
                                       const std::string& salt, const std::string& iterations);

// These answer a question of GNU SASL with one of its codes, for the sources of sasl/ alone.
// GSASL_NO_CALLBACK lets it go on without an answer.

// The server's salt of an account: random, and the same for as long as the process runs, as a server keeps it
// beside its keys.
int answer_with_scram_salt(Gsasl_session* session, const Credentials& account);

// What binds to the channel, of one type.
int answer_with_binding(Gsasl_session* session, Gsasl_property question, const ChannelBindings& bindings);

// A key, in a session that knows its salt and how often to hash.
int answer_with_scram_key(Gsasl_session* session, Gsasl_property question, const std::string& password);

}  // namespace smtpspec::sasl

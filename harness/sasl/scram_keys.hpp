// SCRAM keys: what SCRAM (RFC 5802 section 3) makes of a password. It costs thousands of hashes, and the same
// few accounts log in again and again: each is computed once in a process.
#pragma once

#include <gsasl.h>

#include <string>

#include "sasl/mechanism.hpp"

namespace smtpspec::sasl {

// Both answer a question of GNU SASL with one of its codes, for the sources of sasl/ alone. GSASL_NO_CALLBACK
// lets it go on without an answer.

// The server's salt of an account: random, and the same for as long as the process runs, as a server keeps it
// beside its keys.
int answer_with_scram_salt(Gsasl_session* session, const Credentials& account);

// A key, in a session that knows its salt and how often to hash.
int answer_with_scram_key(Gsasl_session* session, Gsasl_property question, const std::string& password);

}  // namespace smtpspec::sasl

// Secrets: passwords, tokens and SASL responses, taken out of results before anything is shown of them.
//
// Where a client authenticates (RFC 4954 section 4), whatever it sends as initial response or after a 334 is
// replaced, whoever judges whom. What can be read out of it (the password of PLAIN and LOGIN, the digest of
// CRAM-MD5, a bearer token) is a secret wherever else it turns up, and in whatever form (secret_forms.hpp):
// in replies, findings, the target's log.
#pragma once

#include <string>
#include <vector>

#include "result/results.hpp"

namespace smtpspec::result {

// Shorter ones are replaced within AUTH exchanges only: elsewhere they would be found in every other word.
inline constexpr std::size_t shortest_secret = 4;

// Replaces them by "<redacted N octets>" in all cases and in the facts of the run. `known`: further secrets,
// as octets. What was redacted once stays as it is.
void redact(RunResult& run, const std::vector<std::string>& known = {});

// The same for words of the harness, in which a target may be quoted.
std::string redacted(std::string words, const std::vector<std::string>& known);

// The same for a case that is shown while the run goes on.
void redact(CaseResult& one, const std::vector<std::string>& known = {});

}  // namespace smtpspec::result

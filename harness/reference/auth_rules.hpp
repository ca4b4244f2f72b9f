// AuthRules: what a server does otherwise than it should inside an exchange of AUTH. Empty in a correct one.
//
// A slip reads a message as if it said what a right client says (auth_slips), accepts where it has to refuse,
// or asks where nothing is to be asked. A deviation is of what the server says itself (sasl/deviation).
#pragma once

#include "reference/set.hpp"
#include "sasl/deviation.hpp"

namespace smtpspec::reference {

enum class AuthSlip {
  plain_empty_password,      // taken for the right one
  plain_vanishing_password,  // one that SASLprep leaves nothing of
  plain_empty_user,          // whose password opens any account
  plain_further_nul,         // what stands behind a third NUL is passed over
  plain_not_utf8,            // octets that are none are passed over
  plain_long_password,       // of more than 128 octets: its length is what is refused
  plain_long_identity,       // the same of an identity
  plain_own_identity,        // refused, like another's
  plain_asks_for_more,       // a challenge in place of 235
  empty_response_asked_again,
  scram_any_proof,
  scram_no_proof,
  scram_any_nonce,
  scram_any_binding,
  scram_no_binding,
  scram_mandatory_extension,
  scram_bare_equals,
  scram_no_header,
  scram_unknown_binding,
  scram_no_user,
  scram_flag_y,            // accepted though a -PLUS name is offered
  scram_any_binding_data,  // of a -PLUS mechanism
  scram_half_binding_data,
  scram_data_of_another_type,
  scram_no_tls_unique,
  scram_no_tls_exporter,
  scram_optional_extension,  // refused
  cram_any_digest,
  cram_no_digest,
  login_empty_password,
  login_any_password,
  login_empty_user,
  bearer_any_token,
  bearer_any_identity,
  bearer_unfinished,   // no %x01 at its end
  bearer_unknown_key,  // refused
  bearer_scheme_in_capitals_only,
  bearer_needs_identity,       // n,, is refused
  bearer_refused_at_once,      // no error result
  bearer_error_is_success,     // 235 behind the error result
  bearer_lone_separator,       // taken for a response
  greeting_forgotten,          // MAIL wants another EHLO behind 235
  parameter_in_capitals_only,  // AUTH=e+3d...
  scram_attributes_in_any_case,
  scram_attributes_in_any_order,
  scram_one_comma,          // in the GS2 header
  scram_needs_an_identity,  // a first message without a= is refused
};

struct AuthRules {
  SetOf<AuthSlip> slips;
  const sasl::Deviation* deviation = nullptr;  // of a server's

  bool has(AuthSlip slip) const { return slips.has(slip); }
};

}  // namespace smtpspec::reference

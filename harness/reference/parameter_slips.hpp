// Slips in reading the parameters of MAIL that few servers offer. A correct server has none of them.
#pragma once

namespace smtpspec::reference {

enum class ParameterSlip {
  // BY, RFC 2852
  by_without_value,
  by_of_any_length,  // what is beyond nine digits is passed over
  by_of_eight_digits,
  by_without_plus,    // a sign of that kind is refused
  by_without_digits,  // is taken for one of 1
  by_without_mode,    // for N
  by_of_any_mode,     // likewise
  by_with_tail,       // what follows the mode is passed over
  by_in_capitals,     // mode and trace are
  past_by_refused,    // with N
  past_by_returned,   // taken with R
  by_minimum_for_all,
  by_minimum_above,  // a time has to exceed it
  by_below_minimum,
  by_message_held,  // is not filed before its time

  requiretls_with_value,

  // SUBMITTER, RFC 4405
  submitter_of_any_form,
  submitter_undecoded,
  submitter_not_compared,   // with the header, though there is an address
  submitter_in_from_alone,  // the address is looked for nowhere else
  submitter_for_nobody,     // a header without an address is let pass

  // SOLICIT, RFC 3865
  solicit_of_any_octets,
  solicit_from_digit,
  solicit_with_empty_word,
  solicit_without_value,
  solicit_of_one_word,  // a list is refused

  // MTRK, RFC 3885
  mtrk_of_any_certifier,
  mtrk_without_value,
  mtrk_timeout_of_any_form,  // it is passed over
  mtrk_without_timeout,      // one is refused
};

}  // namespace smtpspec::reference

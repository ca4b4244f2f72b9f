// Slips of MT-PRIORITY, FUTURERELEASE and BURL. A correct server has none of them.
#pragma once

namespace smtpspec::reference {

enum class RequestSlip {
  // MT-PRIORITY, RFC 6710
  priority_of_even_numbers,  // others are refused
  priority_of_two_digits,
  priority_with_plus,
  priority_with_zero,  // in front, or a negative one
  priority_of_words,
  priority_without_value,
  priority_twice,

  // HOLDFOR and HOLDUNTIL, RFC 4865
  holduntil_unknown,  // is a parameter that nobody knows
  holdfor_of_zero,
  holdfor_with_zeros,  // in front
  holdfor_with_unit,   // a letter behind the number
  holdfor_of_ten_digits,
  holdfor_without_value,
  holdfor_beyond_limit,
  holdfor_at_limit,  // is refused
  holduntil_of_any_form,
  holduntil_beyond_limit,
  hold_twice,      // the same parameter
  hold_both_ways,  // one of each
  hold_beyond_by,
  holdfor_released,  // at once
  holduntil_released,

  // BURL, RFC 4468
  burl_without_login,
  burl_before_mail,
  burl_without_recipients,
  burl_of_any_url,
  burl_for_anybody,  // "submit+" and another user
  burl_failure_keeps_transaction,
  burl_refused,
  burl_last_only,      // without LAST it is refused
  burl_beside_chunks,  // is refused
  burl_with_tail,      // what follows LAST is passed over
  burl_any_marker,     // is LAST
  burl_without_url,
  burl_relative_url,
  burl_in_capitals,  // LAST is
};

}  // namespace smtpspec::reference

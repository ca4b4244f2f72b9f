// What a correct client never does with the parameters of MAIL that its sender asks for.
#pragma once

namespace smtpspec::reference {

enum class WishMistake {
  requiretls_unverified,      // whatever certificate the server has
  requiretls_forgotten,       // the message goes without it
  solicit_of_first_keyword,   // of several
  solicit_of_received,        // what stands in Received, too
  solicit_unchecked,          // whatever stands in the field
  solicit_needs_keywords,     // none where NO-SOLICITING has none
  submitter_is_reverse_path,  // and not in the header
  submitter_not_with_null,    // reverse-path
  holds_dsn,
  holds_mdn,
  mtrk_alone,  // without ENVID
};

}  // namespace smtpspec::reference

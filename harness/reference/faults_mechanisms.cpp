// Faults of the mechanisms of AUTH.
#include "reference/fault_areas.hpp"

namespace smtpspec::reference {

using ledger::cites;

std::vector<Fault> mechanism_faults() {
  return {
      {"auth-accepts-empty-password", "AUTH PLAIN with an empty password succeeds.", cites("rfc4616/2-6"),
       [](Behaviour& b) {
         b.auth.slips.add(AuthSlip::plain_empty_password);
       }},
      {"auth-accepts-vanishing-password",
       "AUTH PLAIN with a password that SASLprep leaves nothing of succeeds.", cites("rfc4616/2-22"),
       [](Behaviour& b) {
         b.auth.slips.add(AuthSlip::plain_vanishing_password);
       }},
      {"auth-accepts-empty-user", "AUTH PLAIN without a name succeeds with a password of somebody.",
       cites("rfc4616/2-5"),
       [](Behaviour& b) {
         b.auth.slips.add(AuthSlip::plain_empty_user);
       }},
      {"auth-accepts-further-nul", "What stands behind a third NUL of AUTH PLAIN is passed over.",
       cites("rfc4616/2-8"),
       [](Behaviour& b) {
         b.auth.slips.add(AuthSlip::plain_further_nul);
       }},
      {"auth-accepts-invalid-utf8", "Octets of AUTH PLAIN that are no UTF-8 are passed over.",
       cites("rfc4616/2-13"),
       [](Behaviour& b) {
         b.auth.slips.add(AuthSlip::plain_not_utf8);
       }},
      {"auth-limits-password", "A password of more than 127 octets is refused for its length.",
       cites("rfc4616/2-11"),
       [](Behaviour& b) {
         b.auth.slips.add(AuthSlip::plain_long_password);
       }},
      {"auth-limits-identity", "An authorization identity of more than 128 octets is refused for its length.",
       cites("rfc4616/2-9"),
       [](Behaviour& b) {
         b.auth.slips.add(AuthSlip::plain_long_identity);
       }},
      {"auth-refuses-own-identity", "AUTH PLAIN that names the user as authorization identity is refused.",
       cites("rfc4616/2-4"),
       [](Behaviour& b) {
         b.auth.slips.add(AuthSlip::plain_own_identity);
       }},
      {"auth-plain-asks-for-more", "AUTH PLAIN is answered with a challenge though all was said.",
       cites("rfc4616/2-24", "rfc4954/4-54"),
       [](Behaviour& b) {
         b.auth.slips.add(AuthSlip::plain_asks_for_more);
       }},
      {"auth-asks-for-empty-response", "The initial response = is asked for once more.",
       cites("rfc4954/4-20"),
       [](Behaviour& b) {
         b.auth.slips.add(AuthSlip::empty_response_asked_again);
       }},
      {"auth-forgets-greeting", "MAIL behind AUTH wants another EHLO.", cites("rfc4616/1-2"),
       [](Behaviour& b) {
         b.auth.slips.add(AuthSlip::greeting_forgotten);
       }},
      {"auth-parameter-in-capitals-only", "AUTH= with hexadecimal digits in lower case is refused.",
       cites("rfc4954/8-15"),
       [](Behaviour& b) {
         b.auth.slips.add(AuthSlip::parameter_in_capitals_only);
       }},
      {"cram-accepts-any-digest", "CRAM-MD5 succeeds whatever the digest.", cites("rfc2195/2-9"),
       [](Behaviour& b) {
         b.auth.slips.add(AuthSlip::cram_any_digest);
       }},
      {"cram-accepts-no-digest", "CRAM-MD5 succeeds with a name alone.", cites("rfc2195/2-9"),
       [](Behaviour& b) {
         b.auth.slips.add(AuthSlip::cram_no_digest);
       }},
      {"login-accepts-any-password", "LOGIN succeeds whatever the password.", cites("login/L-6"),
       [](Behaviour& b) {
         b.auth.slips.add(AuthSlip::login_any_password);
       }},
      {"login-accepts-empty-password", "LOGIN succeeds with an empty password.", cites("login/L-19"),
       [](Behaviour& b) {
         b.auth.slips.add(AuthSlip::login_empty_password);
       }},
      {"login-accepts-empty-user", "LOGIN succeeds with an empty name.", cites("login/L-7"),
       [](Behaviour& b) {
         b.auth.slips.add(AuthSlip::login_empty_user);
       }},
      {"bearer-asks-for-more", "A valid token of OAUTHBEARER or XOAUTH2 is answered with a challenge.",
       cites("rfc7628/3-6", "xoauth2/X-6"),
       [](Behaviour& b) {
         b.auth.deviation =
             sasl::find_deviation(sasl::Speaker::server, sasl::Mechanism::oauthbearer, "token refused");
       }},
      {"bearer-accepts-any-token", "A bearer token is accepted whatever it is.",
       cites("rfc7628/3.2-1", "xoauth2/X-7"),
       [](Behaviour& b) {
         b.auth.slips.add(AuthSlip::bearer_any_token);
       }},
      {"bearer-accepts-any-identity", "A bearer token opens the account of another.",
       cites("rfc7628/3.2-3", "xoauth2/X-7"),
       [](Behaviour& b) {
         b.auth.slips.add(AuthSlip::bearer_any_identity);
       }},
      {"bearer-accepts-unfinished", "A response of OAUTHBEARER without its last %x01 is accepted.",
       cites("rfc7628/3.1-5"),
       [](Behaviour& b) {
         b.auth.slips.add(AuthSlip::bearer_unfinished);
       }},
      {"bearer-refuses-unknown-key", "A response of OAUTHBEARER with a key that nobody knows is refused.",
       cites("rfc7628/3.1-1"),
       [](Behaviour& b) {
         b.auth.slips.add(AuthSlip::bearer_unknown_key);
       }},
      {"bearer-scheme-case-sensitive", "The scheme of a bearer token is known in one case only.",
       cites("rfc7628/4-1"),
       [](Behaviour& b) {
         b.auth.slips.add(AuthSlip::bearer_scheme_in_capitals_only);
       }},
      {"bearer-refuses-at-once", "A bearer token that will not do is refused without an error result.",
       cites("rfc7628/3-7", "rfc7628/3.2.2-1"),
       [](Behaviour& b) {
         b.auth.slips.add(AuthSlip::bearer_refused_at_once);
       }},
      {"bearer-error-is-success", "Behind its error result a server of OAUTHBEARER or XOAUTH2 says 235.",
       cites("rfc7628/3.2.3-3", "xoauth2/X-10"),
       [](Behaviour& b) {
         b.auth.slips.add(AuthSlip::bearer_error_is_success);
       }},
      {"bearer-accepts-lone-separator", "A response of OAUTHBEARER of a single %x01 is accepted.",
       cites("rfc7628/3.1-7"),
       [](Behaviour& b) {
         b.auth.slips.add(AuthSlip::bearer_lone_separator);
       }},
      {"auth-mail-line-limited", "MAIL with AUTH= must be no longer than MAIL without.", cites("rfc4954/3-5"),
       [](Behaviour& b) {
         b.command_line_limit = 512;
       }},
      {"auth-overlong-response-closes", "A response that is too long ends the session.",
       cites("rfc4954/4-32", "rfc5321/3.8-1", "rfc4954/4-48"),
       [](Behaviour& b) {
         b.replies[Situation::auth_response_too_long].closes = true;
       }},
      {"auth-overlong-response-wrong-code", "A response that is too long is answered with 535.",
       cites("rfc4954/4-32"),
       [](Behaviour& b) {
         b.replies[Situation::auth_response_too_long] = {535, "5.7.8", "credentials invalid"};
       }},
      {"auth-without-mechanism-accepted", "AUTH without a mechanism is answered with a challenge.",
       cites("rfc4954/8-7"),
       [](Behaviour& b) {
         b.replies[Situation::mechanism_missing] = {250, "2.0.0", "and now?"};
       }},
  };
}

}  // namespace smtpspec::reference

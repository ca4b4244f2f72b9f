// Faults of the reference client: the mechanisms of AUTH.
#include "reference/client_fault_areas.hpp"

namespace smtpspec::reference {

using ledger::cites;

namespace {

const sasl::Deviation* deviation_of_client(sasl::Mechanism mechanism, std::string_view name) {
  return sasl::find_deviation(sasl::Speaker::client, mechanism, name);
}

}  // namespace

std::vector<ClientFault> client_mechanism_faults() {
  return {
      {"auth-falls-to-another-mechanism",
       "Where the mechanism that the caller asked for is not listed, another is used.",
       cites("rfc4422/3.2-1", "rfc5802/6-7"),
       [](ClientBehaviour& b) {
         b.mistakes.add(AuthMistake::falls_to_another_mechanism);
       }},
      {"auth-mechanisms-case-sensitive", "Names of mechanisms in the list are known in capitals only.",
       cites("rfc4954/8-2"),
       [](ClientBehaviour& b) {
         b.mistakes.add(AuthMistake::mechanism_case_sensitive);
       }},
      {"auth-answers-refusal", "Behind a refusal in the middle of an exchange the next response is said.",
       cites("rfc4954/4-56"),
       [](ClientBehaviour& b) {
         b.mistakes.add(AuthMistake::answers_refusal);
       }},
      {"plain-without-identity", "The message of PLAIN begins with the user's name, without a NUL in front.",
       cites("rfc4616/2-1", "rfc4616/2-2"),
       [](ClientBehaviour& b) {
         b.mistakes.add(AuthMistake::plain_without_identity);
       }},
      {"login-password-first", "LOGIN says the password first.", cites("login/L-9", "login/L-10"),
       [](ClientBehaviour& b) {
         b.mistakes.add(AuthMistake::login_password_first);
       }},
      {"bearer-token-alone", "OAUTHBEARER and XOAUTH2 say the token and nothing around it.",
       cites("rfc7628/3.1-2", "rfc7628/3.1-8", "xoauth2/X-2"),
       [](ClientBehaviour& b) {
         b.mistakes.add(AuthMistake::token_alone);
       }},
      {"bearer-token-again",
       "The error result of OAUTHBEARER or XOAUTH2 is answered with the token once more.",
       cites("rfc7628/3.2.3-2", "xoauth2/X-9"),
       [](ClientBehaviour& b) {
         b.mistakes.add(AuthMistake::token_again);
       }},
      {"scram-takes-mandatory-extension", "SCRAM's client passes over an attribute m=.",
       cites("rfc5802/5.1-16"),
       [](ClientBehaviour& b) {
         b.mistakes.add(AuthMistake::scram_mandatory_extension);
       }},
      {"scram-takes-other-nonce", "SCRAM's client takes a nonce that does not begin with its own.",
       cites("rfc5802/5.1-20"),
       [](ClientBehaviour& b) {
         b.mistakes.add(AuthMistake::scram_other_nonce);
       }},
      {"scram-takes-no-salt", "SCRAM's client goes on without a salt.", cites("rfc5802/7-17"),
       [](ClientBehaviour& b) {
         b.mistakes.add(AuthMistake::scram_no_salt);
       }},
      {"scram-takes-no-count", "SCRAM's client goes on without an iteration count, or with none.",
       cites("rfc5802/7-4", "rfc5802/7-17"),
       [](ClientBehaviour& b) {
         b.mistakes.add(AuthMistake::scram_no_count);
       }},
      {"scram-takes-wrong-signature", "SCRAM's client takes any signature for the server's.",
       cites("rfc5802/5-8"),
       [](ClientBehaviour& b) {
         b.mistakes.add(AuthMistake::scram_wrong_signature);
       }},
      {"scram-takes-error", "SCRAM's client takes an error for the server's signature.",
       cites("rfc5802/5.1-34"),
       [](ClientBehaviour& b) {
         b.mistakes.add(AuthMistake::scram_error);
       }},
      {"scram-without-plus", "SCRAM's client does not use a -PLUS name that is listed.", cites("rfc5802/6-5"),
       [](ClientBehaviour& b) {
         b.mistakes.add(AuthMistake::scram_without_plus);
       }},
      {"scram-says-y", "SCRAM's client says y, also where a -PLUS name is listed.", cites("rfc5802/6-6"),
       [](ClientBehaviour& b) {
         b.mistakes.add(AuthMistake::scram_always_unsure);
       }},
      {"scram-says-n", "SCRAM's client, which can bind, says n where no -PLUS name is listed.",
       cites("rfc5802/6-4"),
       [](ClientBehaviour& b) {
         b.mistakes.add(AuthMistake::scram_unsure_flag);
       }},
      {"scram-binds-by-no-type", "SCRAM's client binds by tls-unique where TLS 1.3 has none.",
       cites("rfc5802/6.1-3"),
       [](ClientBehaviour& b) {
         b.mistakes.add(AuthMistake::scram_wrong_binding);
       }},
      {"scram-binds-by-nothing", "SCRAM's client names a type of binding, and gives no data for it.",
       cites("rfc5802/7-13"),
       [](ClientBehaviour& b) {
         b.auth_deviation = deviation_of_client(sasl::Mechanism::scram_sha_256_plus, "binding data missing");
       }},
      {"scram-binds-without-a-type", "SCRAM's client gives binding data behind the flag n or y.",
       cites("rfc5802/7-14", "rfc5802/5.1-22"),
       [](ClientBehaviour& b) {
         b.auth_deviation =
             deviation_of_client(sasl::Mechanism::scram_sha_256, "binding data without a type");
       }},
      {"scram-minds-optional-extension", "SCRAM's client cancels at an attribute that it does not know.",
       cites("rfc5802/5.1-33"),
       [](ClientBehaviour& b) {
         b.mistakes.add(AuthMistake::scram_optional_extension);
       }},
      {"scram-proof-altered", "SCRAM's client gives another proof than its own.",
       cites("rfc5802/3-3", "rfc7677/3-3"),
       [](ClientBehaviour& b) {
         b.auth_deviation = deviation_of_client(sasl::Mechanism::scram_sha_256, "proof altered");
       }},
      {"scram-no-proof", "SCRAM's client gives no proof.",
       cites("rfc5802/5.1-27", "rfc5802/7-6", "rfc5802/3-3"),
       [](ClientBehaviour& b) {
         b.auth_deviation = deviation_of_client(sasl::Mechanism::scram_sha_256, "proof missing");
       }},
      {"scram-bare-equals", "SCRAM's client gives a = in the user's name as it is.",
       cites("rfc5802/5.1-12", "rfc5802/7-5"),
       [](ClientBehaviour& b) {
         b.auth_deviation = deviation_of_client(sasl::Mechanism::scram_sha_256, "username with a bare =");
       }},
      {"scram-only-own-nonce", "SCRAM's client does not repeat the server's part of the nonce.",
       cites("rfc5802/5-6"),
       [](ClientBehaviour& b) {
         b.auth_deviation = deviation_of_client(sasl::Mechanism::scram_sha_256, "only its own nonce");
       }},
      {"scram-other-channel-binding-flag", "SCRAM's client repeats another GS2 header than it gave.",
       cites("rfc5802/5.1-22"),
       [](ClientBehaviour& b) {
         b.auth_deviation =
             deviation_of_client(sasl::Mechanism::scram_sha_256, "another channel binding flag");
       }},
      {"scram-no-user", "SCRAM's client gives no user name.", cites("rfc5802/5.1-6"),
       [](ClientBehaviour& b) {
         b.auth_deviation = deviation_of_client(sasl::Mechanism::scram_sha_256, "username missing");
       }},
      {"scram-no-gs2-header", "SCRAM's client begins with the user name.", cites("rfc5802/7-5"),
       [](ClientBehaviour& b) {
         b.auth_deviation = deviation_of_client(sasl::Mechanism::scram_sha_256, "no GS2 header");
       }},
      {"cram-digest-altered", "CRAM-MD5's client gives another digest than its own.", cites("rfc2195/2-6"),
       [](ClientBehaviour& b) {
         b.auth_deviation = deviation_of_client(sasl::Mechanism::cram_md5, "digest altered");
       }},
      {"cram-no-digest", "CRAM-MD5's client gives its name only.", cites("rfc2195/2-5"),
       [](ClientBehaviour& b) {
         b.auth_deviation = deviation_of_client(sasl::Mechanism::cram_md5, "digest missing");
       }},
  };
}

}  // namespace smtpspec::reference

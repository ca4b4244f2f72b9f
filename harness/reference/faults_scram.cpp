// Faults of SCRAM.
#include "reference/fault_areas.hpp"

namespace smtpspec::reference {

using ledger::cites;

namespace {

const sasl::Deviation* deviation_called(std::string_view name) {
  return sasl::find_deviation(sasl::Speaker::server, sasl::Mechanism::scram_sha_256, name);
}

}  // namespace

std::vector<Fault> scram_faults() {
  return {
      {"scram-accepts-any-proof", "SCRAM succeeds whatever the proof.", cites("rfc5802/3-2"),
       [](Behaviour& b) {
         b.auth.slips.add(AuthSlip::scram_any_proof);
       }},
      {"scram-accepts-no-proof", "SCRAM succeeds without a proof.", cites("rfc5802/7-7"),
       [](Behaviour& b) {
         b.auth.slips.add(AuthSlip::scram_no_proof);
       }},
      {"scram-accepts-any-nonce", "The nonce of SCRAM's final message is not compared.",
       cites("rfc5802/5.1-21"),
       [](Behaviour& b) {
         b.auth.slips.add(AuthSlip::scram_any_nonce);
       }},
      {"scram-accepts-any-binding", "The GS2 header in SCRAM's final message is not compared.",
       cites("rfc5802/6-11"),
       [](Behaviour& b) {
         b.auth.slips.add(AuthSlip::scram_any_binding);
       }},
      {"scram-accepts-no-binding", "SCRAM's final message need not repeat the GS2 header.",
       cites("rfc5802/5.1-23"),
       [](Behaviour& b) {
         b.auth.slips.add(AuthSlip::scram_no_binding);
       }},
      {"scram-ignores-mandatory-extension", "An attribute m= in SCRAM's first message is passed over.",
       cites("rfc5802/5.1-15"),
       [](Behaviour& b) {
         b.auth.slips.add(AuthSlip::scram_mandatory_extension);
       }},
      {"scram-accepts-bare-equals", "A = in a user name of SCRAM is passed over.", cites("rfc5802/5.1-14"),
       [](Behaviour& b) {
         b.auth.slips.add(AuthSlip::scram_bare_equals);
       }},
      {"scram-accepts-no-header", "SCRAM's first message need not have a GS2 header.", cites("rfc5802/5-4"),
       [](Behaviour& b) {
         b.auth.slips.add(AuthSlip::scram_no_header);
       }},
      {"scram-accepts-unknown-binding", "A type of channel binding that nobody knows is passed over.",
       cites("rfc5802/6-10"),
       [](Behaviour& b) {
         b.auth.slips.add(AuthSlip::scram_unknown_binding);
       }},
      {"scram-accepts-no-user", "SCRAM's first message need not have a user name.", cites("rfc5802/7-2"),
       [](Behaviour& b) {
         b.auth.slips.add(AuthSlip::scram_no_user);
       }},
      {"scram-accepts-flag-y",
       "A client that says it saw no -PLUS name is let in by SCRAM, though one is offered.",
       cites("rfc5802/6-9"),
       [](Behaviour& b) {
         b.auth.slips.add(AuthSlip::scram_flag_y);
       }},
      {"scram-plus-accepts-any-binding", "What binds SCRAM to the channel is not compared.",
       cites("rfc5802/6-11"),
       [](Behaviour& b) {
         b.auth.slips.add(AuthSlip::scram_any_binding_data);
       }},
      {"scram-plus-accepts-half-a-binding",
       "What binds SCRAM to the channel is compared only as far as the client gives it.",
       cites("rfc5802/6-11"),
       [](Behaviour& b) {
         b.auth.slips.add(AuthSlip::scram_half_binding_data);
       }},
      {"scram-plus-accepts-other-type",
       "What binds SCRAM to the channel may be of another type than the one that is named.",
       cites("rfc5802/6.1-5"),
       [](Behaviour& b) {
         b.auth.slips.add(AuthSlip::scram_data_of_another_type);
       }},
      {"scram-plus-without-tls-unique", "SCRAM-...-PLUS does not know tls-unique.", cites("rfc5802/6.1-1"),
       [](Behaviour& b) {
         b.auth.slips.add(AuthSlip::scram_no_tls_unique);
       }},
      {"scram-plus-without-tls-exporter", "SCRAM-...-PLUS does not know tls-exporter.",
       cites("rfc5802/6.1-1"),
       [](Behaviour& b) {
         b.auth.slips.add(AuthSlip::scram_no_tls_exporter);
       }},
      {"scram-without-sha-1", "SCRAM-SHA-256 is served, and SCRAM-SHA-1 is not.", cites("rfc5802/4-2"),
       [](Behaviour& b) {
         for (auto* offered : {&b.offers.mechanisms_in_clear, &b.offers.mechanisms_in_tls})
           std::erase_if(*offered, sasl::uses_sha_1);
       }},
      {"scram-refuses-optional-extension", "An attribute that SCRAM's server does not know is refused.",
       cites("rfc5802/5.1-32"),
       [](Behaviour& b) {
         b.auth.slips.add(AuthSlip::scram_optional_extension);
       }},
      {"scram-plus-alone", "SCRAM is offered with -PLUS names only.", cites("rfc5802/6-1"),
       [](Behaviour& b) {
         std::erase_if(b.offers.mechanisms_in_tls,
                       [](sasl::Mechanism one) { return sasl::is_scram(one) && !sasl::binds_channel(one); });
       }},
      {"scram-accepts-attributes-in-any-case", "SCRAM's server takes N= for n=.", cites("rfc5802/5.1-1"),
       [](Behaviour& b) {
         b.auth.slips.add(AuthSlip::scram_attributes_in_any_case);
       }},
      {"scram-accepts-attributes-in-any-order", "SCRAM's server takes a nonce in front of the user's name.",
       cites("rfc5802/5.1-2"),
       [](Behaviour& b) {
         b.auth.slips.add(AuthSlip::scram_attributes_in_any_order);
       }},
      {"scram-accepts-one-comma", "SCRAM's server takes n, for a GS2 header.", cites("rfc5802/7-16"),
       [](Behaviour& b) {
         b.auth.slips.add(AuthSlip::scram_one_comma);
       }},
      {"scram-needs-an-identity", "SCRAM's server refuses a first message without a=.",
       cites("rfc5802/5.1-4"),
       [](Behaviour& b) {
         b.auth.slips.add(AuthSlip::scram_needs_an_identity);
       }},
      {"scram-nonce-not-continued", "SCRAM's server does not begin its nonce with the client's.",
       cites("rfc5802/5-5"),
       [](Behaviour& b) {
         b.auth.deviation = deviation_called("nonce not continued");
       }},
      {"scram-no-iteration-count", "SCRAM's server does not say how often to hash.", cites("rfc5802/5.1-25"),
       [](Behaviour& b) {
         b.auth.deviation = deviation_called("iteration count missing");
       }},
      {"scram-no-salt", "SCRAM's server gives no salt.", cites("rfc5802/5.1-24"),
       [](Behaviour& b) {
         b.auth.deviation = deviation_called("salt missing");
       }},
      {"scram-wrong-signature", "SCRAM's server gives another signature than its own.",
       cites("rfc5802/5.1-28"),
       [](Behaviour& b) {
         b.auth.deviation = deviation_called("server signature wrong");
       }},
      {"scram-no-signature", "SCRAM's server says 235 and proves nothing.", cites("rfc5802/5-2"),
       [](Behaviour& b) {
         b.auth.deviation = deviation_called("server signature missing");
       }},
      {"scram-signature-behind-235", "SCRAM's server gives its signature along with 235.",
       cites("rfc4954/4-40"),
       [](Behaviour& b) {
         b.auth.deviation = deviation_called("success data in the wrong place");
       }},
  };
}

}  // namespace smtpspec::reference

// Faults of the reference relay. What is passed on, or not, of what other extensions ask for.
#include "reference/relay_fault_areas.hpp"

namespace smtpspec::reference {

using ledger::cites;

std::vector<RelayFault> relay_extension_faults() {
  using enum ForwardingMistake;
  return {
      {"relay-loses-body", "BODY=8BITMIME is not given though the content has octets beyond ASCII.",
       cites("rfc6152/3-3"), sender_makes<EnvelopeMistake::body_missing>},
      {"relay-sends-8bit-unoffered",
       "Octets beyond ASCII are sent as they are to a next hop without 8BITMIME.",
       cites("rfc6152/3-14", "rfc6152/3-15", "rfc6152/3-16"),
       sender_makes<ContentMistake::eight_bit_unconverted>},
      {"relay-clears-high-bits", "Octets beyond ASCII lose their highest bit.", cites("rfc6152/3-8"),
       sender_makes<ContentMistake::high_bits_cleared>},
      {"relay-sends-binary-unoffered", "A binary message goes as it is to a next hop without BINARYMIME.",
       cites("rfc3030/3-17", "rfc3030/3-18", "rfc5321/2.2.1-7", "rfc5321/4.1.1.2-2"),
       [](RelayBehaviour& b) {
         b.client.transfer = ContentTransfer::data;
         b.client.assumed.add(Service::binarymime);
         b.client.assumed.add(Service::chunking);
       }},
      {"relay-stores-binary-as-text", "The lines of a binary text are sent on with LF alone.",
       cites("rfc3030/3-9"), sender_makes<ChunkMistake::binary_text_as_stored>},
      {"relay-loses-nul", "The conversion of a binary message loses each NUL.",
       cites("rfc3030/3-19", "rfc3030/3-9"), sender_makes<ChunkMistake::conversion_loses_nul>},
      {"relay-keeps-binary-label", "A converted binary message keeps the label that says binary.",
       cites("rfc3030/3-20"), sender_makes<ChunkMistake::conversion_keeps_label>},
      {"relay-encodes-parts-as-one", "A multipart is put into quoted-printable as a whole.",
       cites("rfc6152/3-18", "rfc3030/3-21"), sender_makes<ChunkMistake::conversion_encodes_parts>},
      {"relay-sends-utf8-unoffered",
       "A message that needs SMTPUTF8 is sent to a next hop without it, which is not told.",
       cites("rfc6531/3.2-6", "rfc6531/3.2-7", "rfc6531/3.2-11", "rfc6531/3.4-1", "rfc6531/3.4-2"),
       [](RelayBehaviour& b) {
         b.client.assumed.add(Service::smtputf8);
         b.client.mistakes.add(EnvelopeMistake::smtputf8_missing);
       }},
      {"relay-sends-smtputf8-unoffered", "SMTPUTF8 is given to a next hop that does not offer it.",
       cites("rfc5321/4.1.1.2-2", "rfc6531/3.2-6", "rfc6531/3.2-11"),
       [](RelayBehaviour& b) {
         b.client.assumed.add(Service::smtputf8);
       }},
      {"relay-loses-smtputf8", "SMTPUTF8 is not given though the message needs it.",
       cites("rfc6531/3.4-1", "rfc6531/3.4-2"), sender_makes<EnvelopeMistake::smtputf8_missing>},
      {"relay-gives-smtputf8-always", "SMTPUTF8 is given for each message, and none goes without it.",
       cites("rfc6531/3.4-5"), relay_makes<smtputf8_always>},
      {"relay-loses-requiretls", "REQUIRETLS is not sent on, and the message goes as any other.",
       cites("rfc8689/4.1-1", "rfc8689/4.2.1-14", "rfc8689/4.2.1-4", "rfc8689/4.2.1-6", "rfc8689/4.2.1-10",
             "rfc8689/4.2.1-11"),
       relay_makes<requiretls_lost>},
      {"relay-sends-requiretls-mail-anywhere",
       "A message with REQUIRETLS goes also to a next hop that does not offer it.",
       cites("rfc8689/4.2.1-6", "rfc8689/4.2.1-4", "rfc8689/4.2.1-10", "rfc8689/4.2.1-11"),
       sender_makes<PassingMistake::tls_not_required>},
      {"relay-loses-by", "BY is not sent on.",
       cites("rfc2852/4.1.4-1", "rfc2852/4.1.4.2-3", "rfc2852/4.1.4.2-4"), relay_makes<by_lost>},
      {"relay-turns-mode-of-by", "BY is sent on with the other mode.", cites("rfc2852/4.1.4-3"),
       relay_makes<by_mode_turned>},
      {"relay-counts-no-time-of-by",
       "BY is sent on with the time that it came with, however long the message waited.",
       cites("rfc2852/4.1.4-1", "rfc2852/4-9"), relay_makes<by_not_counted>},
      {"relay-sends-mode-r-anywhere",
       "A message with BY and mode R goes also to a next hop that cannot promise the time.",
       cites("rfc2852/4.1.4.1-1", "rfc2852/4.1.4.1-2", "rfc2852/4.1.4.1-3"),
       sender_makes<PassingMistake::deliver_by_not_required>},
      {"relay-loses-mtrk", "MTRK is not sent on.", cites("rfc3885/3.3-1", "rfc3885/3.1-10"),
       relay_makes<mtrk_lost>},
      {"relay-counts-no-time-of-mtrk",
       "MTRK is sent on with the time that it came with, however long the message waited.",
       cites("rfc3885/3.1-10", "rfc3885/3.1-11"), relay_makes<mtrk_not_counted>},
      {"relay-loses-solicit", "SOLICIT is not sent on.", cites("rfc3865/2.7-2"), relay_makes<solicit_lost>},
      {"relay-passes-auth-on", "AUTH of MAIL is passed on for a client that has not logged in.",
       cites("rfc4954/5-7"), relay_makes<auth_passed_on>},
      {"relay-takes-submitter-for-sender", "The address of SUBMITTER becomes the reverse-path.",
       cites("rfc4405/4.2-9", "rfc5321/3.6.1-2"), relay_makes<submitter_for_sender>},
      {"relay-asks-for-no-delays", "Where BY with mode N is lost, NOTIFY is sent on as it came.",
       cites("rfc2852/4.1.4.2-3", "rfc2852/4.1.4.2-4"), sender_makes<PassingMistake::delays_not_asked_for>},
      {"relay-sends-by-unoffered", "BY is sent to a next hop that does not offer DELIVERBY.",
       cites("rfc2852/4.1.4.2-1", "rfc5321/4.1.1.2-2"),
       [](RelayBehaviour& b) {
         b.client.parameters_not_offered.add(EsmtpParameter::by);
       }},
      {"relay-sends-mtrk-unoffered", "MTRK is sent to a next hop that does not offer it.",
       cites("rfc3885/3.3-2", "rfc5321/4.1.1.2-2", "rfc3461/5.2.2-1", "rfc3461/5.2.1-2"),
       [](RelayBehaviour& b) {
         b.client.parameters_not_offered.add(EsmtpParameter::mtrk);
       }},
  };
}

}  // namespace smtpspec::reference

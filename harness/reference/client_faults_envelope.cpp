// Faults of the reference client. MAIL and RCPT.
#include "reference/client_fault_areas.hpp"

namespace smtpspec::reference {

using ledger::cites;

std::vector<ClientFault> client_envelope_faults() {
  return {
      {"sends-size-unoffered", "MAIL carries SIZE although that is not offered.",
       cites("rfc1870/4-1", "rfc5321/4.1.1.2-2"),
       [](ClientBehaviour& b) {
         b.parameters_not_offered.add(EsmtpParameter::size);
       }},
      {"sends-body-unoffered", "MAIL carries BODY although 8BITMIME is not offered.",
       cites("rfc6152/3-1", "rfc5321/4.1.1.2-2"),
       [](ClientBehaviour& b) {
         b.parameters_not_offered.add(EsmtpParameter::body);
       }},
      {"sends-smtputf8-unoffered", "MAIL carries SMTPUTF8 although that is not offered.",
       cites("rfc5321/4.1.1.2-2", "rfc6531/3.4-5"),
       [](ClientBehaviour& b) {
         b.parameters_not_offered.add(EsmtpParameter::smtputf8);
       }},
      {"sends-auth-unoffered", "MAIL carries AUTH although that is not offered.", cites("rfc5321/4.1.1.2-2"),
       [](ClientBehaviour& b) {
         b.parameters_not_offered.add(EsmtpParameter::auth);
       }},
      {"sends-ret-unoffered", "MAIL carries RET although DSN is not offered.", cites("rfc5321/4.1.1.2-2"),
       [](ClientBehaviour& b) {
         b.parameters_not_offered.add(EsmtpParameter::ret);
       }},
      {"sends-envid-unoffered", "MAIL carries ENVID although DSN is not offered.", cites("rfc5321/4.1.1.2-2"),
       [](ClientBehaviour& b) {
         b.parameters_not_offered.add(EsmtpParameter::envid);
       }},
      {"sends-notify-unoffered", "RCPT carries NOTIFY although DSN is not offered.",
       cites("rfc5321/4.1.1.3-4"),
       [](ClientBehaviour& b) {
         b.parameters_not_offered.add(EsmtpParameter::notify);
       }},
      {"sends-orcpt-unoffered", "RCPT carries ORCPT although DSN is not offered.", cites("rfc5321/4.1.1.3-4"),
       [](ClientBehaviour& b) {
         b.parameters_not_offered.add(EsmtpParameter::orcpt);
       }},
      {"blank-behind-colon", "A blank stands in front of the path.", cites("rfc5321/3.3-9"),
       [](ClientBehaviour& b) {
         b.mistakes.add(EnvelopeMistake::blank_behind_colon);
       }},
      {"paths-without-brackets", "Paths stand without brackets.", cites("rfc5321/4.1.2-2"),
       [](ClientBehaviour& b) {
         b.mistakes.add(EnvelopeMistake::no_brackets);
       }},
      {"null-path-missing", "The null reverse-path is left out.", cites("rfc5321/4.1.2-2"),
       [](ClientBehaviour& b) {
         b.mistakes.add(EnvelopeMistake::no_null_path);
       }},
      {"null-path-replaced", "A mailbox of the client's own stands in place of the null reverse-path.",
       cites("rfc5321/4.5.5-3"),
       [](ClientBehaviour& b) {
         b.mistakes.add(EnvelopeMistake::null_path_replaced);
       }},
      {"host-number", "The domain of a mailbox is the number of its host, behind a #.",
       cites("rfc5321/F.4-1"),
       [](ClientBehaviour& b) {
         b.mistakes.add(EnvelopeMistake::host_number);
       }},
      {"source-route", "A source route stands in front of the mailbox.",
       cites("rfc5321/3.3-4", "rfc5321/3.3-3"),
       [](ClientBehaviour& b) {
         b.mistakes.add(EnvelopeMistake::source_route);
       }},
      {"unqualified-source-route",
       "A source route of a host without a domain stands in front of the mailbox.",
       cites("rfc5321/C-1", "rfc5321/3.3-3"),
       [](ClientBehaviour& b) {
         b.mistakes.add(EnvelopeMistake::unqualified_route);
       }},
      {"size-twice", "SIZE stands twice in MAIL.", cites("rfc1870/6-3"),
       [](ClientBehaviour& b) {
         b.mistakes.add(EnvelopeMistake::size_twice);
       }},
      {"notify-twice", "NOTIFY stands twice in RCPT.", cites("rfc3461/4.5-2"),
       [](ClientBehaviour& b) {
         b.mistakes.add(EnvelopeMistake::notify_twice);
       }},
      {"smtputf8-missing", "MAIL has no SMTPUTF8 where an address needs it.",
       cites("rfc6531/3.4-1", "rfc6531/3.4-2", "rfc6531/3.4-6"),
       [](ClientBehaviour& b) {
         b.mistakes.add(EnvelopeMistake::smtputf8_missing);
       }},
      {"body-missing", "MAIL has no BODY=8BITMIME where the message needs it.",
       cites("rfc6152/3-3", "rfc3030/3-16", "rfc6531/1.2-1"),
       [](ClientBehaviour& b) {
         b.mistakes.add(EnvelopeMistake::body_missing);
       }},
      {"notify-never-with-others", "NOTIFY has NEVER and something else.", cites("rfc3461/4.1-2"),
       [](ClientBehaviour& b) {
         b.mistakes.add(EnvelopeMistake::never_with_others);
       }},
      {"notify-in-mail", "NOTIFY stands in MAIL.", cites("rfc3461/2-7", "rfc3461/4-6"),
       [](ClientBehaviour& b) {
         b.mistakes.add(EnvelopeMistake::notify_in_mail);
       }},
      {"rcpt-after-refused-mail", "RCPT follows a MAIL that was refused.",
       cites("rfc5321/3.3-21", "rfc5321/3.3-17", "rfc1870/6.2-3", "rfc1870/6.2-1"),
       [](ClientBehaviour& b) {
         b.declined.add(Service::pipelining);
         b.mistakes.add(EnvelopeMistake::goes_on_after_refused_mail);
       }},
      {"data-without-recipients", "DATA is sent although every recipient was refused.",
       cites("rfc5321/3.3-17"),
       [](ClientBehaviour& b) {
         b.declined.add(Service::pipelining);
         b.mistakes.add(EnvelopeMistake::data_without_recipients);
       }},
      {"skips-rset", "Behind a failed transaction the next begins without RSET.",
       cites("rfc5321/4.1.4-13", "rfc3030/2-26", "rfc1870/6.2-3", "rfc1870/6.2-1"),
       [](ClientBehaviour& b) {
         b.mistakes.add(EnvelopeMistake::skips_rset);
       }},
      {"smtputf8-without-need", "MAIL has SMTPUTF8 wherever it is offered.", cites("rfc6531/3.4-5"),
       [](ClientBehaviour& b) {
         b.mistakes.add(EnvelopeMistake::smtputf8_without_need);
       }},
      {"smtputf8-with-value", "MAIL has SMTPUTF8=1.", cites("rfc6531/3.4-4"),
       [](ClientBehaviour& b) {
         b.mistakes.add(EnvelopeMistake::smtputf8_with_value);
       }},
      {"inner-headers-overlooked", "UTF-8 in the header of a part of the message is not seen.",
       cites("rfc6531/3.4-2", "rfc6531/3.2-8"),
       [](ClientBehaviour& b) {
         b.mistakes.add(EnvelopeMistake::inner_headers_overlooked);
       }},
      {"sends-a-labels", "The domain of a mailbox is sent in A-labels in spite of SMTPUTF8.",
       cites("rfc6531/3.7-2"),
       [](ClientBehaviour& b) {
         b.mistakes.add(EnvelopeMistake::sends_a_labels);
       }},
      {"addresses-in-latin-1", "Addresses beyond ASCII are sent in ISO 8859-1.", cites("rfc6531/1.1-1"),
       [](ClientBehaviour& b) {
         b.mistakes.add(EnvelopeMistake::latin_1);
       }},
      {"encodes-local-parts", "A local part beyond ASCII is sent as an encoded word.",
       cites("rfc6531/3.7-1", "rfc6531/3.4-1"),
       [](ClientBehaviour& b) {
         b.mistakes.add(EnvelopeMistake::encodes_local_parts);
       }},
      {"transaction-for-each-recipient", "Each recipient gets a copy and a transaction of its own.",
       cites("rfc5321/4.5.4.1-9"),
       [](ClientBehaviour& b) {
         b.mistakes.add(EnvelopeMistake::transaction_for_each);
       }},
      {"size-without-number", "SIZE in MAIL has no number.", cites("rfc5321/4.1.2-31", "rfc1870/3-10"),
       [](ClientBehaviour& b) {
         b.mistakes.add(EnvelopeMistake::size_without_number);
       }},
      {"size-before-path", "SIZE stands in front of the reverse-path.", cites("rfc1870/6-1"),
       [](ClientBehaviour& b) {
         b.mistakes.add(EnvelopeMistake::size_before_path);
       }},
      {"body-twice", "BODY stands twice in MAIL.", cites("rfc6152/3-4"),
       [](ClientBehaviour& b) {
         b.mistakes.add(EnvelopeMistake::body_twice);
       }},
      {"body-unknown", "BODY has a value that no extension defines.", cites("rfc6152/2-8"),
       [](ClientBehaviour& b) {
         b.mistakes.add(EnvelopeMistake::body_unknown);
       }},
      {"repeats-deferred-recipient", "RCPT is said once more at once where it was deferred.",
       cites("rfc5321/4.2.1-9"),
       [](ClientBehaviour& b) {
         b.declined.add(Service::pipelining);
         b.mistakes.add(EnvelopeMistake::repeats_deferred_recipient);
       }},
  };
}

}  // namespace smtpspec::reference

// Faults of the reference client. MAIL and RCPT.
#include "reference/client_fault_areas.hpp"

namespace smtpspec::reference {

using enum text::Level;

std::vector<ClientFault> client_envelope_faults() {
  return {
      {"sends-size-unoffered",
       "MAIL carries SIZE although that is not offered.",
       {5321, "4.1.1", must_not},
       [](ClientBehaviour& b) {
         b.parameters_not_offered.add(EsmtpParameter::size);
       }},
      {"sends-body-unoffered",
       "MAIL carries BODY although 8BITMIME is not offered.",
       {5321, "4.1.1", must_not},
       [](ClientBehaviour& b) {
         b.parameters_not_offered.add(EsmtpParameter::body);
       }},
      {"sends-smtputf8-unoffered",
       "MAIL carries SMTPUTF8 although that is not offered.",
       {5321, "4.1.1", must_not},
       [](ClientBehaviour& b) {
         b.parameters_not_offered.add(EsmtpParameter::smtputf8);
       }},
      {"sends-auth-unoffered",
       "MAIL carries AUTH although that is not offered.",
       {5321, "4.1.1", must_not},
       [](ClientBehaviour& b) {
         b.parameters_not_offered.add(EsmtpParameter::auth);
       }},
      {"sends-ret-unoffered",
       "MAIL carries RET although DSN is not offered.",
       {5321, "4.1.1", must_not},
       [](ClientBehaviour& b) {
         b.parameters_not_offered.add(EsmtpParameter::ret);
       }},
      {"sends-envid-unoffered",
       "MAIL carries ENVID although DSN is not offered.",
       {5321, "4.1.1", must_not},
       [](ClientBehaviour& b) {
         b.parameters_not_offered.add(EsmtpParameter::envid);
       }},
      {"sends-notify-unoffered",
       "RCPT carries NOTIFY although DSN is not offered.",
       {5321, "4.1.1", must_not},
       [](ClientBehaviour& b) {
         b.parameters_not_offered.add(EsmtpParameter::notify);
       }},
      {"sends-orcpt-unoffered",
       "RCPT carries ORCPT although DSN is not offered.",
       {5321, "4.1.1", must_not},
       [](ClientBehaviour& b) {
         b.parameters_not_offered.add(EsmtpParameter::orcpt);
       }},
      {"blank-behind-colon",
       "A blank stands in front of the path.",
       {5321, "3.3", states},
       [](ClientBehaviour& b) {
         b.mistakes.add(EnvelopeMistake::blank_behind_colon);
       }},
      {"paths-without-brackets",
       "Paths stand without brackets.",
       {5321, "4.1.1.2", states},
       [](ClientBehaviour& b) {
         b.mistakes.add(EnvelopeMistake::no_brackets);
       }},
      {"null-path-missing",
       "The null reverse-path is left out.",
       {5321, "4.1.1.2", states},
       [](ClientBehaviour& b) {
         b.mistakes.add(EnvelopeMistake::no_null_path);
       }},
      {"null-path-replaced",
       "A mailbox of the client's own stands in place of the null reverse-path.",
       {5321, "4.5.5", should_not},
       [](ClientBehaviour& b) {
         b.mistakes.add(EnvelopeMistake::null_path_replaced);
       }},
      {"source-route",
       "A source route stands in front of the mailbox.",
       {5321, "3.6.1", should_not},
       [](ClientBehaviour& b) {
         b.mistakes.add(EnvelopeMistake::source_route);
       }},
      {"size-twice",
       "SIZE stands twice in MAIL.",
       {1870, "6", states},
       [](ClientBehaviour& b) {
         b.mistakes.add(EnvelopeMistake::size_twice);
       }},
      {"notify-twice",
       "NOTIFY stands twice in RCPT.",
       {3461, "4.5", must_not},
       [](ClientBehaviour& b) {
         b.mistakes.add(EnvelopeMistake::notify_twice);
       }},
      {"smtputf8-missing",
       "MAIL has no SMTPUTF8 where an address needs it.",
       {6531, "3.4", must},
       [](ClientBehaviour& b) {
         b.mistakes.add(EnvelopeMistake::smtputf8_missing);
       }},
      {"body-missing",
       "MAIL has no BODY=8BITMIME where the message needs it.",
       {6152, "3", states},
       [](ClientBehaviour& b) {
         b.mistakes.add(EnvelopeMistake::body_missing);
       }},
      {"notify-never-with-others",
       "NOTIFY has NEVER and something else.",
       {3461, "4.1", must},
       [](ClientBehaviour& b) {
         b.mistakes.add(EnvelopeMistake::never_with_others);
       }},
      {"notify-in-mail",
       "NOTIFY stands in MAIL.",
       {3461, "4.1", states},
       [](ClientBehaviour& b) {
         b.mistakes.add(EnvelopeMistake::notify_in_mail);
       }},
      {"rcpt-after-refused-mail",
       "RCPT follows a MAIL that was refused.",
       {5321, "4.1.4", states},
       [](ClientBehaviour& b) {
         b.declined.add(Service::pipelining);
         b.mistakes.add(EnvelopeMistake::goes_on_after_refused_mail);
       }},
      {"data-without-recipients",
       "DATA is sent although every recipient was refused.",
       {5321, "4.1.4", states},
       [](ClientBehaviour& b) {
         b.declined.add(Service::pipelining);
         b.mistakes.add(EnvelopeMistake::data_without_recipients);
       }},
      {"skips-rset",
       "Behind a failed transaction the next begins without RSET.",
       {5321, "4.1.4", must_not},
       [](ClientBehaviour& b) {
         b.mistakes.add(EnvelopeMistake::skips_rset);
       }},
      {"smtputf8-without-need",
       "MAIL has SMTPUTF8 wherever it is offered.",
       {6531, "3.4", should_not},
       [](ClientBehaviour& b) {
         b.mistakes.add(EnvelopeMistake::smtputf8_without_need);
       }},
      {"transaction-for-each-recipient",
       "Each recipient gets a copy and a transaction of its own.",
       {5321, "4.5.4.1", should},
       [](ClientBehaviour& b) {
         b.mistakes.add(EnvelopeMistake::transaction_for_each);
       }},
  };
}

}  // namespace smtpspec::reference

// Faults of the reference client. How the list of extensions is read, and what of it is used.
#include "reference/client_fault_areas.hpp"

namespace smtpspec::reference {

using ledger::cites;

std::vector<ClientFault> client_offers_faults() {
  return {
      {"keywords-case-sensitive", "Keywords are known in upper case only.", cites("rfc5321/4.1.1.1-17"),
       [](ClientBehaviour& b) {
         b.mistakes.add(ListMistake::case_sensitive);
       }},
      {"keyword-on-first-line", "A keyword is read from the line that names the server.",
       cites("rfc5321/4.1.1.1-20"),
       [](ClientBehaviour& b) {
         b.mistakes.add(ListMistake::first_line_too);
       }},
      {"last-keyword-missed", "The last line of the list is not read.", cites("rfc5321/2.2.1-2"),
       [](ClientBehaviour& b) {
         b.mistakes.add(ListMistake::last_line_missed);
       }},
      {"keywords-anywhere", "A keyword is found in the middle of others.",
       cites("rfc5321/4.1.1.1-21", "rfc5321/4.1.1.1-20", "rfc5321/4.1.1.1-23", "rfc4954/3-8"),
       [](ClientBehaviour& b) {
         b.mistakes.add(ListMistake::words_anywhere);
       }},
      {"uses-list-after-helo", "The lines of a reply to HELO are taken for extensions.",
       cites("rfc5321/2.2.1-6", "rfc5321/4.1.1.2-2", "rfc1870/4-1", "rfc2920/3-1", "rfc6152/3-1",
             "rfc6152/3-15"),
       [](ClientBehaviour& b) {
         b.mistakes.add(ListMistake::helo_list_too);
       }},
      {"size-zero-is-a-limit", "SIZE 0, or without a number, is taken for a server that takes nothing.",
       cites("rfc1870/3-5", "rfc1870/3-6"),
       [](ClientBehaviour& b) {
         b.mistakes.add(ListMistake::zero_size_is_limit);
       }},
      {"size-limit-off-by-one", "A message of exactly the server's limit is not sent.", cites("rfc1870/4-5"),
       [](ClientBehaviour& b) {
         b.mistakes.add(ListMistake::limit_off_by_one);
       }},
      {"bdat-unoffered", "BDAT is used although CHUNKING is not offered.",
       cites("rfc3030/2-10", "rfc5321/2.2.1-7"),
       [](ClientBehaviour& b) {
         b.transfer = ContentTransfer::chunks_where_offered;
         b.assumed.add(Service::chunking);
       }},
      {"binarymime-unoffered", "BODY=BINARYMIME is sent although it is not offered.",
       cites("rfc3030/3-17", "rfc3030/3-3", "rfc5321/4.1.1.2-2", "rfc3030/2-10"),
       [](ClientBehaviour& b) {
         b.assumed.add(Service::binarymime);
         b.assumed.add(Service::chunking);
       }},
      {"pipelines-unoffered", "Commands go out in a group although PIPELINING is not offered.",
       cites("rfc5321/4.3.1-1", "rfc2920/3-1"),
       [](ClientBehaviour& b) {
         b.assumed.add(Service::pipelining);
       }},
      {"smtputf8-unoffered", "Addresses beyond ASCII are sent although SMTPUTF8 is not offered.",
       cites("rfc6531/3.2-6", "rfc6531/3.2-7", "rfc6531/3.7-3", "rfc5321/4.1.1.2-2", "rfc5321/4.1.2-25"),
       [](ClientBehaviour& b) {
         b.assumed.add(Service::smtputf8);
       }},
      {"smtputf8-parameter-is-unknown",
       "SMTPUTF8 with a parameter is taken for an extension that is not known.", cites("rfc6531/3.1-3"),
       [](ClientBehaviour& b) {
         b.mistakes.add(ListMistake::smtputf8_parameter_is_unknown);
       }},
      {"a-labels-need-smtputf8", "A domain in A-labels is not sent where SMTPUTF8 is not offered.",
       cites("rfc6531/3.2-9"),
       [](ClientBehaviour& b) {
         b.mistakes.add(ListMistake::a_labels_need_smtputf8);
       }},
      {"gives-up-at-unknown-keyword", "A keyword that is not known is the end of the session.",
       cites("rfc5321/2.2.1-2"),
       [](ClientBehaviour& b) {
         b.mistakes.add(ListMistake::unknown_keyword_is_fatal);
       }},
      {"declares-no-size", "MAIL has no SIZE though that is offered.", cites("rfc5321/4.5.3.1.7-3"),
       [](ClientBehaviour& b) {
         b.declined.add(Service::size);
       }},
      {"drops-dsn-wishes", "DSN is offered, and what was asked of it is not sent.", cites("rfc3461/4-6"),
       [](ClientBehaviour& b) {
         b.declined.add(Service::dsn);
       }},
      {"unknown-keyword-as-parameter",
       "MAIL and RCPT carry keywords of the list that mean nothing to the client.",
       cites("rfc5321/2.2.2-3", "rfc5321/2.2.2-2", "rfc5321/4.1.1.2-2", "rfc5321/4.1.1.3-4"),
       [](ClientBehaviour& b) {
         b.mistakes.add(ListMistake::unknown_keyword_is_parameter);
       }},
      {"unknown-keyword-as-command",
       "Keywords of the list that mean nothing to the client are said as commands.",
       cites("rfc5321/4.1.5-1", "rfc5321/4.1.5-3"),
       [](ClientBehaviour& b) {
         b.mistakes.add(ListMistake::unknown_keyword_is_command);
       }},
      {"size-limit-wraps", "The server's limit is read in 32 bits.", cites("rfc1870/3-12"),
       [](ClientBehaviour& b) {
         b.mistakes.add(ListMistake::size_wraps_at_32_bits);
       }},
  };
}

}  // namespace smtpspec::reference

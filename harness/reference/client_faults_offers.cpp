// Faults of the reference client. How the list of extensions is read, and what of it is used.
#include "reference/client_fault_areas.hpp"

namespace smtpspec::reference {

using enum text::Level;

std::vector<ClientFault> client_offers_faults() {
  return {
      {"keywords-case-sensitive",
       "Keywords are known in upper case only.",
       {5321, "2.4", states},
       [](ClientBehaviour& b) {
         b.mistakes.add(ListMistake::case_sensitive);
       }},
      {"keyword-on-first-line",
       "A keyword is read from the line that names the server.",
       {5321, "4.1.1.1", states},
       [](ClientBehaviour& b) {
         b.mistakes.add(ListMistake::first_line_too);
       }},
      {"last-keyword-missed",
       "The last line of the list is not read.",
       {5321, "4.2.1", states},
       [](ClientBehaviour& b) {
         b.mistakes.add(ListMistake::last_line_missed);
       }},
      {"keywords-anywhere",
       "A keyword is found in the middle of others.",
       {5321, "4.1.1.1", states},
       [](ClientBehaviour& b) {
         b.mistakes.add(ListMistake::words_anywhere);
       }},
      {"uses-list-after-helo",
       "The lines of a reply to HELO are taken for extensions.",
       {5321, "3.2", states},
       [](ClientBehaviour& b) {
         b.mistakes.add(ListMistake::helo_list_too);
       }},
      {"size-zero-is-a-limit",
       "SIZE 0, or without a number, is taken for a server that takes nothing.",
       {1870, "3 (3)", states},
       [](ClientBehaviour& b) {
         b.mistakes.add(ListMistake::zero_size_is_limit);
       }},
      {"size-limit-off-by-one",
       "A message of exactly the server's limit is not sent.",
       {1870, "4", states},
       [](ClientBehaviour& b) {
         b.mistakes.add(ListMistake::limit_off_by_one);
       }},
      {"bdat-unoffered",
       "BDAT is used although CHUNKING is not offered.",
       {3030, "2", states},
       [](ClientBehaviour& b) {
         b.transfer = ContentTransfer::chunks_where_offered;
         b.assumed.add(Service::chunking);
       }},
      {"binarymime-unoffered",
       "BODY=BINARYMIME is sent although it is not offered.",
       {3030, "3", must_not},
       [](ClientBehaviour& b) {
         b.assumed.add(Service::binarymime);
         b.assumed.add(Service::chunking);
       }},
      {"pipelines-unoffered",
       "Commands go out in a group although PIPELINING is not offered.",
       {5321, "4.3.1", must},
       [](ClientBehaviour& b) {
         b.assumed.add(Service::pipelining);
       }},
      {"smtputf8-unoffered",
       "Addresses beyond ASCII are sent although SMTPUTF8 is not offered.",
       {6531, "3.2", must_not},
       [](ClientBehaviour& b) {
         b.assumed.add(Service::smtputf8);
       }},
      {"gives-up-at-unknown-keyword",
       "A keyword that is not known is the end of the session.",
       {5321, "2.2.1", states},
       [](ClientBehaviour& b) {
         b.mistakes.add(ListMistake::unknown_keyword_is_fatal);
       }},
      {"declares-no-size",
       "MAIL has no SIZE though that is offered.",
       {5321, "4.5.3.1.7", should},
       [](ClientBehaviour& b) {
         b.declined.add(Service::size);
       }},
      {"drops-dsn-wishes",
       "DSN is offered, and what was asked of it is not sent.",
       {3461, "3", states},
       [](ClientBehaviour& b) {
         b.declined.add(Service::dsn);
       }},
  };
}

}  // namespace smtpspec::reference

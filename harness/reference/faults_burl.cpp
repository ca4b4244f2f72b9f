// Faults of BURL, RFC 4468.
#include "reference/fault_areas.hpp"

namespace smtpspec::reference {
namespace {

using ledger::cites;

std::vector<Fault> burl_faults_of_offer() {
  return {
      {"burl-unlisted", "BURL is served, and is not in the list.", cites("rfc4468/3.1-2"),
       [](Behaviour& b) {
         b.offers.in_tls.remove(Extension::burl);
         b.offers.unlisted.add(Extension::burl);
       }},
      {"burl-not-served", "BURL is listed, and refused whatever it says.",
       cites("rfc4468/3.2-1", "rfc4468/3.2-3", "rfc4468/3.2-7"), asks<RequestSlip::burl_refused>},
      {"burl-of-half-a-url", "BURL is offered for an IMAP server whose URL has no slashes.",
       cites("rfc4468/3.5-1"),
       [](Behaviour& b) {
         b.offers.burl_parameters = "imap imap:mail.mx.test";
       }},
      {"burl-without-8bitmime", "BURL is offered and 8BITMIME is not.", cites("rfc4468/4-1"),
       [](Behaviour& b) {
         for (const Extension one : {Extension::eight_bit_mime, Extension::smtputf8, Extension::binarymime})
           b.offers.in_tls.remove(one);
       }},
  };
}

std::vector<Fault> burl_faults_of_place() {
  return {
      {"burl-without-login", "BURL is taken of somebody who has not authenticated.", cites("rfc4468/8-1"),
       asks<RequestSlip::burl_without_login>},
      {"burl-before-mail", "BURL is taken outside of a transaction.", cites("rfc4468/3.1-6"),
       asks<RequestSlip::burl_before_mail>},
      {"burl-without-recipients", "BURL is taken though no recipient was accepted.", cites("rfc4468/3.1-7"),
       asks<RequestSlip::burl_without_recipients>},
      {"burl-without-recipients-is-550", "A BURL without accepted recipients is answered with 550.",
       cites("rfc4468/6-2"),
       [](Behaviour& b) {
         b.replies[Situation::burl_without_recipients].code = 550;
       }},
      {"burl-last-only", "BURL without LAST is refused.", cites("rfc4468/3.2-7", "rfc4468/3.2-3"),
       asks<RequestSlip::burl_last_only>},
      {"burl-not-beside-chunks", "BURL is refused behind BDAT.", cites("rfc4468/3.2-3"),
       asks<RequestSlip::burl_beside_chunks>},
  };
}

std::vector<Fault> burl_faults_of_url() {
  return {
      {"accepts-any-url", "What can't be fetched is taken for fetched.", cites("rfc4468/3.2-5"),
       asks<RequestSlip::burl_of_any_url>},
      {"failed-burl-keeps-transaction", "The transaction goes on behind a BURL that could not be fetched.",
       cites("rfc4468/3.2-6"), asks<RequestSlip::burl_failure_keeps_transaction>},
      {"burl-for-anybody", "A URL that gives access to another user is fetched.", cites("rfc4468/3.3-1"),
       asks<RequestSlip::burl_for_anybody>},
      {"burl-with-tail", "What stands behind LAST is passed over.", cites("rfc4468/3.5-2"),
       asks<RequestSlip::burl_with_tail>},
      {"burl-with-any-marker", "Any word behind the URL is taken for LAST.", cites("rfc4468/3.5-2"),
       asks<RequestSlip::burl_any_marker>},
      {"burl-without-url", "BURL is taken without a URL.", cites("rfc4468/3.5-2"),
       asks<RequestSlip::burl_without_url>},
      {"burl-of-relative-url", "A URL without a scheme is taken for one of the server's own.",
       cites("rfc4468/3.5-2"), asks<RequestSlip::burl_relative_url>},
      {"burl-last-in-capitals", "LAST is known in capitals only.", cites("rfc4468/3.5-3"),
       asks<RequestSlip::burl_in_capitals>},
  };
}

}  // namespace

std::vector<Fault> burl_faults() {
  std::vector<Fault> all = burl_faults_of_offer();
  for (auto* area : {burl_faults_of_place, burl_faults_of_url})
    for (Fault& one : area()) all.push_back(std::move(one));
  return all;
}

}  // namespace smtpspec::reference

// Variants of the reference relay.
#include "reference/relay_variants.hpp"

#include <initializer_list>
#include <vector>

namespace smtpspec::reference {
namespace {

using enum text::Level;

void take_away(RelayBehaviour& behaviour, std::initializer_list<Extension> extensions) {
  for (const Extension one : extensions) {
    behaviour.server.offers.in_clear.remove(one);
    behaviour.server.offers.in_tls.remove(one);
  }
}

std::vector<RelayVariant> variants_of_passage() {
  return {
      {"relay-session-for-each-recipient",
       "Each recipient gets a session of its own.",
       {5321, "4.5.4.1", should},
       [](RelayBehaviour& b) {
         b.habits.add(RelayHabit::session_for_each_recipient);
       }},
      {"relay-last-domain-first",
       "Of several domains the last one is served first.",
       {5321, "4.5.4.1", may},
       [](RelayBehaviour& b) {
         b.habits.add(RelayHabit::last_domain_first);
       }},
      {"relay-trace-in-another-form",
       "The Received field has VIA, a name and comments in parentheses, and other folds.",
       {5321, "4.4", states},
       [](RelayBehaviour& b) {
         b.habits.add(RelayHabit::trace_in_other_form);
       }},
      {"relay-trace-without-for",
       "The Received field has no FOR, also for one recipient.",
       {5321, "4.4", may},
       [](RelayBehaviour& b) {
         b.habits.add(RelayHabit::trace_without_for);
       }},
      {"relay-names-original-recipients",
       "A recipient that came without ORCPT gets one with the address of its RCPT.",
       {3461, "5.2.1", may},
       [](RelayBehaviour& b) {
         b.habits.add(RelayHabit::names_original_recipients);
       }},
      {"relay-trusts-logins",
       "AUTH of MAIL is passed on for clients that have logged in.",
       {4954, "5", should},
       [](RelayBehaviour& b) {
         b.habits.add(RelayHabit::trusts_logins);
       }},
      {"relay-never-pipelines",
       "The relay sends one command at a time.",
       {2920, "3.1", may},
       [](RelayBehaviour& b) {
         b.client.declined.add(Service::pipelining);
       }},
      {"relay-never-chunks",
       "The relay sends by DATA only, and what is binary is converted.",
       {3030, "3", may},
       [](RelayBehaviour& b) {
         b.client.transfer = ContentTransfer::data;
         b.client.declined.add(Service::chunking);
       }},
      {"relay-small-chunks",
       "The relay sends in chunks of 100 octets.",
       {3030, "2", may},
       [](RelayBehaviour& b) {
         b.client.chunk_octets = 100;
       }},
      {"relay-empty-last-chunk",
       "The last chunk of each message is empty.",
       {3030, "2", states},
       [](RelayBehaviour& b) {
         b.client.habits.set.add(ClientHabit::empty_last_chunk);
       }},
      {"relay-never-secures",
       "The relay goes out in clear, unless a message requires TLS.",
       {3207, "4", may},
       [](RelayBehaviour& b) {
         b.client.tls = TlsMode::never;
       }},
      {"relay-converts-always",
       "What is beyond seven bits is converted, whatever the next hop offers.",
       {6152, "3", may},
       [](RelayBehaviour& b) {
         b.client.habits.set.add(ClientHabit::converts_always);
       }},
      {"relay-returns-unfit-content",
       "What the next hop cannot take as it is goes back.",
       {6152, "3", states},
       [](RelayBehaviour& b) {
         b.client.unfit = UnfitContent::refused;
       }},
      {"relay-mends-line-ends",
       "Bare CRs and LFs are taken in, and go out as CRLF with the dots doubled then.",
       {5321, "2.3.8", must_not},
       [](RelayBehaviour& b) {
         b.server.policies.remove(Policy::refuses_bare_line_ends);
       }},
      {"relay-body-always",
       "BODY=7BIT is given where nothing needs more.",
       {6152, "3", may},
       [](RelayBehaviour& b) {
         b.client.habits.set.add(ClientHabit::body_always);
       }},
      {"relay-lower-case-commands",
       "The commands of the relay are in lower case.",
       {5321, "2.4", states},
       [](RelayBehaviour& b) {
         b.client.habits.set.add(ClientHabit::lower_case_commands);
       }},
      {"relay-ehlo-twice-outward",
       "EHLO is said again behind its reply, on the way out.",
       {5321, "4.1.4", may},
       [](RelayBehaviour& b) {
         b.client.habits.set.add(ClientHabit::ehlo_twice);
       }},
      {"relay-offers-no-dsn",
       "The relay does not offer DSN.",
       {3461, "3", states},
       [](RelayBehaviour& b) {
         take_away(b, {Extension::dsn, Extension::mtrk});
       }},
      {"relay-offers-no-smtputf8",
       "The relay does not offer SMTPUTF8.",
       {6531, "3.1", states},
       [](RelayBehaviour& b) {
         take_away(b, {Extension::smtputf8});
       }},
      {"relay-offers-no-8bitmime",
       "The relay offers neither 8BITMIME nor what needs it.",
       {6152, "2", states},
       [](RelayBehaviour& b) {
         take_away(b,
                   {Extension::eight_bit_mime, Extension::binarymime, Extension::smtputf8, Extension::burl});
       }},
      {"relay-offers-little",
       "The relay offers SIZE and PIPELINING, and no more.",
       {5321, "2.2.1", states},
       [](RelayBehaviour& b) {
         b.server.offers.in_clear = b.server.offers.in_tls = {Extension::size, Extension::pipelining};
       }},
      {"relay-refuses-logins",
       "The relay offers no AUTH, nor what needs it.",
       {4954, "3", states},
       [](RelayBehaviour& b) {
         take_away(b, {Extension::auth, Extension::atrn, Extension::burl, Extension::future_release});
       }},
  };
}

std::vector<RelayVariant> variants_of_reports() {
  return {
      {"relay-header-returned",
       "Where there was no RET a report has the header section only.",
       {3461, "4.3", may},
       [](RelayBehaviour& b) {
         b.habits.add(RelayHabit::header_returned);
       }},
      {"relay-header-returned-as-message",
       "A header section alone is returned as message/rfc822 without a body.",
       {3461, "6.2", states},
       [](RelayBehaviour& b) {
         b.habits.add(RelayHabit::header_as_message);
       }},
      {"relay-report-for-each-recipient",
       "Each failed recipient has a report of its own.",
       {5321, "4.4", should},
       [](RelayBehaviour& b) {
         b.habits.add(RelayHabit::report_for_each_recipient);
       }},
      {"relay-no-delay-reports",
       "Nobody is told of delays.",
       {3461, "5.2.5", may},
       [](RelayBehaviour& b) {
         b.habits.add(RelayHabit::no_delay_reports);
       }},
      {"relay-reports-without-notify",
       "Reports go out without NOTIFY.",
       {3461, "6.1", states},
       [](RelayBehaviour& b) {
         b.habits.add(RelayHabit::plain_reports);
       }},
      {"relay-reports-in-capitals",
       "The field names and actions of a report are in capitals.",
       {3464, "2.3.3", states},
       [](RelayBehaviour& b) {
         b.habits.add(RelayHabit::reports_in_capitals);
       }},
      {"relay-reports-with-more",
       "Reports have optional fields, comments and fields of their own.",
       {3464, "2.4", may},
       [](RelayBehaviour& b) {
         b.habits.add(RelayHabit::reports_with_more);
       }},
      {"relay-gives-up-early",
       "What is deferred is given up behind the second attempt.",
       {5321, "4.5.4.1", states},
       [](RelayBehaviour& b) {
         b.most_rounds = 2;
       }},
      {"relay-gives-up-late",
       "What is deferred is given up behind the eighth attempt.",
       {5321, "4.5.4.1", states},
       [](RelayBehaviour& b) {
         b.most_rounds = 8;
       }},
  };
}

}  // namespace

std::span<const RelayVariant> relay_variants() {
  static const std::vector<RelayVariant> variants =
      in_order<RelayBehaviour>({variants_of_passage, variants_of_reports});
  return variants;
}

const RelayVariant* find_relay_variant(std::string_view name) {
  return find_change(relay_variants(), name);
}

}  // namespace smtpspec::reference

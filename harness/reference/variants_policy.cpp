// Variants: what is refused though nothing is wrong with it, and when a session ends.
#include "reference/variants.hpp"

namespace smtpspec::reference {

using enum text::Level;

std::vector<Variant> policy_variants() {
  return {
      {"closes-after-three-errors",
       "The command behind three refusals is answered with 421.",
       {5321, "7.8", states},
       [](Behaviour& b) {
         b.patience.errors = 3;
       }},
      {"closes-after-ten-commands",
       "The command behind ten others without AUTH is answered with 421.",
       {5321, "3.8", states},
       [](Behaviour& b) {
         b.patience.commands_logged_out = 10;
       }},
      {"closes-unasked",
       "421 comes unasked behind the reply to the twelfth command.",
       {5321, "3.8", states},
       [](Behaviour& b) {
         b.patience.commands = 12;
       }},
      {"one-message-for-each-session",
       "The MAIL behind a message is answered with 421.",
       {5321, "3.8", states},
       [](Behaviour& b) {
         b.patience.messages = 1;
       }},
      {"begins-anew-at-mail",
       "MAIL inside a transaction is accepted, and begins a new one without recipients.",
       {5321, "3.3", states},
       [](Behaviour& b) {
         b.policies.add(Policy::begins_anew_at_mail);
       }},
      {"defers-by",
       "BY in MAIL is answered with 455: it cannot be honoured for the moment.",
       {2852, "4", should},
       [](Behaviour& b) {
         b.policies.add(Policy::refuses_deliver_by);
         b.replies[Situation::by_refused] = {455, "4.3.2", "not for the moment"};
       }},
      {"refuses-by",
       "BY in MAIL is answered with 555: it cannot be honoured.",
       {2852, "4", should},
       [](Behaviour& b) {
         b.policies.add(Policy::refuses_deliver_by);
       }},
      {"compares-no-submitters",
       "SUBMITTER is not compared with the header.",
       {4405, "4.2", should},
       [](Behaviour& b) {
         b.compares_submitters = false;
       }},
      {"greets-with-421",
       "The greeting is 421: the server is about to shut down.",
       {5321, "3.8", states},
       [](Behaviour& b) {
         b.replies[Situation::service_ready] = {421, "", "{server} busy", 1, true};
       }},
      {"greets-with-554",
       "The greeting is 554, and everything but QUIT is answered with 503.",
       {5321, "3.1", may},
       [](Behaviour& b) {
         b.policies.add(Policy::turns_sessions_away);
       }},
      {"refuses-greetings",
       "EHLO and HELO are refused with 550, by policy.",
       {5321, "7.9", should},
       [](Behaviour& b) {
         b.policies.add(Policy::refuses_greetings);
       }},
      {"defers-greetings",
       "EHLO and HELO are deferred with 450.",
       {5321, "4.2.1", states},
       [](Behaviour& b) {
         b.policies.add(Policy::refuses_greetings);
         b.replies[Situation::greeting_refused] = {450, "", "too busy, come again"};
       }},
      {"refuses-senders",
       "Every sender is refused with 550, by policy.",
       {5321, "7.9", should},
       [](Behaviour& b) {
         b.policies.add(Policy::refuses_senders);
       }},
      {"defers-senders",
       "Every sender is deferred with 451.",
       {5321, "4.3.2", states},
       [](Behaviour& b) {
         b.policies.add(Policy::refuses_senders);
         b.replies[Situation::sender_refused] = {451, "4.7.1", "come again"};
       }},
      {"refuses-recipients",
       "Every recipient is refused with 550, by policy.",
       {5321, "7.9", should},
       [](Behaviour& b) {
         b.policies.add(Policy::refuses_recipients);
       }},
      {"defers-recipients",
       "Every recipient is deferred with 451: greylisting.",
       {5321, "4.3.2", states},
       [](Behaviour& b) {
         b.policies.add(Policy::refuses_recipients);
         b.replies[Situation::recipient_refused] = {451, "4.7.1", "come again"};
       }},
      {"defers-first-recipient",
       "The first recipient of a session is deferred with 451, the next ones are not.",
       {5321, "4.3.2", states},
       [](Behaviour& b) {
         b.policies.add(Policy::refuses_first_recipient);
         b.replies[Situation::recipient_refused] = {451, "4.7.1", "come again"};
       }},
      {"refuses-data",
       "DATA is refused with 554, by policy.",
       {5321, "4.3.2", states},
       [](Behaviour& b) {
         b.policies.add(Policy::refuses_data);
       }},
      {"defers-data",
       "DATA is deferred with 451.",
       {5321, "4.3.2", states},
       [](Behaviour& b) {
         b.policies.add(Policy::refuses_data);
         b.replies[Situation::data_refused] = {451, "4.7.1", "come again"};
       }},
      {"refuses-contents",
       "Every message is refused with 554 behind its content.",
       {5321, "4.3.2", states},
       [](Behaviour& b) {
         b.policies.add(Policy::refuses_contents);
       }},
      {"refuses-contents-by-550",
       "Every message is refused with 550 behind its content, by policy.",
       {5321, "4.3.2", states},
       [](Behaviour& b) {
         b.policies.add(Policy::refuses_contents);
         b.replies[Situation::content_refused].code = 550;
       }},
      {"defers-contents",
       "Every message is deferred with 451 behind its content.",
       {5321, "4.3.2", states},
       [](Behaviour& b) {
         b.policies.add(Policy::refuses_contents);
         b.replies[Situation::content_refused] = {451, "4.3.0", "come again"};
       }},
      {"defers-contents-by-450",
       "Every message is deferred with 450 behind its content, by policy.",
       {5321, "4.3.2", states},
       [](Behaviour& b) {
         b.policies.add(Policy::refuses_contents);
         b.replies[Situation::content_refused] = {450, "4.7.1", "come again"};
       }},
      {"has-no-storage",
       "Every message is deferred with 452 behind its content: there is no room.",
       {5321, "4.3.2", states},
       [](Behaviour& b) {
         b.policies.add(Policy::refuses_contents);
         b.replies[Situation::content_refused] = {452, "4.3.1", "no room"};
       }},
      {"unknown-recipient-451",
       "A mailbox that there is not is deferred with 451.",
       {5321, "4.3.2", states},
       [](Behaviour& b) {
         b.replies[Situation::mailbox_unknown] = {451, "4.1.1", "can't tell whether there is such a mailbox"};
       }},
      {"unknown-recipient-551",
       "A mailbox that there is not is refused with 551.",
       {5321, "3.4", may},
       [](Behaviour& b) {
         b.replies[Situation::mailbox_unknown] = {551, "5.1.6", "not here; try <nobody@elsewhere.test>"};
       }},
      {"unknown-recipient-553",
       "A mailbox that there is not is refused with 553.",
       {5321, "4.3.2", states},
       [](Behaviour& b) {
         b.replies[Situation::mailbox_unknown] = {553, "5.1.1", "no mailbox is called so"};
       }},
      {"unknown-recipient-554",
       "A mailbox that there is not is refused with 554.",
       {5321, "4.2.1", states},
       [](Behaviour& b) {
         b.replies[Situation::mailbox_unknown] = {554, "5.1.1", "no such mailbox"};
       }},
      {"unknown-mailboxes-accepted",
       "No mailbox is known before delivery: every local recipient is accepted.",
       {5321, "3.3", states},
       [](Behaviour& b) {
         b.let_pass.add(Offence::unknown_recipient);
       }},
      {"tls-first",
       "Before TLS everything but NOOP, EHLO, STARTTLS and QUIT is answered with 530.",
       {3207, "4", should},
       [](Behaviour& b) {
         b.policies.add(Policy::tls_first);
       }},
      {"login-before-mail",
       "MAIL is answered with 530 before AUTH.",
       {4954, "6", should},
       [](Behaviour& b) {
         b.requires_authentication = true;
         b.offers.in_clear.add(Extension::auth);
       }},
      {"login-first",
       "Before AUTH whatever can do without it is answered with 530.",
       {4954, "6", should},
       [](Behaviour& b) {
         b.policies.add(Policy::login_first);
         b.offers.in_clear.add(Extension::auth);
       }},
      {"login-deferred",
       "AUTH ends with 454: the passwords can't be looked up.",
       {4954, "6", states},
       [](Behaviour& b) {
         b.policies.add(Policy::refuses_logins);
       }},
      {"tls-deferred",
       "STARTTLS is answered with 454.",
       {3207, "4", states},
       [](Behaviour& b) {
         b.denied.add(Right::tls);
       }},
      {"no-quoted-mailboxes",
       "No mailbox has a name that needs quotes.",
       {5321, "4.1.2", states},
       [](Behaviour& b) {
         std::erase(b.mailboxes, "a@b@mx.test");
       }},
      {"verifies-mailboxes",
       "VRFY tells with 250 and 550 which mailboxes there are.",
       {5321, "3.5.1", states},
       [](Behaviour& b) {
         b.policies.add(Policy::verifies);
       }},
      {"forwards-recipients",
       "Recipients are accepted with 251: their mail goes elsewhere.",
       {5321, "3.4", may},
       [](Behaviour& b) {
         b.replies[Situation::recipient_accepted] = {251, "2.1.5",
                                                     "will forward to <someone@elsewhere.test>"};
       }},
      {"nobody-named-is-554",
       "DATA without RCPT is answered with 554.",
       {5321, "3.3", may},
       [](Behaviour& b) {
         b.replies[Situation::data_before_recipient] = {554, "5.5.1", "no valid recipients"};
       }},
      {"nobody-accepted-is-503",
       "DATA behind refused recipients is answered with 503.",
       {5321, "3.3", may},
       [](Behaviour& b) {
         b.replies[Situation::no_valid_recipients] = {503, "5.5.1", "bad sequence of commands"};
       }},
      {"hundred-recipients",
       "The recipient behind a hundred is answered with 452.",
       {5321, "4.5.3.1.8", must},
       [](Behaviour& b) {
         b.recipient_limit = 100;
       }},
      {"hundred-recipients-by-policy",
       "The recipient behind a hundred is refused with 550, by the policy of the site.",
       {5321, "4.5.3.1.10", may},
       [](Behaviour& b) {
         b.recipient_limit = 100;
         b.replies[Situation::too_many_recipients] = {550, "5.5.3", "no message for so many"};
       }},
      {"no-rare-mailboxes",
       "Mailboxes with quotes, rare characters or an address literal are refused with 553: not allowed.",
       {5321, "4.2.3", states},
       [](Behaviour& b) {
         b.mistaken_forms = {Form::rare_atext, Form::quoted_blank, Form::quoted_special, Form::empty_quotes,
                             Form::literal_domain};
         b.replies[Situation::sender_malformed] = {553, "5.1.7", "mailbox name not allowed"};
         b.replies[Situation::recipient_malformed] = {553, "5.1.3", "mailbox name not allowed"};
       }},
      {"takes-addresses-as-they-come",
       "Dots, labels, numbers, literals and parameters in odd places are acceptable.",
       {5321, "4.1.4", must},
       [](Behaviour& b) {
         b.overlooked = {Malformation::misplaced_dot, Malformation::stray_octet,
                         Malformation::odd_label,     Malformation::numbered_domain,
                         Malformation::ipv4_number,   Malformation::ipv4_count,
                         Malformation::ipv6_groups,   Malformation::ipv6_groups_before_ipv4,
                         Malformation::parameter};
         b.let_pass = {Offence::helo_without_name};
       }},
      {"longest-paths",
       "Paths beyond the limits that every server keeps are refused with 501.",
       {5321, "4.5.3.1.9", may},
       [](Behaviour& b) {
         b.policies.add(Policy::refuses_long_paths);
       }},
  };
}

}  // namespace smtpspec::reference

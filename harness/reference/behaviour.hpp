// Behaviour: the policy of the reference server as one plain value. The default is a correct server; a fault
// (faults.hpp) is a function that changes a Behaviour into one known mistake.
//
// The server asks this value at each decision and has no other configuration. Where a decision has two sides,
// the correct one is the default: `let_pass` and `denied` are empty, each Event forgets what the RFC says,
// and every Situation has its code in `replies`.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "reference/address_rules.hpp"
#include "reference/auth_rules.hpp"
#include "reference/dsn_rules.hpp"
#include "reference/lapses.hpp"
#include "reference/parameter_slips.hpp"
#include "reference/policies.hpp"
#include "reference/replies.hpp"
#include "reference/request_slips.hpp"
#include "reference/reversal_rules.hpp"
#include "reference/rules.hpp"
#include "reference/set.hpp"
#include "reference/utf8_mistakes.hpp"
#include "sasl/mechanism.hpp"
#include "smtp/line_reader.hpp"

namespace smtpspec::reference {

struct Behaviour {
  std::string server_name = "mx.test";

  // A mailbox of a local domain exists if it is named here, or if its local part is beyond ASCII (so that
  // SMTPUTF8 has somebody to deliver to). Other domains are not relayed to, unless it `relays`.
  std::vector<std::string> local_domains = {"mx.test"};
  std::vector<std::string> mailboxes = {"alice@mx.test", "bob@mx.test", "postmaster@mx.test",
                                        "a@b@mx.test"};  // whose local part needs quotes: "a@b"@mx.test
  bool relays = false;
  // Mail for them is not delivered here: it waits until somebody who logged in asks for it (RFC 2645).
  std::vector<std::string> customer_domains = {"customer.test", "branch.customer.test"};
  std::vector<WaitingMail> waiting;  // before the session
  bool turns_without_mail = false;   // RFC 2645 section 5.2.1: 250 instead of 453, then EHLO and QUIT
  std::vector<sasl::Credentials> accounts = {{"alice", "secret", "token-of-alice"}};  // of AUTH
  bool requires_authentication = false;                                               // before MAIL

  std::uint64_t size_limit = 100'000;                       // octets of a content; 0: none
  long deliver_by_minimum = 60;                             // seconds, RFC 2852 section 3
  std::string hold_limits = "604800 2099-12-31T23:59:59Z";  // RFC 4865 section 3: seconds, and a date
  std::string stored_url =                                  // what BURL can fetch, and what it finds there
      "imap://alice@mx.test/outbox;uidvalidity=1/;uid=1;urlauth=submit+alice:internal:0123456789abcdef";
  std::string stored_message = "From: <alice@mx.test>\r\nSubject: stored\r\n\r\nstored\r\n";
  std::size_t recipient_limit = 1000;     // of a transaction
  bool compares_submitters = true;        // with the header, RFC 4405 section 4.2
  std::size_t command_line_limit = 4096;  // octets with CRLF
  std::size_t auth_line_limit = 12'288;   // of a response inside AUTH, with CRLF (RFC 4954 section 4)
  bool keep_contents = true;              // false: contents are counted only

  Offers offers = correct_offers();
  Replies replies = correct_replies();
  Forgetting forgets = correct_forgetting();
  std::vector<std::string_view>
      further_verbs;  // that do nothing and are answered with 250; no server has them
  SetOf<Offence> let_pass;
  SetOf<Right> denied;
  SetOf<Loss> losses;
  SetOf<Habit> habits;
  SetOf<Form> mistaken_forms;
  SetOf<Malformation> overlooked;
  SetOf<Lapse> lapses;
  SetOf<Flaw> refused_flaws;  // of contents
  SetOf<Damage> damages;      // to mail data
  SetOf<CaseSensitive> case_sensitive;
  SetOf<Utf8Mistake> utf8_mistakes;
  SetOf<DsnSlip> dsn_slips;
  SetOf<ParameterSlip> parameter_slips;
  SetOf<RequestSlip> request_slips;
  SetOf<ReversalSlip> reversal_slips;
  SetOf<Policy> policies;
  Patience patience;
  Filing filing;
  InjectedOctets injected_octets = InjectedOctets::discarded;
  smtp::LineRule command_lines = smtp::LineRule::crlf_only;
  SizeArithmetic declared_size = SizeArithmetic::exact;
  std::size_t size_digits = 20;  // RFC 1870 section 5: size-value ::= 1*20DIGIT
  ContentRules content;
  AuthRules auth;
  ReplyForm reply_form;
  HandshakeRules handshake;

  bool lets_pass(Offence offence) const { return let_pass.has(offence); }
  bool denies(Right right) const { return denied.has(right); }
  bool loses(Loss loss) const { return losses.has(loss); }
  bool has(Habit habit) const { return habits.has(habit); }
  bool makes(Utf8Mistake mistake) const { return utf8_mistakes.has(mistake); }
  bool has(DsnSlip slip) const { return dsn_slips.has(slip); }
  bool has(Lapse lapse) const { return lapses.has(lapse); }
  bool has(ParameterSlip slip) const { return parameter_slips.has(slip); }
  bool has(RequestSlip slip) const { return request_slips.has(slip); }
  bool has(ReversalSlip slip) const { return reversal_slips.has(slip); }
  bool keeps_to(Policy policy) const { return policies.has(policy); }
  bool minds_case_of(CaseSensitive what) const { return case_sensitive.has(what); }
  bool exceeds_limit(std::uint64_t size) const { return size_limit != 0 && size > size_limit; }
};

}  // namespace smtpspec::reference

// RelayBehaviour: the policy of the reference relay as one plain value. The default is a correct relay; a
// fault (relay_faults.hpp) is a function that changes it into one known mistake.
#pragma once

#include <string>

#include "reference/behaviour.hpp"
#include "reference/client_behaviour.hpp"
#include "reference/relay_mistakes.hpp"
#include "reference/set.hpp"

namespace smtpspec::reference {

// What a correct relay may do, while this one does it in one of its variants only (relay_variants.hpp).
enum class RelayHabit {
  session_for_each_recipient,
  last_domain_first,
  trace_in_other_form,  // VIA, a name in parentheses, other folding
  trace_without_for,
  header_returned,    // where no RET was given
  header_as_message,  // message/rfc822 without a body
  report_for_each_recipient,
  no_delay_reports,
  plain_reports,  // NOTIFY is not given with them
  reports_in_capitals,
  reports_with_more,          // optional fields and comments
  names_original_recipients,  // ORCPT where there was none
  trusts_logins,              // AUTH of MAIL is passed on for them
};

// Takes in what it is given, to be sent on; what has bare line ends is refused, since nobody downstream
// agrees on what they mean (RFC 5321 section 2.3.8).
Behaviour relaying_server();
ClientBehaviour relaying_client();

struct RelayBehaviour {
  Behaviour server = relaying_server();        // what takes mail in
  ClientBehaviour client = relaying_client();  // what sends it on
  std::string name = "relay.test";
  RelayMistakes mistakes;
  SetOf<RelayHabit> habits;
  int most_rounds = 4;              // attempts, until what is deferred is given up
  long seconds_of_a_round = 1800;   // RFC 5321 section 4.5.4.1
  std::size_t most_received = 100;  // fields, RFC 5321 section 6.3

  template <class Mistake>
  bool makes(Mistake mistake) const {
    return mistakes.has(mistake);
  }
  bool has(RelayHabit habit) const { return habits.has(habit); }
};

}  // namespace smtpspec::reference

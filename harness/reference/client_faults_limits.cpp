// Faults of the reference client. What LIMITS says (RFC 9422), and what is made of it.
#include "reference/client_fault_areas.hpp"

namespace smtpspec::reference {
namespace {

using ledger::cites;

template <LimitMistake mistake>
void makes(ClientBehaviour& behaviour) {
  behaviour.mistakes.add(mistake);
}

std::vector<ClientFault> faults_of_keeping() {
  return {
      {"rcptmax-ignored", "All recipients have one transaction, whatever RCPTMAX says.",
       cites("rfc9422/4.2-3", "rfc9422/4.2-4", "rfc9422/3.7-3", "rfc9422/3.6-1", "rfc9422/3.8-1"),
       makes<LimitMistake::rcptmax_ignored>},
      {"mailmax-ignored", "All transactions have one session, whatever MAILMAX says.",
       cites("rfc9422/4.1-3", "rfc9422/4.1-4"), makes<LimitMistake::mailmax_ignored>},
      {"rcptdomainmax-ignored", "Recipients of all domains have one session, whatever RCPTDOMAINMAX says.",
       cites("rfc9422/4.3-3"), makes<LimitMistake::rcptdomainmax_ignored>},
      {"rcptdomainmax-by-transaction",
       "RCPTDOMAINMAX is kept to in each transaction, and not in the session.", cites("rfc9422/4.3-3"),
       makes<LimitMistake::domains_by_transaction>},
      {"rcptmax-counts-accepted-only", "Recipients that were refused do not count towards RCPTMAX.",
       cites("rfc9422/4.2-4"), makes<LimitMistake::accepted_recipients_count>},
      {"mailmax-counts-accepted-only", "MAIL commands that were refused do not count towards MAILMAX.",
       cites("rfc9422/4.1-4"), makes<LimitMistake::accepted_mails_count>},
      {"small-limits-ignored", "RCPTMAX below 100, which SMTP has for the least, is taken for none.",
       cites("rfc9422/3.5-1", "rfc9422/4.2-3", "rfc9422/4.2-4", "rfc9422/3.7-3", "rfc9422/3.6-1",
             "rfc9422/3.8-1"),
       makes<LimitMistake::small_limits_ignored>},
      {"gives-up-at-small-limits",
       "RCPTMAX below 100, which SMTP has for the least, is the end of the session.", cites("rfc9422/3.5-1"),
       makes<LimitMistake::small_limits_fatal>},
      {"first-list-of-limits-holds",
       "The limits of the first EHLO hold for the session, whatever a later one says.",
       cites("rfc9422/3.6-1"), makes<LimitMistake::first_list_holds>},
      {"limits-outlive-their-list", "Limits hold on where a later reply to EHLO has none.",
       cites("rfc9422/3.6-2"), makes<LimitMistake::list_outlives_silence>},
      {"limits-remembered", "The limits of the first session hold in all later ones.", cites("rfc9422/3.8-1"),
       makes<LimitMistake::remembered>},
  };
}

std::vector<ClientFault> faults_of_reading() {
  return {
      {"first-limit-only", "Of the limits in the list the first is known, and no other.",
       cites("rfc9422/4.2-3", "rfc9422/3.7-3"), makes<LimitMistake::first_limit_only>},
      {"limit-is-any-number", "A limit is what its value begins with, be it 0 or followed by letters.",
       cites("rfc9422/3.7-2"), makes<LimitMistake::any_number>},
      {"broken-limits-are-read", "A list of limits that breaks the grammar is read as far as it can be.",
       cites("rfc9422/3.7-1"), makes<LimitMistake::broken_list_read>},
      {"bad-limit-voids-all", "One limit with a malformed value, and none is kept to.",
       cites("rfc9422/3.7-3"), makes<LimitMistake::one_bad_voids_all>},
      {"gives-up-at-unknown-limit", "A limit that is not known is the end of the session.",
       cites("rfc9422/3.7-2", "rfc9422/3.7-3"), makes<LimitMistake::unknown_is_fatal>},
  };
}

}  // namespace

std::vector<ClientFault> client_limits_faults() {
  std::vector<ClientFault> all = faults_of_keeping();
  for (const ClientFault& one : faults_of_reading()) all.push_back(one);
  return all;
}

}  // namespace smtpspec::reference

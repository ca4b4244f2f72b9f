// Faults of FUTURERELEASE, RFC 4865.
#include <array>

#include "reference/fault_areas.hpp"

namespace smtpspec::reference {
namespace {

using ledger::cites;

// Whatever HOLDFOR and HOLDUNTIL are refused for, but for their place beside BY.
constexpr std::array refusals = {Situation::hold_malformed, Situation::hold_beyond_limit,
                                 Situation::hold_repeated};

std::vector<Fault> hold_faults_of_offer() {
  return {
      {"futurerelease-not-served", "FUTURERELEASE is listed, and HOLDFOR is a parameter that nobody knows.",
       cites("rfc4865/4.2-3", "rfc4865/4.2-4"),
       [](Behaviour& b) {
         b.offers.not_served.add(Extension::future_release);
       }},
      {"holduntil-not-served", "HOLDUNTIL is a parameter that nobody knows.", cites("rfc4865/4.2-4"),
       asks<RequestSlip::holduntil_unknown>},
      {"futurerelease-unlisted", "HOLDFOR is taken, and FUTURERELEASE is not in the list.",
       cites("rfc4865/3-1"),
       [](Behaviour& b) {
         b.offers.in_tls.remove(Extension::future_release);
         b.offers.unlisted.add(Extension::future_release);
       }},
      {"futurerelease-without-date", "FUTURERELEASE is offered with an interval and no date.",
       cites("rfc4865/4.2-2"),
       [](Behaviour& b) {
         b.offers.hold_limits = "604800";
       }},
      {"futurerelease-interval-with-unit", "The interval of FUTURERELEASE is a number of days, and says so.",
       cites("rfc4865/3-2"),
       [](Behaviour& b) {
         b.offers.hold_limits = "7d 2099-12-31T23:59:59Z";
       }},
      {"futurerelease-in-local-time", "The date of FUTURERELEASE has no zone.", cites("rfc4865/3-3"),
       [](Behaviour& b) {
         b.offers.hold_limits = "604800 2099-12-31T23:59:59";
       }},
  };
}

std::vector<Fault> hold_faults_of_values() {
  return {
      {"accepts-holdfor-beyond-limit", "HOLDFOR beyond the announced interval is taken.",
       cites("rfc4865/4.2-7"), asks<RequestSlip::holdfor_beyond_limit>},
      {"holdfor-below-the-limit-only", "HOLDFOR of exactly the announced interval is refused.",
       cites("rfc4865/4.2-3"), asks<RequestSlip::holdfor_at_limit>},
      {"accepts-holduntil-beyond-limit", "HOLDUNTIL later than the announced date is taken.",
       cites("rfc4865/4.2-8"), asks<RequestSlip::holduntil_beyond_limit>},
      {"accepts-holdfor-zero", "HOLDFOR=0 is taken.", cites("rfc4865/4.2-12"),
       asks<RequestSlip::holdfor_of_zero>},
      {"accepts-holdfor-with-zeros", "HOLDFOR is taken with zeros in front.", cites("rfc4865/4.2-12"),
       asks<RequestSlip::holdfor_with_zeros>},
      {"accepts-holdfor-with-unit", "What stands behind the digits of HOLDFOR is passed over.",
       cites("rfc4865/4.2-12"), asks<RequestSlip::holdfor_with_unit>},
      {"accepts-holdfor-of-ten-digits", "HOLDFOR is taken with ten digits.", cites("rfc4865/4.2-12"),
       asks<RequestSlip::holdfor_of_ten_digits>},
      {"accepts-holdfor-without-value", "HOLDFOR is taken without a value.", cites("rfc4865/4.2-12"),
       asks<RequestSlip::holdfor_without_value>},
      {"accepts-any-holduntil", "HOLDUNTIL that is no date is taken.", cites("rfc4865/4.2-13"),
       asks<RequestSlip::holduntil_of_any_form>},
      {"accepts-hold-twice", "HOLDFOR or HOLDUNTIL is taken twice.", cites("rfc4865/4.2-9"),
       asks<RequestSlip::hold_twice>},
      {"accepts-both-holds", "HOLDFOR and HOLDUNTIL are taken together.", cites("rfc4865/4.2-9"),
       asks<RequestSlip::hold_both_ways>},
      {"hold-refusal-is-555", "What is wrong with HOLDFOR and HOLDUNTIL is answered with 555.",
       cites("rfc4865/4.2-10"),
       [](Behaviour& b) {
         for (const Situation one : refusals) b.replies[one].code = 555;
       }},
      {"hold-refusal-is-a-protocol-error",
       "The refusal of HOLDFOR and HOLDUNTIL has the enhanced code 5.5.0.", cites("rfc4865/4.2-11"),
       [](Behaviour& b) {
         for (const Situation one : refusals) b.replies[one].enhanced = "5.5.0";
       }},
  };
}

std::vector<Fault> hold_faults_of_time() {
  return {
      {"releases-holdfor-at-once", "A message with HOLDFOR is delivered at once.", cites("rfc4865/4.2-5"),
       asks<RequestSlip::holdfor_released>},
      {"releases-holduntil-at-once", "A message with HOLDUNTIL is delivered at once.", cites("rfc4865/4.2-6"),
       asks<RequestSlip::holduntil_released>},
      {"accepts-hold-beyond-by", "HOLDFOR beyond the time of BY is taken.", cites("rfc4865/5.2.2-1"),
       asks<RequestSlip::hold_beyond_by>},
      {"hold-beyond-by-is-555", "HOLDFOR beyond the time of BY is answered with 555.",
       cites("rfc4865/5.2.2-2"),
       [](Behaviour& b) {
         b.replies[Situation::hold_beyond_by].code = 555;
       }},
      {"hold-beyond-by-is-a-protocol-error",
       "The refusal of HOLDFOR beyond the time of BY has the enhanced code 5.5.0.", cites("rfc4865/5.2.2-3"),
       [](Behaviour& b) {
         b.replies[Situation::hold_beyond_by].enhanced = "5.5.0";
       }},
  };
}

}  // namespace

std::vector<Fault> future_release_faults() {
  std::vector<Fault> all = hold_faults_of_offer();
  for (auto* area : {hold_faults_of_values, hold_faults_of_time})
    for (Fault& one : area()) all.push_back(std::move(one));
  return all;
}

}  // namespace smtpspec::reference

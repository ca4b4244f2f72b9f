// Faults of DELIVERBY, RFC 2852.
#include "reference/fault_areas.hpp"

namespace smtpspec::reference {
namespace {

using ledger::cites;
using Slip = ParameterSlip;

std::vector<Fault> faults_of_offer() {
  return {
      {"deliverby-not-served", "DELIVERBY is listed, and BY is a parameter that nobody knows.",
       cites("rfc2852/2-4"),
       [](Behaviour& b) {
         b.offers.not_served.add(Extension::deliver_by);
       }},
      {"deliverby-unlisted", "BY is taken, and DELIVERBY is not in the list.", cites("rfc2852/2-1"),
       [](Behaviour& b) {
         for (auto* list : {&b.offers.in_clear, &b.offers.in_tls}) list->remove(Extension::deliver_by);
         b.offers.unlisted.add(Extension::deliver_by);
       }},
      {"deliverby-minimum-with-unit", "The minimum of DELIVERBY is a number of minutes, and says so.",
       cites("rfc2852/2-2"),
       [](Behaviour& b) {
         b.offers.deliver_by_parameter = "1m";
       }},
      {"by-minimum-for-all", "The minimum of DELIVERBY is held against mode N as well.", cites("rfc2852/3-5"),
       slips<Slip::by_minimum_for_all>},
      {"by-minimum-exceeded-only", "With mode R a time of exactly the minimum is refused.",
       cites("rfc2852/3-2"), slips<Slip::by_minimum_above>},
      {"accepts-by-below-minimum", "With mode R a time below the minimum is taken.", cites("rfc2852/3-1"),
       slips<Slip::by_below_minimum>},
      {"by-below-minimum-is-501", "A time below the minimum is refused with 501.", cites("rfc2852/3-1"),
       [](Behaviour& b) {
         b.replies[Situation::by_below_minimum].code = 501;
       }},
  };
}

std::vector<Fault> faults_of_times() {
  return {
      {"by-time-of-eight-digits", "A time of nine digits is malformed.", cites("rfc2852/4-3"),
       slips<Slip::by_of_eight_digits>},
      {"by-time-of-any-length", "Of a time the first nine digits count, and the others are passed over.",
       cites("rfc2852/4-4"), slips<Slip::by_of_any_length>},
      {"by-time-without-plus", "A time with a plus sign is malformed.", cites("rfc2852/4-2"),
       slips<Slip::by_without_plus>},
      {"accepts-by-without-digits", "A time without digits is taken.", cites("rfc2852/4-4"),
       slips<Slip::by_without_digits>},
      {"refuses-past-by", "With mode N a zero or negative time is refused.", cites("rfc2852/4-12"),
       slips<Slip::past_by_refused>},
      {"accepts-past-by-with-return", "With mode R a zero or negative time is taken.", cites("rfc2852/4-13"),
       slips<Slip::past_by_returned>},
      {"past-by-is-555", "With mode R a zero or negative time is refused as if it were valid, with 555.",
       cites("rfc2852/4-13"),
       [](Behaviour& b) {
         b.replies[Situation::by_past].code = 555;
       }},
      {"past-by-is-a-protocol-error", "The refusal of a zero or negative time has the enhanced code 5.5.0.",
       cites("rfc2852/4-14"),
       [](Behaviour& b) {
         b.replies[Situation::by_past].enhanced = "5.5.0";
       }},
      {"holds-by-message", "A message with BY is not filed before its time.", cites("rfc2852/4-10"),
       slips<Slip::by_message_held>},
  };
}

std::vector<Fault> faults_of_modes() {
  return {
      {"accepts-by-without-value", "BY is taken without a value.", cites("rfc2852/4-8"),
       slips<Slip::by_without_value>},
      {"accepts-by-without-mode", "A time without a mode is taken.", cites("rfc2852/4-5"),
       slips<Slip::by_without_mode>},
      {"accepts-any-by-mode", "A mode that is neither N nor R is taken.", cites("rfc2852/4-5"),
       slips<Slip::by_of_any_mode>},
      {"by-mode-with-anything", "What stands behind the mode is passed over.", cites("rfc2852/4-1"),
       slips<Slip::by_with_tail>},
      {"by-in-capitals-only", "Mode and trace are known in capitals only.", cites("rfc2852/4-6"),
       slips<Slip::by_in_capitals>},
  };
}

}  // namespace

std::vector<Fault> deliver_by_faults() {
  std::vector<Fault> all = faults_of_offer();
  for (auto* area : {faults_of_times, faults_of_modes})
    for (const Fault& one : area()) all.push_back(one);
  return all;
}

}  // namespace smtpspec::reference

// Faults of MT-PRIORITY, RFC 6710.
#include "reference/fault_areas.hpp"

namespace smtpspec::reference {
namespace {

using ledger::cites;

}  // namespace

std::vector<Fault> mt_priority_faults() {
  return {
      {"mt-priority-not-served", "MT-PRIORITY is listed, and is a parameter that nobody knows.",
       cites("rfc6710/3-4"),
       [](Behaviour& b) {
         b.offers.not_served.add(Extension::mt_priority);
       }},
      {"mt-priority-unlisted", "MT-PRIORITY is taken, and is not in the list.", cites("rfc6710/3-1"),
       [](Behaviour& b) {
         for (auto* list : {&b.offers.in_clear, &b.offers.in_tls}) list->remove(Extension::mt_priority);
         b.offers.unlisted.add(Extension::mt_priority);
       }},
      {"mt-priority-of-two-policies", "MT-PRIORITY is offered with the names of two policies.",
       cites("rfc6710/3-2"),
       [](Behaviour& b) {
         b.offers.mt_priority_parameter = "MIXER NSEP";
       }},
      {"mt-priority-of-levels-only", "A priority between two levels is refused.", cites("rfc6710/3-5"),
       asks<RequestSlip::priority_of_even_numbers>},
      {"accepts-priority-of-two-digits", "A priority beyond 9 is taken for 9, one below -9 for -9.",
       cites("rfc6710/4.1-1"), asks<RequestSlip::priority_of_two_digits>},
      {"accepts-priority-with-plus", "A priority with a plus sign is taken.", cites("rfc6710/4.1-1"),
       asks<RequestSlip::priority_with_plus>},
      {"accepts-priority-with-zero", "A priority with a zero in front is taken, and so is a negative zero.",
       cites("rfc6710/4.1-1"), asks<RequestSlip::priority_with_zero>},
      {"accepts-priority-in-words", "A priority that is no number is taken for 0.", cites("rfc6710/4.1-1"),
       asks<RequestSlip::priority_of_words>},
      {"accepts-priority-without-value", "MT-PRIORITY is taken without a value.", cites("rfc6710/4.1-1"),
       asks<RequestSlip::priority_without_value>},
      {"accepts-priority-twice", "MT-PRIORITY is taken twice, and the last one counts.",
       cites("rfc6710/4.1-2"), asks<RequestSlip::priority_twice>},
      {"changed-priority-untold", "Of a changed priority nothing is told but the enhanced code.",
       cites("rfc6710/4.1-9"),
       [](Behaviour& b) {
         b.replies[Situation::priority_lowered].text = "priority changed";
       }},
  };
}

}  // namespace smtpspec::reference

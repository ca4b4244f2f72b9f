// Faults of paths in MAIL and RCPT: what is taken for malformed, and what is taken as it came.
#include "reference/fault_areas.hpp"

namespace smtpspec::reference {

using ledger::cites;

namespace {

std::vector<Fault> mistaken_paths() {
  return {
      {"address-literal-is-no-domain", "A mailbox with an address literal behind its @ is malformed.",
       cites("rfc5321/4.1.2-11"), mistakes<Form::literal_domain>},
      {"atext-is-letters-and-digits", "An unquoted local-part has letters, digits and - _ + . only.",
       cites("rfc5321/4.1.2-12"), mistakes<Form::rare_atext>},
      {"capital-domain-is-malformed", "A domain in upper case is malformed.", cites("rfc5321/2.4-7"),
       mistakes<Form::capital_domain>},
      {"domain-needs-a-dot", "A domain of one label is malformed.", cites("rfc5321/4.1.2-8"),
       mistakes<Form::one_label>},
      {"dot-in-local-part-is-malformed", "An unquoted local-part with a dot is malformed.",
       cites("rfc5321/4.1.2-13"), mistakes<Form::inner_dot>},
      {"empty-quotes-are-malformed", "A local-part of two quotes with nothing between them is malformed.",
       cites("rfc5321/4.1.2-18"), mistakes<Form::empty_quotes>},
      {"labels-are-letters", "Labels of a domain neither begin with a digit nor have a hyphen.",
       cites("rfc5321/4.1.2-9"), mistakes<Form::digit_or_hyphen_label>},
      {"quoted-blank-is-malformed", "A blank in a quoted local-part is malformed.", cites("rfc5321/4.1.2-15"),
       mistakes<Form::quoted_blank>},
      {"quoted-pair-is-malformed", "A backslash in a quoted local-part is malformed.",
       cites("rfc5321/4.1.2-17"), mistakes<Form::quoted_pair>},
      {"quoted-special-is-malformed", "An @, >, comma or colon in a quoted local-part is malformed.",
       cites("rfc5321/4.1.2-16"), mistakes<Form::quoted_special>},
      {"reverse-route-is-malformed", "A reverse-path with a source route is malformed.",
       cites("rfc5321/4.1.2-3"), mistakes<Form::reverse_route>},
      {"second-parameter-is-malformed", "MAIL has one parameter at most.", cites("rfc5321/4.1.2-5"),
       mistakes<Form::second_parameter>},
      {"short-local-part-limit", "A local-part of more than 32 octets is malformed.",
       cites("rfc5321/4.5.3.1.1-1", "rfc5321/4.5.3.1.3-1"), mistakes<Form::long_local_part>},
      {"short-path-limit", "A path of more than 128 octets is too long.", cites("rfc5321/4.5.3.1.3-1"),
       mistakes<Form::long_path>},
  };
}

std::vector<Fault> overlooked_paths() {
  return {
      {"accepts-control-octets", "Control characters in a local-part are taken as they come.",
       cites("rfc5321/4.1.2-27"), overlooks<Malformation::control_octet>},
      {"accepts-misplaced-dots", "Dots at the ends of a local-part, and two of them, are taken as they come.",
       cites("rfc5321/4.1.2-14"), overlooks<Malformation::misplaced_dot>},
      {"accepts-null-recipient", "RCPT is accepted with a null path.", cites("rfc5321/4.1.2-28"),
       overlooks<Malformation::null_forward_path>},
      {"accepts-numbered-domain", "A domain of # and a number is taken as it comes.", cites("rfc5321/F.4-2"),
       overlooks<Malformation::numbered_domain>},
      {"accepts-odd-labels", "Empty labels of a domain, and hyphens at their ends, are taken as they come.",
       cites("rfc5321/4.1.2-10"), overlooks<Malformation::odd_label>},
      {"accepts-stray-octets",
       "Blanks, commas and the like in an unquoted local-part are taken as they come.",
       cites("rfc5321/4.1.2-32"), overlooks<Malformation::stray_octet>},
      {"malformed-parameters-ignored", "Parameters with = and no value, or without keyword, are passed over.",
       cites("rfc5321/4.1.2-6"), overlooks<Malformation::parameter>},
  };
}

}  // namespace

std::vector<Fault> address_faults() {
  std::vector<Fault> all = mistaken_paths();
  for (Fault& one : overlooked_paths()) all.push_back(std::move(one));
  for (Fault& one : std::vector<Fault>{
           {"blank-behind-the-colon-is-503", "A blank behind the colon of MAIL or RCPT is answered with 503.",
            cites("rfc5321/3.3-10"),
            [](Behaviour& b) {
              b.replies[Situation::blank_before_path] = {503, "5.5.1", "bad sequence of commands"};
            }},
           {"long-path-wrong-code", "A path beyond the limits of 4.5.3.1 is answered with 554.",
            cites("rfc5321/4.5.3.1.9-2"),
            [](Behaviour& b) {
              b.policies.add(Policy::refuses_long_paths);
              b.replies[Situation::path_too_long] = {554, "5.1.0", "path too long"};
            }},
           {"quoted-names-are-others",
            "A mailbox is known by its plain name only, not by the quoted forms of it.",
            cites("rfc5321/4.1.2-22"),
            [](Behaviour& b) {
              b.habits.add(Habit::compares_quoted_names_as_they_came);
            }},
           {"relaying-refused-with-553", "What asks for relaying is refused with 553.",
            cites("rfc5321/3.6.2-2"),
            [](Behaviour& b) {
              b.replies[Situation::relaying_refused].code = 553;
            }},
       })
    all.push_back(std::move(one));
  return all;
}

}  // namespace smtpspec::reference

#include "reference/commands.hpp"

#include <algorithm>
#include <array>
#include <string>

#include "reference/address_reading.hpp"
#include "text/visible.hpp"

namespace smtpspec::reference {
namespace {

using smtp::Command;

Situation rset(const Behaviour& behaviour, Session& session, const Command& command) {
  if (command.has_argument && !behaviour.lets_pass(Offence::argument)) return Situation::argument_not_allowed;
  if (!session.sender && behaviour.denies(Right::idle_rset)) return Situation::command_before_greeting;
  if (++session.resets > 20 && behaviour.has(Lapse::tires_of_resets))
    return Situation::command_before_greeting;
  if (session.resets > 20 && behaviour.has(Lapse::hangs_up_at_resets)) return Situation::broken_down;
  if (session.greeting == Greeting::none && behaviour.has(Lapse::takes_rset_for_a_greeting))
    session.greeting = Greeting::ehlo;
  forget_at(Event::rset, behaviour, session);
  session.ended_by_last = false;
  return Situation::reset;
}

Situation noop(const Behaviour& behaviour, Session& session, const Command& command) {
  if (command.has_argument && behaviour.denies(Right::noop_argument)) return Situation::argument_not_allowed;
  forget_at(Event::noop, behaviour, session);
  return Situation::nothing_done;
}

Situation help(const Behaviour& behaviour, Session& session, const Command&) {
  if (!serves(behaviour, session, Extension::help)) return Situation::help_not_implemented;
  forget_at(Event::help, behaviour, session);
  return Situation::help;
}

Situation vrfy(const Behaviour& behaviour, Session& session, const Command& command) {
  if (behaviour.denies(Right::vrfy)) return Situation::unknown_command;
  if (command.argument.empty() && !behaviour.lets_pass(Offence::vrfy_without_name))
    return Situation::name_missing;
  if (refuses_form_of_name(behaviour, command.argument)) return Situation::argument_malformed;
  if (asks_for_utf8(command.argument) && behaviour.denies(Right::vrfy_smtputf8))
    return Situation::argument_malformed;
  if (asks_for_utf8_with_value(command.argument) && !behaviour.makes(Utf8Mistake::takes_value_in_vrfy) &&
      serves(behaviour, session, Extension::smtputf8))
    return Situation::smtputf8_with_value;
  const bool is_ascii = std::none_of(command.argument.begin(), command.argument.end(),
                                     [](char one) { return static_cast<unsigned char>(one) >= 0x80; });
  if (!is_ascii && behaviour.makes(Utf8Mistake::refuses_verified_string))
    return Situation::argument_malformed;
  forget_at(Event::vrfy, behaviour, session);
  return verify(behaviour, session, command);
}

Situation expn(const Behaviour& behaviour, Session& session, const Command& command) {
  if (!serves(behaviour, session, Extension::expn)) return Situation::expansion_not_implemented;
  if (command.argument.empty() && !behaviour.lets_pass(Offence::expn_without_name))
    return Situation::name_missing;
  if (refuses_form_of_name(behaviour, command.argument)) return Situation::argument_malformed;
  if (asks_for_utf8(command.argument) && behaviour.makes(Utf8Mistake::refuses_expn_parameter))
    return Situation::argument_malformed;
  forget_at(Event::expn, behaviour, session);
  return expand(behaviour, session, command);
}

Situation quit(const Behaviour& behaviour, Session& session, const Command& command) {
  if (command.has_argument && !behaviour.lets_pass(Offence::argument)) return Situation::argument_not_allowed;
  if (session.greeting == Greeting::none && behaviour.denies(Right::quit_before_greeting))
    return Situation::command_before_greeting;
  if (session.authenticated && behaviour.has(ReversalSlip::no_quit_behind_login))
    return Situation::command_before_greeting;
  return Situation::goodbye;
}

struct Row {
  std::string_view verb;
  Situation (*perform)(const Behaviour&, Session&, const Command&);
  bool at_any_time;  // without EHLO before it, RFC 5321 4.1.4
};

constexpr std::array rows = {
    Row{"EHLO", ehlo, false}, Row{"HELO", helo, false}, Row{"STARTTLS", starttls, false},
    Row{"MAIL", mail, false}, Row{"RCPT", rcpt, false}, Row{"DATA", data, false},
    Row{"RSET", rset, true},  Row{"NOOP", noop, true},  Row{"HELP", help, true},
    Row{"VRFY", vrfy, true},  Row{"EXPN", expn, true},  Row{"QUIT", quit, false},
    Row{"ETRN", etrn, false}, Row{"ATRN", atrn, false}, Row{"BURL", burl, false},
};

}  // namespace

Situation perform(const Behaviour& behaviour, Session& session, const Command& command) {
  for (const Row& row : rows) {
    if (row.verb != command.verb) continue;
    if (row.at_any_time && session.greeting == Greeting::none &&
        behaviour.denies(Right::command_before_greeting))
      return Situation::command_before_greeting;
    return row.perform(behaviour, session, command);
  }
  forget_at(Event::unknown_command, behaviour, session);
  const auto& further = behaviour.further_verbs;
  if (std::find(further.begin(), further.end(), command.verb) != further.end())
    return Situation::further_verb;
  return Situation::unknown_command;
}

bool is_known(const Command& command) {
  return std::any_of(rows.begin(), rows.end(), [&](const Row& row) { return row.verb == command.verb; });
}

smtp::PathArgumentReading read_path_argument(const Behaviour& behaviour, const Command& command,
                                             std::string_view keyword) {
  if (behaviour.minds_case_of(CaseSensitive::from_and_to) && !command.argument.starts_with(keyword))
    return {.defect = smtp::ArgumentDefect::missing_from_or_to};
  const std::string argument = mended(behaviour, command.argument);
  if (!behaviour.lets_pass(Offence::invalid_utf8) || text::is_utf8(argument))
    return smtp::parse_path_argument(misread_path_argument(behaviour, argument), keyword);
  std::string readable;
  for (char octet : argument) {
    if (static_cast<unsigned char>(octet) < 0x80)
      readable += octet;
    else
      readable += "\xEF\xBF\xBD";  // U+FFFD
  }
  return smtp::parse_path_argument(readable, keyword);
}

Situation malformed(smtp::ArgumentDefect defect, Situation path) {
  if (defect == smtp::ArgumentDefect::bad_path) return path;
  return defect == smtp::ArgumentDefect::blank_before_path ? Situation::blank_before_path
                                                           : Situation::argument_malformed;
}

}  // namespace smtpspec::reference

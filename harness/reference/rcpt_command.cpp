#include <algorithm>
#include <utility>

#include "reference/address_reading.hpp"
#include "reference/commands.hpp"
#include "reference/directory.hpp"
#include "reference/dsn_parameters.hpp"
#include "reference/further_parameters.hpp"

namespace smtpspec::reference {
namespace {

// "a\b"@c and ab@c are the same mailbox (RFC 5321 4.1.2).
std::string unquoted(std::string_view local_part) {
  if (local_part.size() < 2 || local_part.front() != '"') return std::string(local_part);
  std::string plain;
  for (std::size_t i = 1; i + 1 < local_part.size(); ++i) {
    if (local_part[i] == '\\' && i + 2 < local_part.size()) ++i;
    plain += local_part[i];
  }
  return plain;
}

bool contains(const std::vector<std::string>& names, std::string_view name) {
  return std::any_of(names.begin(), names.end(),
                     [&](const std::string& known) { return smtp::equal_ignoring_case(known, name); });
}

Situation judge_mailbox(const Behaviour& behaviour, const smtp::Path& path) {
  const std::string local_part =
      behaviour.has(Habit::compares_quoted_names_as_they_came) ? path.local_part : unquoted(path.local_part);
  const bool postmaster = smtp::equal_ignoring_case(local_part, "postmaster");
  if (path.is_postmaster()) {
    const bool known = local_part == "Postmaster" || !behaviour.minds_case_of(CaseSensitive::postmaster);
    return known && !behaviour.denies(Right::postmaster) ? Situation::recipient_accepted
                                                         : Situation::mailbox_unknown;
  }
  if (contains(behaviour.customer_domains, path.domain)) return Situation::recipient_accepted;
  if (!contains(behaviour.local_domains, path.domain))
    return behaviour.relays ? Situation::recipient_accepted : Situation::relaying_refused;
  if (postmaster && behaviour.denies(Right::postmaster)) return Situation::mailbox_unknown;
  const std::string mailbox = local_part + "@" + path.domain;
  const bool known = contains(behaviour.mailboxes, mailbox) ||
                     smtp::equal_ignoring_case(mailbox, mailing_list) || !smtp::is_ascii(local_part);
  return known || behaviour.lets_pass(Offence::unknown_recipient) ? Situation::recipient_accepted
                                                                  : Situation::mailbox_unknown;
}

Situation judge_recipient(const Behaviour& behaviour, const smtp::PathArgument& argument) {
  const Situation situation = judge_mailbox(behaviour, argument.path);
  if (situation != Situation::mailbox_unknown || !behaviour.has(DsnSlip::never_knows_anybody))
    return situation;
  const smtp::Parameter* notify = argument.find("NOTIFY");
  return notify && notify->value == "NEVER" ? Situation::recipient_accepted : situation;
}

bool refuses_forward_path(const Behaviour& behaviour, const Session& session, const smtp::Path& path) {
  if (path.is_ascii()) return false;
  return session.smtputf8 ? refuses_in_spite_of_smtputf8(behaviour, path)
                          : !behaviour.lets_pass(Offence::recipient_not_ascii);
}

bool is_accepted(Situation situation) {
  return situation == Situation::recipient_accepted || situation == Situation::recipient_forwarded;
}

Situation add_recipient(const Behaviour& behaviour, Session& session, const smtp::Command& command) {
  const smtp::PathArgumentReading reading = read_path_argument(behaviour, command, "TO");
  if (!reading.argument) return malformed(reading.defect, Situation::recipient_malformed);
  const smtp::PathArgument& argument = *reading.argument;
  if (mistakes_path(behaviour, argument.path)) return Situation::recipient_malformed;

  // MTRK brings ORCPT along where DSN does not.
  const bool tracked = !serves(behaviour, session, Extension::dsn) &&
                       takes_recipient_parameters(behaviour, session, argument.parameters);
  const auto refusal = tracked ? std::nullopt : read_recipient_parameters(behaviour, session, argument);
  if (refusal) return *refusal;
  if (!argument.path.source_route.empty() && behaviour.denies(Right::source_route))
    return Situation::recipient_malformed;
  if (refuses_forward_path(behaviour, session, argument.path)) return Situation::recipient_not_ascii;
  if (session.forward_paths.size() >= behaviour.recipient_limit) return Situation::too_many_recipients;
  if (behaviour.keeps_to(Policy::refuses_long_paths) && is_too_long(argument.path))
    return Situation::path_too_long;
  Situation situation = judge_recipient(behaviour, argument);
  const Moved* who = situation == Situation::mailbox_unknown ? find_moved(argument.path.mailbox()) : nullptr;
  if (who) situation = recipient_who_moved(behaviour, session, *who);
  const bool first = !std::exchange(session.recipient_named, true);
  const bool refused = behaviour.keeps_to(Policy::refuses_recipients) ||
                       (first && behaviour.keeps_to(Policy::refuses_first_recipient));
  if (refused && is_accepted(situation)) return Situation::recipient_refused;
  if (is_accepted(situation)) {
    session.forward_paths.push_back(argument.path.mailbox());
    session.recipient_parameters.push_back(argument.parameters);
  }
  return situation;
}

bool knows_no_recipient(const Behaviour& behaviour, const Session& session) {
  const std::string& name = session.client_name;
  if (name.starts_with('[') && name != "[127.0.0.1]" && behaviour.has(Lapse::wants_the_clients_own_address))
    return true;
  const bool from_null = session.sender && session.sender->reverse_path.empty();
  return from_null && behaviour.has(Lapse::knows_no_recipient_of_null);
}

}  // namespace

Situation rcpt(const Behaviour& behaviour, Session& session, const smtp::Command& command) {
  if (!session.sender && !behaviour.lets_pass(Offence::recipient_before_mail))
    return session.has_accepted_message && behaviour.has(Lapse::breaks_down_at_late_recipient)
               ? Situation::broken_down
               : Situation::recipient_before_mail;
  const Situation situation = knows_no_recipient(behaviour, session)
                                  ? Situation::mailbox_unknown
                                  : add_recipient(behaviour, session, command);
  if (situation == Situation::too_many_recipients && behaviour.has(Habit::voids_recipients_at_the_limit)) {
    session.forward_paths.clear();
    session.recipient_parameters.clear();
  }
  session.last_recipient_refused = !is_accepted(situation);
  if (!is_accepted(situation)) {
    session.recipients_refused = true;
    forget_at(Event::recipient_refused, behaviour, session);
  }
  return situation;
}

}  // namespace smtpspec::reference

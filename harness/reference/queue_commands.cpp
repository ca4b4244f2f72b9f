// ETRN and ATRN: what waits for a domain is asked for. Nothing ever waits for ETRN.
#include <algorithm>

#include "reference/commands.hpp"
#include "reference/reversal.hpp"
#include "smtp/path.hpp"

namespace smtpspec::reference {
namespace {

bool is_among(const std::vector<std::string>& domains, std::string_view domain) {
  return std::any_of(domains.begin(), domains.end(),
                     [&](const std::string& one) { return smtp::equal_ignoring_case(one, domain); });
}

// A customer has what is delivered here, and what waits for customers.
bool is_a_customers(const Behaviour& behaviour, std::string_view domain) {
  return is_among(behaviour.local_domains, domain) || is_among(behaviour.customer_domains, domain);
}

bool is_qualified(std::string_view name) {
  return name.find('.') != name.npos;
}

Situation start_queue(const Behaviour& behaviour, std::string_view node) {
  if (node.starts_with('#'))
    return node.size() > 1 ? Situation::etrn_no_queue : Situation::etrn_node_malformed;
  const bool with_subdomains = node.starts_with('@');
  if (with_subdomains) node.remove_prefix(1);
  if (!smtp::is_domain(node) && !behaviour.lets_pass(Offence::etrn_node_malformed))
    return Situation::etrn_node_malformed;
  const bool lets_pass =
      behaviour.lets_pass(with_subdomains ? Offence::etrn_of_top_level : Offence::etrn_node_unqualified);
  if (smtp::is_domain(node) && !is_qualified(node)) {
    if (lets_pass) return Situation::etrn_idle;
    return with_subdomains ? Situation::etrn_not_allowed : Situation::etrn_node_malformed;
  }
  return is_a_customers(behaviour, node) || !smtp::is_domain(node) ? Situation::etrn_idle
                                                                   : Situation::etrn_not_allowed;
}

// Access is there: the connection is turned if something waits.
Situation turn(const Behaviour& behaviour, Session& session) {
  const bool waits =
      waits_for(session.waiting, session.asked_domains) && !behaviour.has(ReversalSlip::denies_waiting_mail);
  const bool turns =
      waits || behaviour.turns_without_mail || behaviour.has(ReversalSlip::turns_without_mail_to_send);
  return turns ? Situation::atrn_turned : Situation::atrn_no_mail;
}

Situation turn_for(const Behaviour& behaviour, Session& session, std::string_view domains) {
  const bool several = domains.find(',') != domains.npos;
  if (several && behaviour.denies(Right::atrn_of_several_domains)) return Situation::atrn_domain_malformed;
  bool has_access = true, behind_the_first = false;
  for (bool more = true; more;) {
    const std::size_t comma = domains.find(',');
    const std::string_view one = domains.substr(0, comma);
    more = comma != domains.npos;
    if (more) domains.remove_prefix(comma + 1);
    const bool well_formed = smtp::is_domain(one) && is_qualified(one);
    if (!well_formed && !behaviour.lets_pass(Offence::atrn_domain_malformed))
      return Situation::atrn_domain_malformed;
    const bool looks = !behind_the_first || !behaviour.lets_pass(Offence::atrn_access_behind_the_first);
    has_access = has_access && (!looks || !well_formed || is_a_customers(behaviour, one));
    behind_the_first = true;
    session.asked_domains.emplace_back(one);
  }
  return has_access || behaviour.lets_pass(Offence::atrn_without_access) ? turn(behaviour, session)
                                                                         : Situation::atrn_no_access;
}

}  // namespace

Situation etrn(const Behaviour& behaviour, Session& session, const smtp::Command& command) {
  if (!serves(behaviour, session, Extension::etrn)) return Situation::extension_not_offered;
  if (session.greeting == Greeting::none) return Situation::command_before_greeting;
  if (behaviour.denies(Right::etrn)) return Situation::unknown_command;
  if (session.sender && !behaviour.lets_pass(Offence::etrn_in_transaction))
    return Situation::etrn_in_transaction;
  if (session.has_accepted_message && behaviour.denies(Right::etrn_after_message))
    return Situation::etrn_in_transaction;
  if (command.argument.empty())
    return behaviour.lets_pass(Offence::etrn_without_node) ? Situation::etrn_idle
                                                           : Situation::etrn_node_missing;
  return start_queue(behaviour, command.argument);
}

Situation atrn(const Behaviour& behaviour, Session& session, const smtp::Command& command) {
  if (!serves(behaviour, session, Extension::atrn)) return Situation::extension_not_offered;
  if (session.greeting == Greeting::none) return Situation::command_before_greeting;
  const bool failed_will_do = session.auth_has_failed && behaviour.has(ReversalSlip::failed_login_will_do);
  if (!session.authenticated && !failed_will_do && !behaviour.lets_pass(Offence::atrn_without_login))
    return Situation::auth_required;
  if (behaviour.denies(Right::atrn)) return Situation::unknown_command;
  if (session.sender) return Situation::atrn_in_transaction;
  session.asked_domains.clear();
  if (!command.argument.empty()) return turn_for(behaviour, session, command.argument);
  if (behaviour.denies(Right::atrn_without_domain)) return Situation::atrn_domain_malformed;
  session.asked_domains = behaviour.local_domains;
  session.asked_domains.insert(session.asked_domains.end(), behaviour.customer_domains.begin(),
                               behaviour.customer_domains.end());
  return turn(behaviour, session);
}

}  // namespace smtpspec::reference

// The names that VRFY and EXPN ask for (RFC 5321 section 3.5).
#include <algorithm>

#include "reference/address_reading.hpp"
#include "reference/commands.hpp"
#include "reference/directory.hpp"

namespace smtpspec::reference {
namespace {

// A user name, as VRFY and EXPN have it: quotes, brackets and the parameter of RFC 6531 are no part of it.
std::string bare_name(std::string_view argument) {
  constexpr std::string_view parameter = " SMTPUTF8";
  if (smtp::upper(argument).ends_with(parameter)) argument.remove_suffix(parameter.size());
  const auto strip = [&](char front, char back) {
    if (argument.size() < 2 || argument.front() != front || argument.back() != back) return;
    argument.remove_prefix(1);
    argument.remove_suffix(1);
  };
  strip('<', '>');
  strip('"', '"');
  return std::string(argument);
}

bool is_beyond_ascii(std::string_view octets) {
  return std::any_of(octets.begin(), octets.end(),
                     [](char one) { return static_cast<unsigned char>(one) >= 0x80; });
}

const std::string* mailbox_of_name(const Behaviour& behaviour, const std::string& name) {
  const auto is_meant = [&](const std::string& mailbox) {
    const std::string_view local_part = std::string_view(mailbox).substr(0, mailbox.rfind('@'));
    return smtp::equal_ignoring_case(mailbox, name) || smtp::equal_ignoring_case(local_part, name);
  };
  const auto found = std::find_if(behaviour.mailboxes.begin(), behaviour.mailboxes.end(), is_meant);
  return found == behaviour.mailboxes.end() ? nullptr : &*found;
}

// What a server tells that looks nothing up; where the name is none that a mailbox could have, any other.
std::string made_up_mailbox(const Behaviour& behaviour, const std::string& name) {
  constexpr std::string_view usual = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789@.-_+";
  const std::size_t at = name.find('@');
  const bool usable = name.find_first_not_of(usual) == name.npos && !name.empty() && at != 0 &&
                      at + 1 != name.size() && at == name.rfind('@');
  if (!usable) return behaviour.mailboxes.front();
  return at == name.npos ? name + "@" + behaviour.local_domains.front() : name;
}

bool is_the_list(std::string_view name) {
  return smtp::equal_ignoring_case(name, mailing_list) ||
         smtp::equal_ignoring_case(name, mailing_list.substr(0, mailing_list.find('@')));
}

// As they stand between the brackets of one reply: those between two of them, and the line ends, come along.
std::string members_in_lines() {
  std::string members;
  for (const std::string_view one : members_of_the_list)
    members.append(members.empty() ? "" : ">\n<").append(one);
  return members;
}

Situation verified_name(const Behaviour& behaviour, Session& session, const std::string& name) {
  if (const std::string* mailbox = mailbox_of_name(behaviour, name)) {
    session.mailbox_told = *mailbox;
    return Situation::verified;
  }
  const std::size_t at = name.rfind('@');
  const bool is_local =
      at != name.npos &&
      std::any_of(behaviour.local_domains.begin(), behaviour.local_domains.end(), [&](const auto& one) {
        return smtp::equal_ignoring_case(one, std::string_view(name).substr(at + 1));
      });
  return is_local ? Situation::mailbox_denied : Situation::cannot_verify;
}

}  // namespace

bool refuses_form_of_name(const Behaviour& behaviour, std::string_view name) {
  if (mistakes_user(behaviour, name)) return true;
  if (name.starts_with('"')) return false;
  return behaviour.denies(name.find('@') == name.npos ? Right::user_name : Right::mailbox_as_name);
}

Situation verify(const Behaviour& behaviour, Session& session, const smtp::Command& command) {
  const std::string name = bare_name(command.argument);
  if (is_beyond_ascii(name) && !asks_for_utf8(command.argument) &&
      behaviour.makes(Utf8Mistake::tells_unasked)) {
    session.mailbox_told = name.find('@') == name.npos ? name + "@" + behaviour.local_domains.front() : name;
    return Situation::verified;
  }
  if (behaviour.has(Habit::verifies_anybody)) {
    session.mailbox_told = made_up_mailbox(behaviour, name);
    return Situation::verified;
  }
  if (const Moved* who = find_moved(name))
    return name_of_who_moved(session, *who, asks_for_utf8(command.argument));
  return behaviour.keeps_to(Policy::verifies) ? verified_name(behaviour, session, name)
                                              : Situation::cannot_verify;
}

Situation expand(const Behaviour& behaviour, Session& session, const smtp::Command& command) {
  const std::string name = bare_name(command.argument);
  if (is_the_list(name)) {
    session.mailbox_told = members_in_lines();
    return Situation::expanded;
  }
  const std::string* mailbox = mailbox_of_name(behaviour, name);
  if (!mailbox && !behaviour.has(Habit::expands_anybody) && !name.empty()) return Situation::list_unknown;
  session.mailbox_told = mailbox ? *mailbox : made_up_mailbox(behaviour, name);
  return Situation::expanded;
}

}  // namespace smtpspec::reference

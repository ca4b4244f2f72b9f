#include "reference/directory.hpp"

#include <algorithm>
#include <utility>

#include "smtp/command.hpp"

namespace smtpspec::reference {
namespace {

constexpr std::array everybody = {forwarded, moved, forwarded_beyond_ascii, moved_beyond_ascii};

}  // namespace

const Moved* find_moved(std::string_view name) {
  const auto is_meant = [&](const Moved& one) {
    return smtp::equal_ignoring_case(one.address, name) ||
           smtp::equal_ignoring_case(one.address.substr(0, one.address.find('@')), name);
  };
  const auto* const found = std::find_if(everybody.begin(), everybody.end(), is_meant);
  return found == everybody.end() ? nullptr : found;
}

Situation recipient_who_moved(const Behaviour& behaviour, Session& session, const Moved& who) {
  session.mailbox_told = who.new_address;
  const bool was_told = std::exchange(session.told_of_a_move, true);
  const bool relies_on_it =
      was_told && behaviour.has(who.is_forwarded ? Lapse::forwards_once : Lapse::refuses_once_who_has_moved);
  const bool tells = session.smtputf8 || smtp::is_ascii(who.new_address) ||
                     behaviour.makes(Utf8Mistake::tells_new_address_unasked);
  if (who.is_forwarded != relies_on_it)
    return tells ? Situation::recipient_forwarded : Situation::recipient_accepted;
  return tells ? Situation::recipient_moved : Situation::mailbox_unknown;
}

Situation name_of_who_moved(Session& session, const Moved& who, bool asks_for_utf8) {
  session.mailbox_told = who.new_address;
  const bool tells = asks_for_utf8 || smtp::is_ascii(who.new_address);
  if (who.is_forwarded) return tells ? Situation::name_forwarded : Situation::cannot_verify;
  return tells ? Situation::name_moved : Situation::mailbox_denied;
}

}  // namespace smtpspec::reference

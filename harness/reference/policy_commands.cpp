#include <algorithm>
#include <array>

#include "reference/commands.hpp"
#include "smtp/limits.hpp"

namespace smtpspec::reference {
namespace {

template <std::size_t size>
bool is_one_of(const std::array<std::string_view, size>& verbs, std::string_view verb) {
  return std::find(verbs.begin(), verbs.end(), verb) != verbs.end();
}

constexpr std::array<std::string_view, 4> before_tls = {"NOOP", "EHLO", "STARTTLS", "QUIT"};
constexpr std::array<std::string_view, 7> before_login = {"AUTH", "EHLO", "HELO",    "NOOP",
                                                          "RSET", "QUIT", "STARTTLS"};

}  // namespace

std::optional<Situation> barred_by_policy(const Behaviour& behaviour, const Session& session,
                                          const smtp::Command& command) {
  if (behaviour.keeps_to(Policy::turns_sessions_away) && command.verb != "QUIT")
    return Situation::session_refused;
  if (behaviour.keeps_to(Policy::tls_first) && session.channel == Channel::clear &&
      !is_one_of(before_tls, command.verb))
    return Situation::tls_required;
  if (behaviour.keeps_to(Policy::login_first) && !session.authenticated &&
      !is_one_of(before_login, command.verb))
    return Situation::auth_required;
  return std::nullopt;
}

bool is_too_long(const smtp::Path& path) {
  constexpr std::size_t brackets = 2;
  return path.local_part.size() > smtp::limits::local_part || path.domain.size() > smtp::limits::domain ||
         path.source_route.size() + path.mailbox().size() + brackets > smtp::limits::path;
}

}  // namespace smtpspec::reference

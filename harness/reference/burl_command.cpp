// BURL: a part of the message, or all of it, is fetched from a URL. There is one that can be fetched.
#include <algorithm>

#include "reference/commands.hpp"
#include "smtp/submission_values.hpp"

namespace smtpspec::reference {
namespace {

// The argument as a server with a slip reads it.
std::string misread_url_argument(const Behaviour& behaviour, std::string argument) {
  if (smtp::equal_ignoring_case(argument, "LAST") && behaviour.has(RequestSlip::burl_without_url))
    return behaviour.stored_url + " LAST";
  if (argument.find(':') == argument.npos && behaviour.has(RequestSlip::burl_relative_url))
    return behaviour.stored_url + argument.substr(std::min(argument.find(' '), argument.size()));
  const std::size_t blank = argument.find(' ');
  if (blank == argument.npos) return argument;
  const std::string marker = argument.substr(blank + 1);
  const std::size_t tail = marker.find(' ');
  if (tail != marker.npos && behaviour.has(RequestSlip::burl_with_tail))
    return argument.substr(0, blank + 1 + tail);
  if (tail == marker.npos && behaviour.has(RequestSlip::burl_any_marker))
    return argument.substr(0, blank) + " LAST";
  return argument;
}

// Section 3.3 of RFC 4468: what is for "submit+" and a user is for nobody else.
std::string url_user(std::string_view url) {
  constexpr std::string_view access = ";urlauth=submit+";
  const std::size_t at = url.find(access);
  if (at == url.npos) return {};
  const std::string_view rest = url.substr(at + access.size());
  return std::string(rest.substr(0, rest.find(':')));
}

bool is_an_account(const Behaviour& behaviour, std::string_view user) {
  return std::any_of(behaviour.accounts.begin(), behaviour.accounts.end(),
                     [&](const sasl::Credentials& one) { return one.user == user; });
}

std::optional<Situation> bars_burl(const Behaviour& behaviour, const Session& session) {
  if (!serves(behaviour, session, Extension::burl)) return Situation::extension_not_offered;
  if (!extended(session)) return Situation::command_before_greeting;
  if (!session.authenticated && !behaviour.has(RequestSlip::burl_without_login))
    return Situation::auth_required;
  if (behaviour.has(RequestSlip::burl_refused)) return Situation::extension_not_offered;
  return std::nullopt;
}

Situation not_fetched(const Behaviour& behaviour, Session& session, Situation why) {
  if (!behaviour.has(RequestSlip::burl_failure_keeps_transaction))
    forget_at(Event::message_refused, behaviour, session);
  return why;
}

Situation fetch_url(const Behaviour& behaviour, Session& session, const smtp::UrlArgument& argument) {
  const bool last_only = !argument.last && behaviour.has(RequestSlip::burl_last_only);
  const bool beside = session.content.has_chunks() && behaviour.has(RequestSlip::burl_beside_chunks);
  if (last_only || beside) return Situation::burl_malformed;
  const std::string user = url_user(argument.url);
  const bool foreign = !user.empty() && !is_an_account(behaviour, user);
  if (foreign && !behaviour.has(RequestSlip::burl_for_anybody))
    return not_fetched(behaviour, session, Situation::burl_not_permitted);
  const bool found = argument.url == behaviour.stored_url || foreign;
  if (!found && !behaviour.has(RequestSlip::burl_of_any_url))
    return not_fetched(behaviour, session, Situation::burl_not_fetched);
  session.content.append(behaviour.stored_message, chunk_filter(behaviour));
  session.content.end_chunk(behaviour.content.chunk_border);
  return argument.last ? Situation::burl_complete : Situation::burl_received;
}

}  // namespace

Situation burl(const Behaviour& behaviour, Session& session, const smtp::Command& command) {
  if (const auto situation = bars_burl(behaviour, session)) return *situation;
  const bool in_lower_case = command.argument.ends_with(" last");
  const auto argument = smtp::parse_url_argument(misread_url_argument(behaviour, command.argument));
  if (!argument || (in_lower_case && behaviour.has(RequestSlip::burl_in_capitals)))
    return Situation::burl_malformed;
  if (!session.sender)
    return behaviour.has(RequestSlip::burl_before_mail) ? Situation::burl_received
                                                        : Situation::burl_before_mail;
  if (session.forward_paths.empty())
    return behaviour.has(RequestSlip::burl_without_recipients) ? Situation::burl_received
                                                               : Situation::burl_without_recipients;
  return fetch_url(behaviour, session, *argument);
}

}  // namespace smtpspec::reference

// RFC 9422: the parameter of LIMITS in a reply to EHLO.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "smtp/command.hpp"
#include "smtp/mail_values.hpp"
#include "watch/checks.hpp"

namespace smtpspec::watch {
namespace {

void check_limit(const SeenReply& seen, std::string_view limit, Findings& findings) {
  constexpr std::array<std::string_view, 3> registered = {"MAILMAX", "RCPTMAX", "RCPTDOMAINMAX"};
  const std::size_t equals = limit.find('=');
  const std::string name = smtp::upper(limit.substr(0, equals));
  const bool is_registered = std::find(registered.begin(), registered.end(), name) != registered.end();
  findings.look({"watch/limit-unregistered"});
  if (is_registered) findings.look({"watch/limit-not-a-number"});
  if (!is_registered)
    return findings.note("watch/limit-unregistered",
                         {.entry = seen.entry,
                          .message = "the reply to EHLO announces a limit that nobody registered",
                          .expected = "MAILMAX, RCPTMAX or RCPTDOMAINMAX",
                          .got = shown(limit)});
  if (equals == limit.npos || !smtp::is_limit_number(limit.substr(equals + 1)))
    findings.note("watch/limit-not-a-number",
                  {.entry = seen.entry,
                   .message = fmt::format("the reply to EHLO announces {} without a number", name),
                   .expected = "one to six digits, the first of them not zero",
                   .got = shown(limit)});
}

void check_line(const SeenReply& seen, std::string_view text, Findings& findings) {
  findings.look({"watch/limits-malformed"});
  bool well_formed = true;
  std::string_view rest = text.substr(std::string_view("LIMITS").size());
  do {
    if (!rest.empty()) rest.remove_prefix(1);  // the blank
    const std::string_view limit = rest.substr(0, rest.find(' '));
    well_formed = well_formed && smtp::is_limit(limit);
    rest.remove_prefix(limit.size());
  } while (!rest.empty());
  if (!well_formed)
    return findings.note(
        "watch/limits-malformed",
        {.entry = seen.entry,
         .message = "the reply to EHLO offers LIMITS with something that is no list of limits",
         .expected = "LIMITS NAME or NAME=VALUE, one blank in front of each",
         .got = shown(text)});
  rest = text;
  for (std::size_t blank = rest.find(' '); blank != rest.npos; blank = rest.find(' ')) {
    rest.remove_prefix(blank + 1);
    check_limit(seen, rest.substr(0, rest.find(' ')), findings);
  }
}

}  // namespace

void check_limits(const SeenReply& seen, Findings& findings) {
  if (!seen.answers("EHLO") || !seen.asked_for || seen.shortened || seen.reply.code() != 250) return;
  if (seen.reply.has(smtp::ReplyDefect::no_code) || seen.reply.has(smtp::ReplyDefect::codes_differ)) return;
  for (std::size_t at = 1; at < seen.reply.lines.size(); ++at) {
    const std::string_view text = seen.reply.lines[at].text;
    if (smtp::equal_ignoring_case(text.substr(0, text.find(' ')), "LIMITS")) check_line(seen, text, findings);
  }
}

}  // namespace smtpspec::watch

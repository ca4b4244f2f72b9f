// What a client asks for with MT-PRIORITY, HOLDFOR and HOLDUNTIL, what it has fetched by BURL, and whom AUTH
// of MAIL names.
#include <fmt/format.h>

#include <algorithm>

#include "smtp/mail_values.hpp"
#include "smtp/submission_values.hpp"
#include "watch/client_checks.hpp"

namespace smtpspec::watch {
namespace {

using Parameters = std::vector<smtp::Parameter>;

void check_offered(const SeenCommand& seen, std::string_view parameter, std::string_view extension,
                   std::string_view rule, Findings& findings) {
  if (!seen.before.offers(extension))
    note(findings, rule, seen, fmt::format("{} is used though {} is not offered", parameter, extension),
         fmt::format("{} only where {} is offered", parameter, extension));
}

void check_priority(const SeenCommand& seen, const std::string& value, Findings& findings) {
  findings.look({"watch/client-mt-priority-malformed"});
  check_offered(seen, "MT-PRIORITY", "MT-PRIORITY", "watch/client-mt-priority-not-offered", findings);
  if (!smtp::parse_priority(value))
    note(findings, "watch/client-mt-priority-malformed", seen, "MT-PRIORITY has a form that is none",
         "MT-PRIORITY= and 0, or a digit with at most a minus sign");
}

std::optional<smtp::HoldLimits> announced(const SeenCommand& seen) {
  const smtp::Extension* offer = seen.before.offered ? seen.before.offered->find("FUTURERELEASE") : nullptr;
  return offer ? smtp::parse_hold_limits(offer->parameters) : std::nullopt;
}

void note_beyond(const SeenCommand& seen, Findings& findings) {
  note(findings, "watch/client-hold-beyond-limit", seen,
       "the message is to be held longer than was announced", "what FUTURERELEASE says at most");
}

void check_holdfor(const SeenCommand& seen, const std::string& value, const Parameters& all,
                   Findings& findings) {
  findings.look({"watch/client-holdfor-malformed"});
  const auto seconds = smtp::parse_hold_interval(value);
  if (!seconds)
    return note(findings, "watch/client-holdfor-malformed", seen, "HOLDFOR has a form that is none",
                "HOLDFOR= and 1 to 999999999");
  const auto limits = announced(seen);
  if (limits && *seconds > limits->seconds) note_beyond(seen, findings);
  for (const smtp::Parameter& one : all) {
    const auto by = one.keyword == "BY" ? smtp::parse_deliver_by(one.value.value_or("")) : std::nullopt;
    if (!by) continue;
    findings.look({"watch/client-hold-beyond-by"});
    if (*seconds >= by->seconds)
      note(findings, "watch/client-hold-beyond-by", seen, "the message is held beyond the time of BY",
           "a release before that time");
  }
}

void check_holduntil(const SeenCommand& seen, const std::string& value, Findings& findings) {
  findings.look({"watch/client-holduntil-malformed"});
  const auto time = smtp::parse_utc_time(value);
  if (!time)
    return note(findings, "watch/client-holduntil-malformed", seen, "HOLDUNTIL has a form that is none",
                "HOLDUNTIL= and a date-time of RFC 3339 in UTC");
  const auto limits = announced(seen);
  if (limits && *time > limits->latest) note_beyond(seen, findings);
}

// RFC 4954 section 5: a mailbox in xtext, or "<>".
void check_submitter_of_auth(const SeenCommand& seen, const std::string& value, Findings& findings) {
  findings.look({"watch/client-auth-parameter-malformed"});
  if (value != "<>" && !smtp::parse_submitter(value))
    note(findings, "watch/client-auth-parameter-malformed", seen, "AUTH has a form that is none",
         "AUTH=<>, or AUTH= and a mailbox in xtext");
}

bool is_hold(const smtp::Parameter& parameter) {
  return parameter.keyword == "HOLDFOR" || parameter.keyword == "HOLDUNTIL";
}

// RFC 4468 section 3.1 (3): a URL of IMAP needs a parameter that begins so.
bool may_be_fetched(const SeenCommand& seen, std::string_view url) {
  const smtp::Extension* offer = seen.before.offered ? seen.before.offered->find("BURL") : nullptr;
  if (!offer) return false;
  if (!smtp::upper(url.substr(0, 5)).starts_with("IMAP:")) return true;
  return std::any_of(offer->parameters.begin(), offer->parameters.end(), [](const std::string& one) {
    return smtp::equal_ignoring_case(one, "imap") || smtp::upper(one).starts_with("IMAP://");
  });
}

}  // namespace

void check_requests(const SeenCommand& seen, const Parameters& all, Findings& findings) {
  if (seen.command.verb != "MAIL") return;
  if (!seen.before.offers("MT-PRIORITY")) findings.look({"watch/client-mt-priority-not-offered"});
  if (!seen.before.offers("FUTURERELEASE")) findings.look({"watch/client-hold-not-offered"});
  const auto holds = std::count_if(all.begin(), all.end(), is_hold);
  if (holds > 0) {
    findings.look({"watch/client-hold-twice", "watch/client-hold-beyond-limit"});
    check_offered(seen, "a hold", "FUTURERELEASE", "watch/client-hold-not-offered", findings);
  }
  if (holds > 1)
    note(findings, "watch/client-hold-twice", seen, "MAIL has more than one of HOLDFOR and HOLDUNTIL", "one");
  for (const smtp::Parameter& one : all) {
    const std::string value = one.value.value_or("");
    if (one.keyword == "AUTH") check_submitter_of_auth(seen, value, findings);
    if (one.keyword == "MT-PRIORITY") check_priority(seen, value, findings);
    if (one.keyword == "HOLDFOR") check_holdfor(seen, value, all, findings);
    if (one.keyword == "HOLDUNTIL") check_holduntil(seen, value, findings);
  }
}

void check_url(const SeenCommand& seen, Findings& findings) {
  const std::string& verb = seen.command.verb;
  if (verb == "DATA" && !seen.before.offers("BURL")) findings.look({"watch/client-burl-not-offered"});
  if (verb != "BURL") return;
  findings.look({"watch/client-burl-not-offered", "watch/client-burl-malformed"});
  const auto argument = smtp::parse_url_argument(seen.command.argument);
  if (!argument)
    note(findings, "watch/client-burl-malformed", seen, "BURL has no URL, or more than LAST behind it",
         "BURL, an absolute URI, and at most LAST");
  if (!may_be_fetched(seen, argument ? argument->url : ""))
    note(findings, "watch/client-burl-not-offered", seen, "BURL is used for what is not offered",
         "BURL only where it is offered, with imap for a URL of IMAP");
}

}  // namespace smtpspec::watch

// Parameters of MAIL that few servers offer: BY, REQUIRETLS, SUBMITTER, SOLICIT and MTRK. Where they stand,
// and what they hold.
#include <fmt/format.h>

#include <algorithm>

#include "smtp/mail_values.hpp"
#include "watch/client_checks.hpp"

namespace smtpspec::watch {
namespace {

using GivenValue = std::optional<std::string>;

struct KnownParameter {
  std::string_view keyword;
  std::string_view extension;
  std::string_view unoffered;  // the rules
  std::string_view malformed;
  bool (*is_right)(const GivenValue&);
  std::string_view form;
};

constexpr KnownParameter known_parameters[] = {
    {"BY", "DELIVERBY", "watch/client-by-not-offered", "watch/client-by-malformed",
     [](const GivenValue& value) { return value && smtp::parse_deliver_by(*value); },
     "BY=, seconds, a semicolon and N or R, and T at most"},
    {"REQUIRETLS", "REQUIRETLS", "watch/client-requiretls-not-offered", "watch/client-requiretls-with-value",
     [](const GivenValue& value) { return !value; }, "REQUIRETLS alone"},
    {"SUBMITTER", "SUBMITTER", "watch/client-submitter-not-offered", "watch/client-submitter-malformed",
     [](const GivenValue& value) { return value && smtp::parse_submitter(*value); },
     "SUBMITTER= and a mailbox in xtext"},
    {"SOLICIT", "NO-SOLICITING", "watch/client-solicit-not-offered", "watch/client-solicit-malformed",
     [](const GivenValue& value) { return value && smtp::are_solicitation_keywords(*value); },
     "SOLICIT= and keywords with commas between them"},
    {"MTRK", "MTRK", "watch/client-mtrk-not-offered", "watch/client-mtrk-malformed",
     [](const GivenValue& value) { return value && smtp::is_tracking_request(*value); },
     "MTRK= and a certifier in base64, and at most a colon and up to nine digits"},
};

void check_parameter(const SeenCommand& seen, const KnownParameter& one, const GivenValue& value,
                     Findings& findings) {
  findings.look({one.malformed});
  if (!one.is_right(value))
    note(findings, one.malformed, seen, fmt::format("{} has a form that is none", one.keyword),
         std::string(one.form));
  if (!seen.before.offers(one.extension))
    note(findings, one.unoffered, seen,
         fmt::format("{} is used though {} is not offered", one.keyword, one.extension),
         fmt::format("{} only where {} is offered", one.keyword, one.extension));
}

bool stands_in(const std::vector<smtp::Parameter>& all, std::string_view keyword) {
  return std::any_of(all.begin(), all.end(),
                     [&](const smtp::Parameter& one) { return one.keyword == keyword; });
}

// RFC 3885 section 3.2.
void check_tracked(const SeenCommand& seen, const std::vector<smtp::Parameter>& all, Findings& findings) {
  if (!stands_in(all, "MTRK")) return;
  findings.look({"watch/client-mtrk-without-envid"});
  if (!stands_in(all, "ENVID"))
    note(findings, "watch/client-mtrk-without-envid", seen, "MTRK stands without ENVID", "ENVID beside MTRK");
}

}  // namespace

void check_further_parameters(const SeenCommand& seen, const std::vector<smtp::Parameter>& all,
                              Findings& findings) {
  if (seen.command.verb != "MAIL") return;
  if (!seen.before.in_tls) findings.look({"watch/client-requiretls-in-clear"});
  for (const KnownParameter& one : known_parameters) {
    if (!seen.before.offers(one.extension)) findings.look({one.unoffered});
    for (const smtp::Parameter& parameter : all)
      if (parameter.keyword == one.keyword) check_parameter(seen, one, parameter.value, findings);
  }
  check_tracked(seen, all, findings);
  if (stands_in(all, "REQUIRETLS") && !seen.before.in_tls)
    note(findings, "watch/client-requiretls-in-clear", seen, "REQUIRETLS is used outside of TLS",
         "REQUIRETLS inside TLS only");
}

}  // namespace smtpspec::watch

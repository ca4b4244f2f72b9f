// What a client uses of the server, against what the latest EHLO reply offered.
#include <fmt/format.h>

#include <algorithm>

#include "watch/client_checks.hpp"

namespace smtpspec::watch {
namespace {

void note(Findings& findings, std::string_view rule, const SeenCommand& seen, std::string_view what,
          std::string_view keyword) {
  findings.note(rule, {.entry = seen.entry,
                       .message = fmt::format("{} is used though {} is not offered", what, keyword),
                       .expected = fmt::format("{} only where {} is offered", what, keyword),
                       .got = shown(seen.octets)});
}

struct OfferedParameter {
  std::string_view parameter;
  std::string_view extension;
  std::string_view rule;
};

constexpr OfferedParameter parameters[] = {
    {"SIZE", "SIZE", "watch/client-size-not-offered"},
    {"SMTPUTF8", "SMTPUTF8", "watch/client-smtputf8-not-offered"},
    {"RET", "DSN", "watch/client-dsn-not-offered"},
    {"ENVID", "DSN", "watch/client-dsn-not-offered"},
    {"NOTIFY", "DSN", "watch/client-dsn-not-offered"},
    {"ORCPT", "DSN", "watch/client-dsn-not-offered"},
    {"AUTH", "AUTH", "watch/client-auth-parameter-not-offered"},
};

// RFC 6152 defines BODY, RFC 3030 one more value of it.
void check_body(const SeenCommand& seen, const smtp::Parameter& parameter, Findings& findings) {
  const std::string value = smtp::upper(parameter.value.value_or(""));
  const std::string_view extension = value == "BINARYMIME" ? "BINARYMIME" : "8BITMIME";
  if (!seen.before.offers(extension))
    note(findings, "watch/client-body-not-offered", seen, "BODY=" + value, extension);
}

void check_parameters(const SeenCommand& seen, Findings& findings) {
  const auto reading =
      smtp::parse_path_argument(seen.command.argument, seen.command.verb == "MAIL" ? "FROM" : "TO");
  if (!reading.argument) return;
  for (const smtp::Parameter& parameter : reading.argument->parameters) {
    if (parameter.keyword == "BODY") check_body(seen, parameter, findings);
    for (const OfferedParameter& one : parameters)
      if (one.parameter == parameter.keyword && !seen.before.offers(one.extension))
        note(findings, one.rule, seen, one.parameter, one.extension);
  }
}

void check_mechanism(const SeenCommand& seen, Findings& findings) {
  const smtp::Extension* auth = seen.before.offered ? seen.before.offered->find("AUTH") : nullptr;
  if (!auth) return note(findings, "watch/client-auth-not-offered", seen, "AUTH", "AUTH");
  const std::string name = seen.command.argument.substr(0, seen.command.argument.find(' '));
  const bool listed =
      std::any_of(auth->parameters.begin(), auth->parameters.end(),
                  [&](const std::string& one) { return smtp::equal_ignoring_case(one, name); });
  if (!listed) note(findings, "watch/client-auth-not-offered", seen, "this mechanism", "it");
}

void check_starttls(const SeenCommand& seen, Findings& findings) {
  if (seen.before.in_tls)
    return findings.note("watch/client-starttls-inside-tls", {.entry = seen.entry,
                                                              .message = "STARTTLS is used inside TLS",
                                                              .expected = "no STARTTLS",
                                                              .got = shown(seen.octets)});
  if (!seen.before.offers("STARTTLS"))
    note(findings, "watch/client-starttls-not-offered", seen, "STARTTLS", "STARTTLS");
}

}  // namespace

void check_offers(const SeenCommand& seen, Findings& findings) {
  const std::string& verb = seen.command.verb;
  if (verb == "MAIL" || verb == "RCPT") check_parameters(seen, findings);
  if (verb == "BDAT" && !seen.before.offers("CHUNKING"))
    note(findings, "watch/client-bdat-not-offered", seen, "BDAT", "CHUNKING");
  if (verb == "STARTTLS") check_starttls(seen, findings);
  if (verb == "AUTH") check_mechanism(seen, findings);
}

}  // namespace smtpspec::watch

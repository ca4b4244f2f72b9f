// What a client uses of the server, against what the latest EHLO reply offered.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "watch/client_checks.hpp"

namespace smtpspec::watch {
namespace {

void note_unoffered(Findings& findings, std::string_view rule, const SeenCommand& seen, std::string_view what,
                    std::string_view keyword) {
  if (seen.before.planted) return;  // it may have believed a list that is none: a rule of its own
  note(findings, rule, seen, fmt::format("{} is used though {} is not offered", what, keyword),
       fmt::format("{} only where {} is offered", what, keyword));
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
  findings.look({"watch/client-body-unknown"});
  if (value != "7BIT" && value != "8BITMIME" && value != "BINARYMIME")
    return findings.note("watch/client-body-unknown", {.entry = seen.entry,
                                                       .message = "BODY has a value that is none",
                                                       .expected = "BODY=7BIT or BODY=8BITMIME",
                                                       .got = shown(seen.octets)});
  if (!seen.before.offers(extension))
    note_unoffered(findings, "watch/client-body-not-offered", seen, "BODY=" + value, extension);
}

// RFC 6531 3.4: the parameter has no value.
void check_smtputf8(const SeenCommand& seen, const smtp::Parameter& parameter, Findings& findings) {
  findings.look({"watch/client-smtputf8-with-value"});
  if (parameter.value)
    findings.note("watch/client-smtputf8-with-value", {.entry = seen.entry,
                                                       .message = "SMTPUTF8 has a value",
                                                       .expected = "SMTPUTF8 alone",
                                                       .got = shown(seen.octets)});
}

// Where an extension is not offered there is something to look at even in what has no parameter.
void look_at_offers(const SeenCommand& seen, Findings& findings) {
  const ClientKnowledge& before = seen.before;
  if (!before.offers("DSN")) findings.look({"watch/client-dsn-not-offered"});
  if (seen.command.verb != "MAIL") return;
  if (!before.offers("SIZE")) findings.look({"watch/client-size-not-offered"});
  if (!before.offers("8BITMIME") || !before.offers("BINARYMIME"))
    findings.look({"watch/client-body-not-offered"});
  if (!before.offers("SMTPUTF8")) findings.look({"watch/client-smtputf8-not-offered"});
  if (!before.offers("AUTH"))
    findings.look({"watch/client-auth-parameter-not-offered", "watch/client-auth-not-offered"});
  if (before.in_tls)
    findings.look({"watch/client-starttls-inside-tls"});
  else if (!before.offers("STARTTLS"))
    findings.look({"watch/client-starttls-not-offered"});
}

// RFC 3885 section 2 (4): who offers MTRK takes these, be DSN offered or not.
bool comes_with_tracking(const ClientKnowledge& before, std::string_view parameter) {
  return before.offers("MTRK") && (parameter == "ENVID" || parameter == "ORCPT");
}

// What may stand once only. Of other parameters no sentence says so.
void check_repeated(const SeenCommand& seen, const std::vector<smtp::Parameter>& all, Findings& findings) {
  constexpr std::array<std::string_view, 4> of_dsn = {"RET", "ENVID", "NOTIFY", "ORCPT"};
  for (auto one = all.begin(); one != all.end(); ++one) {
    const bool is_size = one->keyword == "SIZE", is_body = one->keyword == "BODY";
    const bool is_of_dsn = std::find(of_dsn.begin(), of_dsn.end(), one->keyword) != of_dsn.end();
    if (!is_size && !is_body && !is_of_dsn) continue;
    const std::string_view rule = is_size   ? "watch/client-size-twice"
                                  : is_body ? "watch/client-body-twice"
                                            : "watch/client-dsn-parameter-twice";
    findings.look({rule});
    if (std::any_of(all.begin(), one, [&](const auto& other) { return other.keyword == one->keyword; }))
      findings.note(rule, {.entry = seen.entry,
                           .message = fmt::format("{} has {} twice", seen.command.verb, one->keyword),
                           .expected = one->keyword + " once",
                           .got = shown(seen.octets)});
  }
}

void check_parameters(const SeenCommand& seen, Findings& findings) {
  const auto reading =
      smtp::parse_path_argument(seen.command.argument, seen.command.verb == "MAIL" ? "FROM" : "TO");
  if (!reading.argument) return;
  look_at_offers(seen, findings);
  check_repeated(seen, reading.argument->parameters, findings);
  check_dsn_parameters(seen, reading.argument->parameters, findings);
  check_further_parameters(seen, reading.argument->parameters, findings);
  check_requests(seen, reading.argument->parameters, findings);
  for (const smtp::Parameter& parameter : reading.argument->parameters) {
    if (parameter.keyword == "BODY") check_body(seen, parameter, findings);
    if (parameter.keyword == "SMTPUTF8") check_smtputf8(seen, parameter, findings);
    for (const OfferedParameter& one : parameters)
      if (one.parameter == parameter.keyword && !seen.before.offers(one.extension) &&
          !comes_with_tracking(seen.before, one.parameter))
        note_unoffered(findings, one.rule, seen, one.parameter, one.extension);
  }
}

void check_mechanism(const SeenCommand& seen, Findings& findings) {
  findings.look({"watch/client-auth-not-offered"});
  const smtp::Extension* auth = seen.before.offered ? seen.before.offered->find("AUTH") : nullptr;
  if (!auth) return note_unoffered(findings, "watch/client-auth-not-offered", seen, "AUTH", "AUTH");
  const std::string name = seen.command.argument.substr(0, seen.command.argument.find(' '));
  const bool listed =
      std::any_of(auth->parameters.begin(), auth->parameters.end(),
                  [&](const std::string& one) { return smtp::equal_ignoring_case(one, name); });
  if (!listed) note_unoffered(findings, "watch/client-auth-not-offered", seen, "this mechanism", "it");
}

void check_starttls(const SeenCommand& seen, Findings& findings) {
  findings.look(
      {seen.before.in_tls ? "watch/client-starttls-inside-tls" : "watch/client-starttls-not-offered"});
  if (seen.before.in_tls)
    return findings.note("watch/client-starttls-inside-tls", {.entry = seen.entry,
                                                              .message = "STARTTLS is used inside TLS",
                                                              .expected = "no STARTTLS",
                                                              .got = shown(seen.octets)});
  if (!seen.before.offers("STARTTLS"))
    note_unoffered(findings, "watch/client-starttls-not-offered", seen, "STARTTLS", "STARTTLS");
}

}  // namespace

void check_offers(const SeenCommand& seen, Findings& findings) {
  const std::string& verb = seen.command.verb;
  if (verb == "MAIL" || verb == "RCPT") check_parameters(seen, findings);
  if (verb == "BDAT" || (verb == "DATA" && !seen.before.offers("CHUNKING")))
    findings.look({"watch/client-bdat-not-offered"});
  if (verb == "BDAT" && !seen.before.offers("CHUNKING"))
    note_unoffered(findings, "watch/client-bdat-not-offered", seen, "BDAT", "CHUNKING");
  check_url(seen, findings);
  if (verb == "STARTTLS") check_starttls(seen, findings);
  if (verb == "AUTH") check_mechanism(seen, findings);
}

}  // namespace smtpspec::watch

// Command lines of a client, taken alone.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "smtp/chunk.hpp"
#include "smtp/limits.hpp"
#include "text/visible.hpp"
#include "watch/client_checks.hpp"

namespace smtpspec::watch {
namespace {

std::string name_of(const SeenCommand& seen) {
  if (seen.is_response) return "a response inside AUTH";
  return seen.command.verb.empty() ? "a command" : text::visible_cut(seen.command.verb, 40);
}

void check_line_ends(const SeenCommand& seen, Findings& findings) {
  findings.look({"watch/client-bare-lf", "watch/client-bare-cr"});
  if (seen.octets.ends_with('\n') && !seen.octets.ends_with("\r\n"))
    note(findings, "watch/client-bare-lf", seen, name_of(seen) + " ends in LF alone", "CRLF");
  std::string_view line = seen.octets;
  if (line.ends_with("\r\n")) line.remove_suffix(2);
  if (line.find('\r') != line.npos)
    note(findings, "watch/client-bare-cr", seen, name_of(seen) + " holds a CR that ends no line",
         "CR only in front of LF");
}

struct Allowance {
  std::string_view verb;
  std::string_view keyword;  // of the extension that allows it
  std::size_t octets;
};

constexpr Allowance allowances[] = {
    {"MAIL", "SIZE", 26},        // RFC 1870 section 3 (5)
    {"MAIL", "BINARYMIME", 16},  // RFC 3030 section 3 (8)
    {"MAIL", "SMTPUTF8", 10},    // RFC 6531 section 3.1 (5)
    {"MAIL", "AUTH", 500},       // RFC 4954 section 3 (5)
    // These RFCs name no sum; it is what their parameters can be at most.
    {"MAIL", "8BITMIME", 14},
    {"MAIL", "DSN", 116},  // RFC 3461 section 4.4: ENVID of 100 characters
    {"RCPT", "DSN", 530},  // section 4.2: ORCPT of 500
    // Nor does RFC 4405, whose SUBMITTER is like AUTH.
    {"MAIL", "SUBMITTER", 500},
    {"MAIL", "DELIVERBY", 17},        // RFC 2852 section 2 (5)
    {"MAIL", "REQUIRETLS", 11},       // RFC 8689 section 2, 5.
    {"MAIL", "NO-SOLICITING", 1007},  // RFC 3865 section 4.1
    {"MAIL", "MTRK", 147},            // RFC 3885 section 2 (5), with ENVID
    {"RCPT", "MTRK", 507},            // with ORCPT
    {"MAIL", "MT-PRIORITY", 15},      // RFC 6710 section 3, 6.
    {"MAIL", "FUTURERELEASE", 34},    // RFC 4865 section 3 (5)
};

std::size_t limit_for(const SeenCommand& seen) {
  std::size_t limit = smtp::limits::command_line;
  for (const Allowance& one : allowances)
    if (seen.command.verb == one.verb && seen.before.offers(one.keyword)) limit += one.octets;
  return limit;
}

void check_length(const SeenCommand& seen, Findings& findings) {
  if (seen.is_response) return;             // its limit is the mechanism's business, RFC 4954 section 4
  if (seen.command.verb == "BURL") return;  // RFC 4468 names no limit, and the token of a URL is long
  const bool is_auth = seen.command.verb == "AUTH";
  const std::size_t limit = limit_for(seen);
  if (!is_auth)
    findings.look({"watch/client-command-too-long"});
  else if (seen.command.argument.find(' ') != std::string::npos)
    findings.look({"watch/client-initial-response-too-long"});
  if (seen.octets.size() <= limit && !seen.shortened) return;
  note(findings, is_auth ? "watch/client-initial-response-too-long" : "watch/client-command-too-long", seen,
       name_of(seen) + " is too long", fmt::format("at most {} octets with CRLF", limit));
}

void check_characters(const SeenCommand& seen, Findings& findings) {
  const bool ascii = std::all_of(seen.octets.begin(), seen.octets.end(),
                                 [](char one) { return static_cast<unsigned char>(one) < 0x80; });
  if (!seen.before.offers("SMTPUTF8")) findings.look({"watch/client-non-ascii-command"});
  if (ascii) return;
  if (!seen.before.offers("SMTPUTF8"))
    return note(findings, "watch/client-non-ascii-command", seen,
                name_of(seen) + " holds octets beyond ASCII though SMTPUTF8 is not offered", "ASCII");
  const std::string argument = smtp::upper(seen.command.argument);
  const bool asks_itself = argument.ends_with(" SMTPUTF8") || argument.find(" SMTPUTF8 ") != argument.npos;
  const bool of_transaction = seen.command.verb == "RCPT" && seen.before.transaction.smtputf8;
  const bool has_parameter = seen.command.verb == "MAIL" || seen.command.verb == "RCPT";
  if (has_parameter) findings.look({"watch/client-smtputf8-missing"});
  if (has_parameter && !asks_itself && !of_transaction)
    note(findings, "watch/client-smtputf8-missing", seen,
         name_of(seen) + " holds an address beyond ASCII without SMTPUTF8 in MAIL", "SMTPUTF8 in MAIL");
}

void check_name(const SeenCommand& seen, Findings& findings) {
  const std::string& name = seen.command.argument;
  findings.look({"watch/client-name-malformed"});
  // HELO with an address literal is beyond the grammar and yet what 4.1.4 asks for: no finding. What follows
  // a literal is an old custom, which SHOULD NOT be kept up (4.1.1.1).
  const std::string first = name.substr(0, name.find(' '));
  const bool is_literal = smtp::is_address_literal(first);
  if (is_literal) findings.look({"watch/client-literal-followed"});
  if (is_literal && first != name)
    note(findings, "watch/client-literal-followed", seen,
         "something follows the address in " + seen.command.verb, "the address alone");
  if (smtp::is_domain(name) || is_literal) return;
  note(findings, "watch/client-name-malformed", seen,
       seen.command.verb + (name.empty() ? " has no name" : " has a name that is none"),
       "a domain or an address literal");
}

// The route in front of a mailbox (RFC 5321 3.6.1, appendix C).
void check_route(const SeenCommand& seen, const smtp::Path& path, Findings& findings) {
  findings.look({"watch/client-source-route"});
  if (path.source_route.empty()) return;
  findings.look({"watch/client-route-unqualified"});
  for (std::string_view rest = path.source_route; !rest.empty();) {
    const std::size_t end = std::min(rest.find_first_of(",:"), rest.size() - 1);
    if (rest.substr(0, end).find('.') == rest.npos)
      return note(findings, "watch/client-route-unqualified", seen,
                  seen.command.verb + " has a source route with a host that has no domain",
                  "a mailbox alone, or names with their domains");
    rest.remove_prefix(end + 1);
  }
  note(findings, "watch/client-source-route", seen, seen.command.verb + " has a source route",
       "a mailbox alone");
}

void check_path(const SeenCommand& seen, Findings& findings) {
  const bool is_mail = seen.command.verb == "MAIL";
  const auto reading = smtp::parse_path_argument(seen.command.argument, is_mail ? "FROM" : "TO");
  findings.look({"watch/client-path-malformed"});
  if (reading.argument) return check_route(seen, reading.argument->path, findings);
  note(findings, "watch/client-path-malformed", seen,
       fmt::format("{}: {}", seen.command.verb, smtp::describe(reading.defect)),
       is_mail ? "MAIL FROM:<path> and parameters" : "RCPT TO:<path> and parameters");
}

// RFC 5321 F.1 and F.6.
void check_old_verb(const SeenCommand& seen, Findings& findings) {
  constexpr std::array<std::string_view, 4> old = {"TURN", "SEND", "SOML", "SAML"};
  findings.look({"watch/client-old-verb"});
  if (std::find(old.begin(), old.end(), seen.command.verb) != old.end())
    note(findings, "watch/client-old-verb", seen, seen.command.verb + " is used", "what RFC 5321 has");
}

// RFC 5321 4.1.1: nothing in front of the verb, and one blank behind it.
void check_verb(const SeenCommand& seen, Findings& findings) {
  findings.look({"watch/client-verb-malformed"});
  if (!seen.octets.starts_with(' ') && seen.command.verb.find('\t') == std::string::npos) return;
  note(findings, "watch/client-verb-malformed", seen, "a blank stands where none may",
       "a verb and one blank");
}

}  // namespace

void check_command_line(const SeenCommand& seen, Findings& findings) {
  check_line_ends(seen, findings);
  check_length(seen, findings);
  if (!seen.is_response) check_characters(seen, findings);
}

void check_argument(const SeenCommand& seen, Findings& findings) {
  check_verb(seen, findings);
  check_old_verb(seen, findings);
  const std::string& verb = seen.command.verb;
  if (verb == "EHLO" || verb == "HELO") check_name(seen, findings);
  if (verb == "MAIL" || verb == "RCPT") check_path(seen, findings);
  const bool bare = verb == "DATA" || verb == "RSET" || verb == "QUIT" || verb == "STARTTLS";
  if (bare) findings.look({"watch/client-argument-not-allowed"});
  if (verb == "BDAT") findings.look({"watch/client-bdat-malformed"});
  if (bare && seen.command.has_argument)
    note(findings, "watch/client-argument-not-allowed", seen, verb + " has an argument", verb + " alone");
  if (verb == "BDAT" && !smtp::parse_chunk(seen.command.argument))
    note(findings, "watch/client-bdat-malformed", seen, "BDAT has no number of octets, or more than LAST",
         "BDAT, a number, and at most LAST");
}

}  // namespace smtpspec::watch

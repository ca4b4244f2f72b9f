// AUTH of a client (RFC 4954 section 4).
#include "watch/base64.hpp"
#include "watch/client_checks.hpp"

namespace smtpspec::watch {
namespace {

std::string_view line_of(const SeenCommand& seen) {
  std::string_view line = seen.octets;
  if (line.ends_with('\n')) line.remove_suffix(1);
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

}  // namespace

void check_authentication(const SeenCommand& seen, Findings& findings) {
  if (seen.is_response) {
    findings.look({"watch/client-response-not-base64"});
    if (!seen.shortened && line_of(seen) != "*" && !is_sasl_response(line_of(seen)))
      note(findings, "watch/client-response-not-base64", seen, "a response inside AUTH is no base64",
           "base64, or *");
    return;
  }
  if (seen.before.authenticated) findings.look({"watch/client-auth-out-of-place"});
  if (seen.command.verb != "AUTH") return;
  const std::string& argument = seen.command.argument;
  const std::size_t blank = argument.find(' ');
  const std::string mechanism = smtp::upper(argument.substr(0, blank));
  findings.look({"watch/client-auth-out-of-place", "watch/client-password-in-clear"});
  if (blank != argument.npos) findings.look({"watch/client-response-not-base64"});
  const std::string response = blank == argument.npos ? "=" : argument.substr(blank + 1);
  if (!seen.shortened && response != "=" && !is_base64(response))
    note(findings, "watch/client-response-not-base64", seen, "the initial response of AUTH is no base64",
         "base64, or =");
  // What is shown is the command without the password that it may hold.
  if (!seen.before.in_tls && (mechanism == "PLAIN" || mechanism == "LOGIN"))
    note(findings, "watch/client-password-in-clear", seen, "AUTH " + mechanism + " is used without TLS",
         "TLS first, or a mechanism that does not show the password", shown("AUTH " + mechanism));
  if (seen.before.authenticated)
    note(findings, "watch/client-auth-out-of-place", seen, "AUTH came behind an AUTH that had succeeded",
         "no AUTH", shown("AUTH " + mechanism));
  if (seen.before.transaction.open)
    note(findings, "watch/client-auth-out-of-place", seen, "AUTH came inside a transaction", "no AUTH",
         shown("AUTH " + mechanism));
}

}  // namespace smtpspec::watch

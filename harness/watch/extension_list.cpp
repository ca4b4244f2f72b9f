#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "smtp/command.hpp"
#include "smtp/extensions.hpp"
#include "watch/checks.hpp"

namespace smtpspec::watch {
namespace {

void note(Findings& findings, std::string_view rule, const SeenReply& seen, std::string_view message,
          std::string_view expected, std::string_view got) {
  findings.note(rule, {.entry = seen.entry,
                       .message = fmt::format("the reply to EHLO {}", message),
                       .expected = std::string(expected),
                       .got = shown(got)});
}

// The registry "SMTP Service Extensions" of IANA, and VRFY, which RFC 5321 section 3.5.2 lets a server list.
bool is_registered(std::string_view keyword) {
  constexpr std::array<std::string_view, 35> all = {
      "8BITMIME",  "ATRN",          "AUTH",          "BINARYMIME", "BURL",       "CHECKPOINT",
      "CHUNKING",  "CONNEG",        "CONPERM",       "DELIVERBY",  "DSN",        "ENHANCEDSTATUSCODES",
      "ETRN",      "EXPN",          "FUTURERELEASE", "HELP",       "LIMITS",     "MT-PRIORITY",
      "MTRK",      "NO-SOLICITING", "ONEX",          "PIPELINING", "REQUIRETLS", "RRVS",
      "SAML",      "SEND",          "SIZE",          "SMTPUTF8",   "SOML",       "STARTTLS",
      "SUBMITTER", "TURN",          "UTF8SMTP",      "VERB",       "VRFY"};
  return std::find(all.begin(), all.end(), smtp::upper(keyword)) != all.end();
}

// *( SP ehlo-param ), ehlo-param = 1*(%d33-126)
bool are_parameters(std::string_view text) {
  while (!text.empty()) {
    if (text.front() != ' ') return false;
    text.remove_prefix(1);
    const std::string_view word = text.substr(0, text.find(' '));
    const bool printable =
        std::all_of(word.begin(), word.end(), [](char one) { return one > ' ' && one < 0x7F; });
    if (word.empty() || !printable) return false;
    text.remove_prefix(word.size());
  }
  return true;
}

// ehlo-line = ehlo-keyword *( SP ehlo-param )
void check_line(const SeenReply& seen, const smtp::ReplyLine& line, Findings& findings) {
  const std::string_view text = line.text;
  const std::string_view keyword = text.substr(0, text.find(' '));
  findings.look({"watch/ehlo-keyword"});
  if (smtp::equal_ignoring_case(keyword.substr(0, 4), "AUTH")) findings.look({"watch/ehlo-auth-equals"});
  if (smtp::is_ehlo_keyword(keyword)) {
    findings.look(
        {"watch/ehlo-parameters", "watch/ehlo-duplicate-keyword", "watch/ehlo-unregistered-keyword"});
    if (!is_registered(keyword) && smtp::upper(keyword.substr(0, 1)) != "X")
      note(findings, "watch/ehlo-unregistered-keyword", seen, "offers a keyword that nobody registered",
           "a registered keyword, or one that begins with X", line.octets);
    if (!are_parameters(text.substr(keyword.size())))
      note(findings, "watch/ehlo-parameters", seen,
           "has parameters that are not printable or not behind one blank each", "*( SP ehlo-param )",
           line.octets);
  } else if (smtp::equal_ignoring_case(keyword.substr(0, 5), "AUTH=")) {
    note(findings, "watch/ehlo-auth-equals", seen, "offers AUTH in its obsolete form", "AUTH and a blank",
         line.octets);
  } else {
    note(findings, "watch/ehlo-keyword", seen, "has a line that does not begin with a keyword",
         "letters, digits and hyphens", line.octets);
  }
}

void check_duplicates(const SeenReply& seen, const smtp::Extensions& extensions, Findings& findings) {
  for (const smtp::Extension& one : extensions.list())
    if (&one != extensions.find(one.keyword))
      note(findings, "watch/ehlo-duplicate-keyword", seen, "offers a keyword twice", "each keyword once",
           one.keyword);
}

void look_at_offers(const SeenReply& seen, const smtp::Extensions& extensions, Findings& findings) {
  if (extensions.offers("AUTH"))
    findings.look({"watch/auth-without-mechanisms", "watch/auth-mechanism-malformed"});
  if (extensions.offers("ENHANCEDSTATUSCODES")) findings.look({"watch/enhanced-codes-with-parameter"});
  if (extensions.offers("SIZE")) findings.look({"watch/size-not-a-number"});
  if (extensions.offers("ATRN") && !seen.authenticated) findings.look({"watch/atrn-without-auth"});
  if (extensions.offers("BINARYMIME")) findings.look({"watch/binarymime-without-chunking"});
  if (extensions.offers("SMTPUTF8"))
    findings.look({"watch/smtputf8-without-8bitmime", "watch/smtputf8-with-parameter"});
  if (extensions.offers("DSN")) findings.look({"watch/dsn-with-parameter"});
  if (extensions.offers("STARTTLS")) findings.look({"watch/starttls-with-parameter"});
  if (seen.in_tls) findings.look({"watch/starttls-inside-tls"});
}

// RFC 4422 section 3.1, in any case of letters: keywords and mechanisms are known so.
bool is_mechanism(std::string_view name) {
  constexpr std::size_t longest = 20;
  return name.size() <= longest && std::all_of(name.begin(), name.end(), [](char one) {
           return (one >= 'A' && one <= 'Z') || (one >= 'a' && one <= 'z') || (one >= '0' && one <= '9') ||
                  one == '-' || one == '_';
         });
}

void check_mechanisms(const SeenReply& seen, const smtp::Extensions& extensions, Findings& findings) {
  const smtp::Extension* auth = extensions.find("AUTH");
  if (!auth) return;
  for (const std::string& one : auth->parameters)
    if (!is_mechanism(one))
      return note(findings, "watch/auth-mechanism-malformed", seen,
                  "lists a mechanism with a name that is none",
                  "1 to 20 letters, digits, hyphens and underscores", one);
}

void check_single_extensions(const SeenReply& seen, const smtp::Extensions& extensions, Findings& findings) {
  if (const auto size = extensions.parameter("SIZE");
      size && !std::all_of(size->begin(), size->end(), [](char one) { return one >= '0' && one <= '9'; }))
    note(findings, "watch/size-not-a-number", seen, "offers SIZE with something that is no decimal number",
         "SIZE, or SIZE and digits", *size);
  if (const auto parameter = extensions.parameter("SMTPUTF8"))
    note(findings, "watch/smtputf8-with-parameter", seen, "offers SMTPUTF8 with a parameter",
         "SMTPUTF8 alone", *parameter);
  if (const auto parameter = extensions.parameter("DSN"))
    note(findings, "watch/dsn-with-parameter", seen, "offers DSN with a parameter", "DSN alone", *parameter);
  if (const auto parameter = extensions.parameter("ENHANCEDSTATUSCODES"))
    note(findings, "watch/enhanced-codes-with-parameter", seen, "offers ENHANCEDSTATUSCODES with a parameter",
         "ENHANCEDSTATUSCODES alone", *parameter);
  if (const auto* auth = extensions.find("AUTH"); auth != nullptr && auth->parameters.empty())
    note(findings, "watch/auth-without-mechanisms", seen, "offers AUTH without a mechanism",
         "AUTH and the names of mechanisms", "AUTH");
  if (const auto parameter = extensions.parameter("STARTTLS"))
    note(findings, "watch/starttls-with-parameter", seen, "offers STARTTLS with a parameter",
         "STARTTLS alone", *parameter);
  if (seen.in_tls && extensions.offers("STARTTLS"))
    note(findings, "watch/starttls-inside-tls", seen, "offers STARTTLS inside TLS", "no STARTTLS",
         "STARTTLS");
  if (seen.shortened) return;  // what seems to be lacking may stand in the gap
  // The list of 5.1.1 is the one of the initial state: whoever has logged in needs AUTH no more.
  if (extensions.offers("ATRN") && !extensions.offers("AUTH") && !seen.authenticated)
    note(findings, "watch/atrn-without-auth", seen, "offers ATRN without AUTH", "ATRN and AUTH", "ATRN");
  if (extensions.offers("BINARYMIME") && !extensions.offers("CHUNKING"))
    note(findings, "watch/binarymime-without-chunking", seen, "offers BINARYMIME without CHUNKING",
         "BINARYMIME and CHUNKING", "BINARYMIME");
  if (extensions.offers("SMTPUTF8") && !extensions.offers("8BITMIME"))
    note(findings, "watch/smtputf8-without-8bitmime", seen, "offers SMTPUTF8 without 8BITMIME",
         "SMTPUTF8 and 8BITMIME", "SMTPUTF8");
}

}  // namespace

void check_extensions(const SeenReply& seen, Findings& findings) {
  if (!seen.answers("EHLO") || !seen.asked_for || seen.reply.code() != 250) return;
  if (seen.reply.has(smtp::ReplyDefect::no_code) || seen.reply.has(smtp::ReplyDefect::codes_differ)) return;
  for (std::size_t at = 1; at < seen.reply.lines.size(); ++at)
    check_line(seen, seen.reply.lines[at], findings);
  const smtp::Extensions extensions = smtp::parse_extensions(seen.reply);
  look_at_offers(seen, extensions, findings);
  check_duplicates(seen, extensions, findings);
  check_single_extensions(seen, extensions, findings);
  check_mechanisms(seen, extensions, findings);
  check_further_extensions(seen, extensions, findings);
  check_submission_extensions(seen, extensions, findings);
}

}  // namespace smtpspec::watch

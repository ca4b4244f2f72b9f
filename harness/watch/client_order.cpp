// The order of a client's commands, and the replies that it waits for.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "smtp/chunk.hpp"
#include "text/visible.hpp"
#include "watch/client_checks.hpp"

namespace smtpspec::watch {
namespace {

std::string name_of(std::string_view verb) {
  return verb.empty() ? "a command" : text::visible_cut(verb, 40);
}

bool begins_session(std::string_view verb) {
  return verb == "EHLO" || verb == "HELO";
}

// RFC 2920 section 3.1, RFC 3207 section 4, RFC 4954 section 4. What else there is may stand in a group
// "unless otherwise specified": no finding.
bool ends_group(std::string_view verb) {
  constexpr std::array<std::string_view, 9> last = {"EHLO", "DATA", "VRFY",     "EXPN", "TURN",
                                                    "QUIT", "NOOP", "STARTTLS", "AUTH"};
  return std::find(last.begin(), last.end(), verb) != last.end();
}

std::string mail_too_soon(const ClientKnowledge& before) {
  if (before.greeting_said) return "MAIL came though EHLO or HELO was refused";
  return before.in_tls ? "MAIL came inside TLS without EHLO there" : "MAIL came before EHLO or HELO";
}

void check_session(const SeenCommand& seen, Findings& findings) {
  const ClientKnowledge& before = seen.before;
  const std::string& verb = seen.command.verb;
  findings.look({"watch/client-early-command"});
  if (before.begins_tls && before.greeted) findings.look({"watch/client-no-ehlo-after-tls"});
  if (verb == "MAIL") findings.look({"watch/client-mail-before-ehlo"});
  if (verb == "QUIT")
    findings.look({"watch/client-command-after-quit",
                   before.session_open ? "watch/client-no-quit" : "watch/client-no-quit-unopened"});
  if (!before.greeted && !before.in_tls)
    note(findings, "watch/client-early-command", seen, name_of(verb) + " came before the greeting",
         "nothing before the greeting");
  const bool opens = begins_session(verb);
  if (before.begins_tls && before.greeted && !opens && verb != "QUIT")
    note(findings, "watch/client-no-ehlo-after-tls", seen, name_of(verb) + " is the first command inside TLS",
         "EHLO");
  // Whether the refusal came a moment before MAIL or behind it is chance.
  const bool greeting_is_due =
      !before.session_open && (seen.greeting_refused || (!before.awaits("EHLO") && !before.awaits("HELO")));
  if (verb == "MAIL" && greeting_is_due && !before.planted)
    note(findings, "watch/client-mail-before-ehlo", seen, mail_too_soon(before), "EHLO or HELO");
  if (before.after_quit && !before.quit_refused)
    note(findings, "watch/client-command-after-quit", seen, name_of(verb) + " came behind QUIT",
         "nothing behind QUIT");
}

// RFC 3030 section 2 and 3: behind a 503 to a chunk or to DATA that came out of turn.
void check_reset(const SeenCommand& seen, Findings& findings) {
  findings.look({"watch/client-no-rset-after-503"});
  const std::string& verb = seen.command.verb;
  if (verb != "MAIL" && verb != "RCPT" && verb != "DATA" && verb != "BDAT") return;
  note(findings, "watch/client-no-rset-after-503", seen,
       verb + " came behind a 503 to a chunk or to DATA that came out of turn", "RSET");
}

void check_transaction(const SeenCommand& seen, Findings& findings) {
  const ClientTransaction& transaction = seen.before.transaction;
  const std::string& verb = seen.command.verb;
  if (verb == "MAIL") findings.look({"watch/client-nested-mail"});
  if (verb == "RCPT") findings.look({"watch/client-out-of-order"});
  if (verb == "DATA" || verb == "BDAT")
    findings.look({"watch/client-out-of-order", "watch/client-data-and-bdat"});
  if (transaction.chunk_refused)
    findings.look({"watch/client-no-rset-after-refused-chunk", "watch/client-chunk-after-refusal"});
  if (transaction.out_of_turn) check_reset(seen, findings);
  if (verb == "MAIL" && transaction.open)
    note(findings, "watch/client-nested-mail", seen, "MAIL came inside a transaction",
         "RSET, or the end of the transaction");
  // A group may come in several writes, and a refusal crosses what was on its way.
  if ((transaction.refused || transaction.chunk_refused) && seen.before.offers("PIPELINING")) return;
  if (transaction.chunk_refused && (verb == "MAIL" || verb == "RCPT" || verb == "DATA"))
    return note(findings, "watch/client-no-rset-after-refused-chunk", seen,
                verb + " came behind a chunk that was refused", "RSET or QUIT");
  if (verb == "BDAT" && transaction.chunk_refused)
    return note(findings, "watch/client-chunk-after-refusal", seen,
                "BDAT came behind a chunk that was refused", "RSET or QUIT");
  const bool carries = verb == "DATA" || verb == "BDAT";
  if ((verb == "RCPT" || carries) && !transaction.open)
    return note(findings, "watch/client-out-of-order", seen, verb + " came outside of a transaction", "MAIL");
  if (carries && transaction.recipients == 0)
    return note(findings, "watch/client-out-of-order", seen, verb + " came before RCPT", "RCPT");
  if (verb == "DATA" && (transaction.chunks || transaction.binary))
    note(findings, "watch/client-data-and-bdat", seen,
         transaction.chunks ? "DATA came behind BDAT" : "DATA came for BODY=BINARYMIME", "BDAT");
}

// Written down behind the reply that decided how to read it.
void note_early(const SeenCommand& seen, Findings& findings) {
  const bool grouped = seen.before.offers("PIPELINING");
  note(findings, grouped ? "watch/client-pipelining-order" : "watch/client-pipelining-not-offered", seen,
       fmt::format("{} came before the reply that it had to wait for", name_of(seen.command.verb)),
       "the reply to the command before");
}

void check_waiting(const SeenCommand& seen, Findings& findings) {
  const ClientKnowledge& before = seen.before;
  findings.look({before.offers("PIPELINING") ? "watch/client-pipelining-order"
                                             : "watch/client-pipelining-not-offered"});
  if (before.behind_whole_auth && before.offers("PIPELINING")) return;
  if (before.planted) return;  // it may have waited, and believed what is no reply: a rule of its own
  if (seen.early) return note_early(seen, findings);
  if (before.unanswered.empty() || !before.greeted || before.after_quit) return;
  if (before.dismissed || before.waited_long) return;
  const std::string& latest = before.unanswered.back();
  if (!before.offers("PIPELINING"))
    return note(findings, "watch/client-pipelining-not-offered", seen,
                fmt::format("{} came before the reply to {} though PIPELINING is not offered",
                            name_of(seen.command.verb), name_of(latest)),
                "the reply to the command before");
  if (ends_group(latest))
    note(findings, "watch/client-pipelining-order", seen,
         fmt::format("{} came before the reply to {}", name_of(seen.command.verb), name_of(latest)),
         latest + " as the last of its group");
}

}  // namespace

void check_handshake_in_clear(const SeenCommand& seen, Findings& findings) {
  if (!seen.octets.starts_with("\x16\x03")) return;
  note(findings, "watch/client-handshake-in-clear", seen,
       "a TLS handshake came where no 220 to STARTTLS had asked for it", "a command");
}

void check_order(const SeenCommand& seen, Findings& findings) {
  check_waiting(seen, findings);
  if (seen.is_response || seen.misread != SeenCommand::Misread::no) return;
  check_session(seen, findings);
  check_transaction(seen, findings);
}

}  // namespace smtpspec::watch

#include <fmt/format.h>

#include "watch/checks.hpp"

namespace smtpspec::watch {
namespace {

void check_greeting(const SeenReply& seen, Findings& findings) {
  const smtp::Reply& reply = seen.reply;
  if (seen.answers("greeting")) findings.look({"watch/greeting-code"});
  const bool another_success = reply.positive() && reply.code() != 220;
  if (!seen.answers("greeting") || !(another_success || reply.intermediate())) return;
  findings.note("watch/greeting-code", {.entry = seen.entry,
                                        .message = fmt::format("the greeting has the code {}", reply.code()),
                                        .expected = "220, or a refusal",
                                        .got = shown(reply.octets())});
}

void check_asked_for(const SeenReply& seen, Findings& findings) {
  constexpr int shutting_down = 421;  // RFC 5321 3.8: may come at any time
  findings.look({"watch/incomplete-reply"});
  if (!seen.answers("greeting")) findings.look({"watch/unasked-reply", "watch/command-unanswered"});
  if (seen.asked_for || seen.reply.code() == shutting_down) return;
  findings.note("watch/unasked-reply", {.entry = seen.entry,
                                        .message = "a reply came that no command asked for",
                                        .expected = "one reply to each command",
                                        .got = shown(seen.reply.octets())});
}

}  // namespace

void check_place(const SeenReply& seen, Findings& findings) {
  check_greeting(seen, findings);
  check_asked_for(seen, findings);
}

}  // namespace smtpspec::watch

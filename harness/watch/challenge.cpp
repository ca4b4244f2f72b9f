#include "watch/base64.hpp"
#include "watch/checks.hpp"

namespace smtpspec::watch {

void check_challenge(const SeenReply& seen, Findings& findings) {
  constexpr int challenge = 334;
  if (!seen.answers("AUTH") || seen.shortened || seen.reply.code() != challenge) return;
  findings.look({"watch/auth-challenge-not-base64", "watch/auth-challenge-of-lines"});
  if (seen.reply.lines.size() > 1)
    findings.note("watch/auth-challenge-of-lines", {.entry = seen.entry,
                                                    .message = "a challenge of AUTH has several lines",
                                                    .expected = "334, a blank, and base64 or nothing",
                                                    .got = shown(seen.reply.octets())});
  const std::string& text = seen.reply.lines.back().text;
  if (is_base64(text)) return;
  findings.note("watch/auth-challenge-not-base64",
                {.entry = seen.entry,
                 .message = "a challenge of AUTH holds other text than base64",
                 .expected = "334, a blank, and base64 or nothing",
                 .got = shown(seen.reply.octets())});
}

}  // namespace smtpspec::watch

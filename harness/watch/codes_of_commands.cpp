// The codes that RFC 5321 section 4.3.2 lists for each command.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <vector>

#include "watch/checks.hpp"

namespace smtpspec::watch {
namespace {

struct Usual {
  std::string_view command;
  std::vector<int> codes;  // 2yz and 5yz
};

// Besides those of 4.3.2: 504 and 555 for parameters (4.1.1.11, RFC 6531 3.7.4.2), 521 (RFC 7504), and 551
// and 553 of EXPN (3.5.2, 3.5.1).
const std::array<Usual, 8>& usual_codes() {
  static const std::array<Usual, 8> all = {
      Usual{"EHLO", {250, 502, 504, 521, 550}},
      Usual{"HELO", {250, 502, 504, 521, 550}},
      Usual{"MAIL", {250, 504, 521, 550, 552, 553, 555}},
      Usual{"DATA", {250, 554}},
      Usual{"content", {250, 550, 552, 554}},  // the end of the data
      Usual{"VRFY", {250, 251, 252, 502, 504, 550, 551, 553, 555}},
      Usual{"EXPN", {250, 252, 502, 504, 550, 551, 553, 555}},
      Usual{"HELP", {211, 214, 502, 504}},
  };
  return all;
}

// What any command may be answered with: its line is wrong (4.3.2), it comes out of order (4.1.4), or TLS or
// AUTH are due (RFC 3207 section 4, RFC 4954 section 6). 4yz is for what passes, and not looked at.
bool is_general(const SeenReply& seen) {
  constexpr std::array<int, 4> all = {500, 501, 503, 530};
  const int code = seen.reply.code();
  return std::find(all.begin(), all.end(), code) != all.end() || (seen.in_tls && code == 554);
}

}  // namespace

void check_code_of_command(const SeenReply& seen, Findings& findings) {
  if (!seen.asked_for || !(seen.reply.positive() || seen.reply.permanent_negative())) return;
  const auto& all = usual_codes();
  const auto usual =
      std::find_if(all.begin(), all.end(), [&](const Usual& one) { return seen.answers(one.command); });
  if (usual == all.end()) return;
  findings.look({"watch/code-of-another-command"});
  const int code = seen.reply.code();
  if (is_general(seen) || std::find(usual->codes.begin(), usual->codes.end(), code) != usual->codes.end())
    return;
  findings.note("watch/code-of-another-command",
                {.entry = seen.entry,
                 .message = fmt::format("{} has the code {}", seen.name(), code),
                 .expected = fmt::format("a code that RFC 5321 4.3.2 lists for {}", usual->command),
                 .got = shown(seen.reply.octets())});
}

}  // namespace smtpspec::watch

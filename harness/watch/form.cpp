#include <fmt/format.h>

#include <algorithm>

#include "text/visible.hpp"
#include "watch/checks.hpp"

namespace smtpspec::watch {
namespace {

using smtp::ReplyDefect;
using smtp::ReplyLine;

struct Wording {
  std::string_view rule;
  std::string_view message;  // behind "the reply to MAIL "
  std::string_view expected;
};

Wording wording_of(ReplyDefect defect, const ReplyLine& line) {
  switch (defect) {
    case ReplyDefect::no_code:
      return {"watch/no-code", "has a line without a code", "three digits at the start of the line"};
    case ReplyDefect::code_out_of_range:
      if (line.octets.front() >= '2' && line.octets.front() <= '5')
        return {"watch/code-second-digit", "has a code whose second digit is beyond 5",
                "a second digit from 0 to 5"};
      return {"watch/code-out-of-range", "has a code that is out of range", "2yz, 3yz, 4yz or 5yz"};
    case ReplyDefect::bad_separator:
      return {"watch/bad-separator", "has neither a blank nor a hyphen behind its code", "SP, \"-\" or CRLF"};
    case ReplyDefect::codes_differ:
      return {"watch/codes-differ", "has lines with different codes", "the same code on every line"};
    case ReplyDefect::bare_lf:
      return {"watch/bare-lf", "has a line that ends in LF alone", "CRLF"};
    case ReplyDefect::bare_cr:
      return {"watch/bare-cr", "has a CR within a line", "CR before LF only"};
    case ReplyDefect::line_too_long:
      return {"watch/line-too-long", "has a line of more than 512 octets", "at most 512 octets"};
    case ReplyDefect::control_character:
      return {"watch/control-character", "has a control character in its text",
              "HT and printable characters"};
    case ReplyDefect::non_ascii:
      return {"watch/non-ascii", "has a text beyond ASCII though the client did not ask for SMTPUTF8",
              "printable ASCII"};
    case ReplyDefect::endless:
      break;
  }
  return {};
}

// Where the RFCs allow what is a defect elsewhere.
bool is_allowed(ReplyDefect defect, const SeenReply& seen, std::size_t line) {
  switch (defect) {
    case ReplyDefect::control_character:
      // RFC 5321 4.1.1.1: ehlo-greet = 1*(%d0-9 / %d11-12 / %d14-127)
      return line == 0 && (seen.answers("EHLO") || seen.answers("HELO"));
    case ReplyDefect::non_ascii:
      return seen.smtputf8_allowed;
    case ReplyDefect::line_too_long:
      return seen.reply.code() == 334;  // RFC 4954 section 4: a challenge has no such limit
    default:
      return false;
  }
}

std::string ending_of(const ReplyLine& line) {
  return line.end == smtp::LineEnd::crlf ? "\r\n" : line.end == smtp::LineEnd::lf ? "\n" : "";
}

void check_text(const SeenReply& seen, Findings& findings) {
  findings.look({"watch/bare-code"});
  const ReplyLine& line = seen.reply.lines.front();
  constexpr std::size_t code = 3;
  if (seen.reply.lines.size() == 1 && line.code != 0 && line.octets.size() == code)
    findings.note("watch/bare-code", {.entry = seen.entry,
                                      .message = fmt::format("{} is a code alone", seen.name()),
                                      .expected = "a blank behind the code",
                                      .got = shown(line.octets + ending_of(line))});
}

void check_utf8(const SeenReply& seen, Findings& findings) {
  findings.look({"watch/malformed-utf8"});
  const auto& lines = seen.reply.lines;
  const auto bad = std::find_if(lines.begin(), lines.end(),
                                [](const ReplyLine& line) { return !text::is_utf8(line.text); });
  if (bad == lines.end()) return;
  findings.note("watch/malformed-utf8",
                {.entry = seen.entry,
                 .message = fmt::format("{} has a text that is no UTF-8", seen.name()),
                 .expected = "UTF-8",
                 .got = shown(bad->octets + ending_of(*bad))});
}

}  // namespace

void check_form(const SeenReply& seen, Findings& findings) {
  findings.look({"watch/no-code", "watch/code-out-of-range", "watch/code-second-digit", "watch/bad-separator",
                 "watch/bare-lf", "watch/bare-cr", "watch/line-too-long", "watch/control-character",
                 "watch/non-ascii"});
  if (seen.reply.lines.size() > 1) findings.look({"watch/codes-differ"});
  check_text(seen, findings);
  if (seen.smtputf8_allowed) check_utf8(seen, findings);
  // A rule that several lines of one reply break counts once for this reply.
  std::vector<ReplyDefect> noted;
  for (std::size_t at = 0; at < seen.reply.lines.size(); ++at) {
    const ReplyLine& line = seen.reply.lines[at];
    std::vector<ReplyDefect> defects = smtp::defects_of(line);
    if (line.code != 0 && line.code != seen.reply.lines.front().code && seen.reply.lines.front().code != 0)
      defects.push_back(ReplyDefect::codes_differ);
    for (const ReplyDefect defect : defects) {
      if (is_allowed(defect, seen, at) || std::find(noted.begin(), noted.end(), defect) != noted.end())
        continue;
      noted.push_back(defect);
      const Wording wording = wording_of(defect, line);
      findings.note(wording.rule, {.entry = seen.entry,
                                   .message = fmt::format("{} {}", seen.name(), wording.message),
                                   .expected = std::string(wording.expected),
                                   .got = shown(line.octets + ending_of(line))});
    }
  }
}

}  // namespace smtpspec::watch

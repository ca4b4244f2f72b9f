// RFC 1985: how ETRN is offered, and what a 253 says.
#include <algorithm>

#include "smtp/extensions.hpp"
#include "watch/checks.hpp"

namespace smtpspec::watch {
namespace {

// Behind the enhanced code: its digits count nothing.
std::string_view words_of(const smtp::Reply& reply) {
  std::string_view text = reply.lines.back().text;
  if (reply.enhanced_status()) text.remove_prefix(std::min(text.find(' '), text.size()));
  return text;
}

bool has_digit(std::string_view text) {
  return std::any_of(text.begin(), text.end(), [](char one) { return one >= '0' && one <= '9'; });
}

void check_count(const SeenReply& seen, Findings& findings) {
  findings.look({"watch/etrn-count"});
  if (has_digit(words_of(seen.reply))) return;
  findings.note("watch/etrn-count", {.entry = seen.entry,
                                     .message = "the 253 to ETRN says no number of messages",
                                     .expected = "the number of messages that wait",
                                     .got = shown(seen.reply.octets())});
}

void check_offer(const SeenReply& seen, Findings& findings) {
  const smtp::Extensions extensions = smtp::parse_extensions(seen.reply);
  if (!extensions.offers("ETRN")) return;
  findings.look({"watch/etrn-with-parameter"});
  if (const auto parameter = extensions.parameter("ETRN"))
    findings.note("watch/etrn-with-parameter", {.entry = seen.entry,
                                                .message = "the reply to EHLO offers ETRN with a parameter",
                                                .expected = "ETRN alone",
                                                .got = shown(*parameter)});
}

}  // namespace

void check_etrn(const SeenReply& seen, Findings& findings) {
  if (!seen.asked_for || seen.shortened || seen.reply.lines.empty()) return;
  if (seen.answers("EHLO") && seen.reply.code() == 250) check_offer(seen, findings);
  if (seen.answers("ETRN") && seen.reply.code() == 253) check_count(seen, findings);
}

}  // namespace smtpspec::watch

#include <fmt/format.h>

#include <algorithm>

#include "watch/checks.hpp"

namespace smtpspec::watch {
namespace {

// 1*3digit: how many octets; 0 if there is none.
std::size_t digits(std::string_view text) {
  std::size_t count = 0;
  while (count < text.size() && count < 3 && text[count] >= '0' && text[count] <= '9') ++count;
  return count;
}

// A code as RFC 2034 section 4 writes it, with any digit as its class and, unlike RFC 3463, with leading
// zeros: what is wrong with such a code is not that it is missing, but a rule's own business. Empty if there
// is none.
std::string_view enhanced_code(std::string_view text) {
  std::size_t end = digits(text);
  if (end != 1) return {};
  for (int part = 0; part < 2; ++part) {
    if (end >= text.size() || text[end] != '.') return {};
    const std::size_t length = digits(text.substr(end + 1));
    if (length == 0) return {};
    end += 1 + length;
  }
  return end == text.size() || text[end] == ' ' ? text.substr(0, end) : std::string_view{};
}

// RFC 2034 section 4: 3yz replies have none, and neither have the greeting and replies to EHLO and HELO.
bool must_have_codes(const SeenReply& seen) {
  const smtp::Reply& reply = seen.reply;
  const bool named_class = reply.positive() || reply.transient_negative() || reply.permanent_negative();
  const bool well_formed = !reply.has(smtp::ReplyDefect::no_code) &&
                           !reply.has(smtp::ReplyDefect::bad_separator) &&
                           !reply.has(smtp::ReplyDefect::codes_differ);
  const bool excepted =
      seen.label.empty() || seen.answers("greeting") || seen.answers("EHLO") || seen.answers("HELO");
  return seen.enhanced_codes_offered && seen.asked_for && named_class && well_formed && !excepted;
}

bool has_leading_zero(std::string_view code) {
  for (std::size_t dot = code.find('.'); dot != code.npos; dot = code.find('.', dot + 1)) {
    const std::string_view number = code.substr(dot + 1, code.find('.', dot + 1) - dot - 1);
    if (number.size() > 1 && number.front() == '0') return true;
  }
  return false;
}

}  // namespace

void check_enhanced_codes(const SeenReply& seen, Findings& findings) {
  if (!must_have_codes(seen)) return;
  findings.look({"watch/enhanced-code-missing"});
  const auto note = [&](std::string_view rule, std::string_view message, std::string expected,
                        const smtp::ReplyLine& line) {
    findings.note(rule, {.entry = seen.entry,
                         .message = fmt::format("{} {}", seen.name(), message),
                         .expected = std::move(expected),
                         .got = shown(line.octets)});
  };
  const int reply_class = seen.reply.code() / 100;
  const std::string_view first = enhanced_code(seen.reply.lines.front().text);
  for (const smtp::ReplyLine& line : seen.reply.lines) {
    const std::string_view code = enhanced_code(line.text);
    if (code.empty())
      return note("watch/enhanced-code-missing",
                  "lacks an enhanced code though ENHANCEDSTATUSCODES is offered",
                  fmt::format("{} {}.x.x", line.code, reply_class), line);
    findings.look({"watch/enhanced-class-differs", "watch/enhanced-code-leading-zero"});
    if (seen.reply.lines.size() > 1) findings.look({"watch/enhanced-codes-differ"});
    if (has_leading_zero(code))
      return note("watch/enhanced-code-leading-zero", "has an enhanced code with a leading zero",
                  "numbers without leading zeros", line);
    if (code.front() - '0' != reply_class)
      return note("watch/enhanced-class-differs", "has an enhanced code of another class than its code",
                  fmt::format("{}.x.x", reply_class), line);
    if (code != first)
      return note("watch/enhanced-codes-differ", "has different enhanced codes on its lines",
                  fmt::format("{} on every line", first), line);
  }
}

}  // namespace smtpspec::watch

#include <fmt/format.h>

#include <algorithm>
#include <array>

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

// RFC 3463 section 3: subjects and details that are of use "only as a permanent error", and that no
// registered basic code has with class 4 (RFC 5248 section 2.4).
bool tells_of_permanent_errors_only(std::string_view code) {
  constexpr std::array<std::string_view, 8> all = {"1.2", "1.3", "1.6", "5.2", "6.1", "6.3", "7.2", "7.4"};
  return std::find(all.begin(), all.end(), code.substr(2)) != all.end();
}

void check_meaning(const SeenReply& seen, std::string_view code, const smtp::ReplyLine& line,
                   Findings& findings) {
  findings.look({"watch/enhanced-code-without-blank", "watch/enhanced-code-unregistered"});
  const auto note = [&](std::string_view rule, std::string_view message, std::string_view expected) {
    findings.note(rule, {.entry = seen.entry,
                         .message = fmt::format("{} {}", seen.name(), message),
                         .expected = std::string(expected),
                         .got = shown(line.octets)});
  };
  if (code == line.text)
    note("watch/enhanced-code-without-blank", "ends behind its enhanced code", "a blank behind the code");
  if (code.find('.', 2) != 3 || code[2] > '7')
    note("watch/enhanced-code-unregistered", "has an enhanced code whose subject nobody registered",
         "a subject from 0 to 7");
  if (code.front() != '4') return;
  findings.look({"watch/enhanced-code-of-no-use"});
  if (tells_of_permanent_errors_only(code))
    note("watch/enhanced-code-of-no-use", "may be asked again, and has a code of permanent errors only",
         "5.x.x, or another code");
}

// RFC 6531 section 4.2: which reply codes go with a code of SMTPUTF8, in words; empty if this one does, or if
// it is another code.
std::string_view place_of_smtputf8_code(std::string_view code, int reply_code) {
  const std::string_view detail = code.substr(std::min(code.find('.'), code.size()));
  const bool refuses_mailbox = reply_code == 550 || reply_code == 553;
  if (detail == ".6.7" && !refuses_mailbox) return "X.6.7 behind 550 or 553";
  if (detail == ".6.8" && !refuses_mailbox && reply_code != 252) return "X.6.8 behind 252, 550 or 553";
  return detail == ".6.10" ? "X.6.8, of which X.6.10 is a withdrawn double" : "";
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
    check_meaning(seen, code, line, findings);
    findings.look({"watch/enhanced-code-of-smtputf8"});
    if (const std::string_view place = place_of_smtputf8_code(code, line.code); !place.empty())
      return note("watch/enhanced-code-of-smtputf8", "has a code of SMTPUTF8 that does not belong there",
                  std::string(place), line);
    if (code != first)
      return note("watch/enhanced-codes-differ", "has different enhanced codes on its lines",
                  fmt::format("{} on every line", first), line);
  }
}

}  // namespace smtpspec::watch

#include "play/judging/leeway.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <initializer_list>

#include "play/judging/judgement.hpp"

namespace smtpspec::play {
namespace {

using namespace scenario;

bool is_one_of(std::string_view label, std::initializer_list<std::string_view> labels) {
  return std::find(labels.begin(), labels.end(), label) != labels.end();
}

// Whether one of the lines has an alternative of this grade whose code begins with one of these digits.
bool names_code(Lines lines, Grade grade, std::string_view digits) {
  const auto fits = [&](const Alternative& one) {
    const auto* expected = std::get_if<ReplyExpected>(&one.what);
    return expected && one.grade == grade && digits.find(expected->code.pattern.front()) != digits.npos;
  };
  return std::any_of(lines.begin(), lines.end(), [&](const Expect* line) {
    return std::any_of(line->alternatives.begin(), line->alternatives.end(), fits);
  });
}

bool wants_success(Lines lines) {
  return names_code(lines, Grade::accepted, "23");
}

// RFC 3207 section 4 and RFC 4954 section 6 name the commands that 530 is no answer to; nor is it one to the
// STARTTLS that a login may have to wait for.
bool may_want_more_first(const Circumstances& now) {
  const bool tls_first = !now.in_tls && !is_one_of(now.label, {"NOOP", "EHLO", "STARTTLS", "QUIT"});
  const bool login_first = !now.authenticated && !is_one_of(now.label, {"AUTH", "EHLO", "HELO", "NOOP",
                                                                        "RSET", "STARTTLS", "QUIT"});
  return tls_first || login_first;
}

// RFC 5321 4.2.1: 4yz is for conditions that pass, and nobody but the server knows them: a client that is
// new to it, its load, its filter's silence. Those concern who sends what to whom, so they hold at these
// commands also where a refusal for good is due; elsewhere, only where the command should have succeeded.
// Nothing is to be put off at NOOP, RSET and QUIT (4.1.1.5, 4.1.1.9, 4.1.1.10); and of 100 recipients none is
// too many (4.5.3.1.8), which is what 452 to RCPT says (4.5.3.1.10).
bool may_put_off(Lines lines, int code, const Circumstances& now) {
  if (is_one_of(now.label, {"NOOP", "RSET", "QUIT"})) return false;
  if (code == 452 && now.label == "RCPT" && now.rule.rfc == 5321 && now.rule.section == "4.5.3.1.8")
    return false;
  return is_one_of(now.label, {"EHLO", "HELO", "RCPT", "DATA", "content", "BDAT"}) || wants_success(lines);
}

// A line that tolerates a refusal says that policy (RFC 5321 7.9) is nothing it is about: then another code
// that refuses a mailbox or a transaction (4.2.2, 4.2.3) is none either. 50z and 555 are about the command
// itself, 552 is about size.
bool may_refuse(Lines lines, int code) {
  const bool is_refusal = code == 550 || code == 551 || code == 553 || code == 554;
  return is_refusal && wants_success(lines) && names_code(lines, Grade::tolerated, "5");
}

// RFC 3463 section 3.8: X.7.n is about policy and permission. A refusal that says so itself, where the
// message or its envelope should have been taken, is one.
bool says_policy(Lines lines, const smtp::Reply& reply, const Circumstances& now) {
  const auto status = reply.enhanced_status();
  return status && status->status_class == 5 && status->subject == 7 && wants_success(lines) &&
         is_one_of(now.label, {"RCPT", "DATA", "content", "BDAT"});
}

constexpr std::string_view unblocked_by =
    " (--over starttls begins with TLS; --set user=NAME --set password=WORD lets scenarios log in)";

}  // namespace

std::string leeway_for(Lines lines, const smtp::Reply& reply, const Circumstances& circumstances) {
  const int code = reply.code();
  const auto told = [&](std::string_view why) {
    return fmt::format("{}: {}", why, in_words(reply));
  };
  if (code == 421) return told("the server closes the session for a reason of its own");
  if (code == 530 && may_want_more_first(circumstances))
    return told("the server wants TLS or a login first").append(unblocked_by);
  if (code / 100 == 4 && may_put_off(lines, code, circumstances))
    return told(is_one_of(circumstances.label, {"content", "BDAT"})
                    ? "the content was put off"
                    : "put off, for want of resources or as a matter of policy");
  if (may_refuse(lines, code) || says_policy(lines, reply, circumstances))
    return told("refused as a matter of policy");
  return {};
}

}  // namespace smtpspec::play

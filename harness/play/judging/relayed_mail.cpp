#include "play/judging/relayed_mail.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "play/judging/delivered_content.hpp"
#include "play/judging/delivery_report.hpp"
#include "play/judging/report_checks.hpp"
#include "play/judging/trace.hpp"
#include "smtp/command.hpp"
#include "smtp/xtext.hpp"
#include "text/visible.hpp"

namespace smtpspec::play {
namespace {

using namespace scenario;
using What = ReportCheck::What;

std::string mailbox_of(const Unit& unit) {
  const bool mail = unit.command.verb == "MAIL";
  const auto reading = smtp::parse_path_argument(unit.command.argument, mail ? "FROM" : "TO");
  return reading.argument ? reading.argument->path.mailbox() : unit.command.argument;
}

std::string body_of(std::string_view message) {
  const std::size_t end = message.find("\r\n\r\n");
  return end == message.npos ? "" : std::string(message.substr(end + 4));
}

// --- of the fields about one recipient ---------------------------------------------------------------------

std::optional<std::string> group_mismatch(const ReportCheck& check, const Fields& fields, Values& values) {
  const std::string* action = find_field(fields, "action");
  const std::string* status = find_field(fields, "status");
  if (check.what == What::action) {
    const std::string word = action ? smtp::upper(action->substr(0, action->find_first_of(" \t("))) : "";
    const bool known = std::any_of(check.words.begin(), check.words.end(),
                                   [&](const std::string& one) { return smtp::upper(one) == word; });
    return known ? std::nullopt : std::optional(fmt::format("its action is '{}'", action ? *action : "none"));
  }
  if (check.what == What::status) {
    const auto code = status ? smtp::parse_enhanced_status(*status) : std::nullopt;
    const bool fits = code && std::any_of(check.patterns.begin(), check.patterns.end(), [&](const auto& one) {
                        return one.matches(code->status_class, code->subject, code->detail);
                      });
    return fits ? std::nullopt : std::optional(fmt::format("its status is '{}'", status ? *status : "none"));
  }
  const auto wanted = values.text(*check.text);
  if (!wanted) return std::string();
  const std::string* original = find_field(fields, "original-recipient");
  if (!original) return "it has no Original-Recipient";
  const auto plain = smtp::decode_xtext(*original);
  const auto of_wanted = smtp::decode_xtext(*wanted);
  std::string got = smtp::upper(plain.value_or(*original));
  std::erase(got, ' ');
  std::string expected = smtp::upper(of_wanted.value_or(*wanted));
  std::erase(expected, ' ');
  return got == expected ? std::nullopt
                         : std::optional(fmt::format("its Original-Recipient is '{}'", *original));
}

bool is_about_a_recipient(What what) {
  return what == What::action || what == What::status || what == What::original_recipient;
}

// Some recipient's fields must satisfy all of these, those of the named one where one is named.
std::optional<std::string> recipients_mismatch(const std::vector<ReportCheck>& checks,
                                               const DeliveryReport& report, Values& values) {
  const auto named = std::find_if(checks.begin(), checks.end(),
                                  [](const ReportCheck& one) { return one.what == What::recipient; });
  std::optional<std::string> mailbox;
  if (named != checks.end()) {
    mailbox = values.text(*named->text);
    if (!mailbox) return std::string();
  }
  const bool any = mailbox || std::any_of(checks.begin(), checks.end(), [](const ReportCheck& one) {
                     return is_about_a_recipient(one.what);
                   });
  if (!any) return std::nullopt;
  std::optional<std::string> nearest = mailbox ? fmt::format("nothing in it is about {}", *mailbox)
                                               : std::string("nothing in it is about a recipient");
  for (const Fields& fields : report.of_recipients) {
    if (mailbox && !is_about(fields, *mailbox)) continue;
    std::optional<std::string> why;
    for (const ReportCheck& check : checks)
      if (!why && is_about_a_recipient(check.what)) why = group_mismatch(check, fields, values);
    if (!why) return std::nullopt;
    nearest = why;
  }
  return nearest;
}

std::optional<std::string> unwanted_mismatch(const ReportCheck& check, const DeliveryReport& report,
                                             Values& values) {
  const auto mailbox = values.text(*check.text);
  if (!mailbox) return std::string();
  const bool any = std::any_of(report.of_recipients.begin(), report.of_recipients.end(),
                               [&](const Fields& fields) { return is_about(fields, *mailbox); });
  return any ? std::optional(fmt::format("it has fields about {}", *mailbox)) : std::nullopt;
}

std::optional<std::string> others_mismatch(const OnlyTo& only, const RelayedMail& mail, Values& values) {
  const auto mailbox = values.text(only.mailbox);
  if (!mailbox) return std::string();
  for (const Unit& one : mail.recipients)
    if (!same_mailbox(mailbox_of(one), *mailbox)) return fmt::format("it goes to <{}>", mailbox_of(one));
  return std::nullopt;
}

// --- of the report as a whole ------------------------------------------------------------------------------

std::optional<std::string> envelope_id_mismatch(const ReportCheck& check, const DeliveryReport& report,
                                                Values& values) {
  const std::string* id = find_field(report.of_message, "original-envelope-id");
  if (!check.text)
    return id ? std::optional(fmt::format("it has an Original-Envelope-Id, '{}'", *id)) : std::nullopt;
  const auto wanted = values.text(*check.text);
  if (!wanted) return std::string();
  if (!id) return "it has no Original-Envelope-Id";
  // RFC 3464 section 2.2.1: as it was, decoded from xtext.
  return *id == *wanted ? std::nullopt : std::optional(fmt::format("its Original-Envelope-Id is '{}'", *id));
}

std::optional<std::string> enclosure_mismatch(const ReportCheck& check, const DeliveryReport& report,
                                              Values& values) {
  const OctetSourcePtr source = values.content(check.content, false);
  if (!source) return std::string();
  const std::string sent = all_of(*source);
  if (!report.returned) return "it holds nothing of the message";
  const std::string body = body_of(sent);
  std::string_view shown = body;
  while (shown.ends_with("\r\n")) shown.remove_suffix(2);
  const bool holds_body = !shown.empty() && report.returned->find(shown) != std::string::npos;
  if (check.what == What::holds_header)
    return holds_body ? std::optional<std::string>("it holds the body of the message") : std::nullopt;
  if (holds_body) return std::nullopt;
  const ContentDifference difference = compare_contents(*octets_in_memory(sent), *report.returned, false);
  if (difference.body.empty() || difference.decodes_to_the_same.value_or(false)) return std::nullopt;
  return report.is_header_only ? std::string("it holds the header section only")
                               : "it does not hold the body of the message";
}

}  // namespace

bool is_to(const RelayedMail& mail, std::string_view mailbox) {
  return std::any_of(mail.recipients.begin(), mail.recipients.end(),
                     [&](const Unit& one) { return same_mailbox(mailbox_of(one), mailbox); });
}

std::optional<std::string> relayed_mismatch(const MailExpected& expected, const RelayedMail& mail,
                                            Values& values) {
  if (mail.came_back) return std::string();
  std::string sent;
  if (expected.what == MailExpected::What::seven_bit) {
    if (auto why = trace_mismatch(SevenBit{}, {sent, mail.content}, values)) return why;
  } else if (expected.what == MailExpected::What::content) {
    const OctetSourcePtr source = values.content(expected.content, false);
    if (!source) return std::string();
    sent = all_of(*source);
    const ContentDifference difference = compare_contents(*octets_in_memory(sent), mail.content, false);
    const bool is_about_trace =
        std::any_of(expected.checks.begin(), expected.checks.end(), [](const auto& one) {
          return std::holds_alternative<ReceivedField>(one) ||
                 std::holds_alternative<ReceivedFieldNames>(one) || std::holds_alternative<NoFieldMore>(one);
        });
    // One line, one rule: what is about the trace is not about the body.
    // How a body is encoded is the relay's own where the next hop needs it (RFC 6152 section 3).
    if (!is_about_trace && !difference.body.empty() && !difference.decodes_to_the_same.value_or(false))
      return difference.body;
    if (expected.with_header && !difference.header.empty()) return difference.header;
  }
  for (const TraceCheck& check : expected.checks) {
    const auto* only = std::get_if<OnlyTo>(&check);
    auto why = only ? others_mismatch(*only, mail, values)
                    : trace_mismatch(check, {sent, mail.content, mail.recipients.size()}, values);
    if (why) return why;
  }
  return std::nullopt;
}

std::optional<std::string> returned_mismatch(const ReportExpected& expected, const RelayedMail& mail,
                                             Values& values) {
  if (!mail.came_back) return std::string();
  const auto to = values.text(expected.to);
  if (!to) return std::string();
  if (!is_to(mail, *to)) return fmt::format("it was not sent to {}", *to);
  const DeliveryReport report = read_report(mail.content);
  const auto named = std::find_if(expected.checks.begin(), expected.checks.end(),
                                  [](const ReportCheck& one) { return one.what == What::recipient; });
  const auto mailbox = named == expected.checks.end() ? std::nullopt : values.text(*named->text);
  for (const ReportCheck& check : expected.checks) {
    std::optional<std::string> why;
    if (check.what == What::report && (report.type != "multipart/report" || report.parts.empty()))
      why = fmt::format("it is {}", report.type.empty() ? "text/plain" : report.type);
    if (is_of_form(check)) why = form_mismatch(check, report, mailbox, values);
    if (check.what == What::null_sender && !mailbox_of(mail.command).empty())
      why = fmt::format("it comes from <{}>", mailbox_of(mail.command));
    if (check.what == What::envelope_id) why = envelope_id_mismatch(check, report, values);
    if (check.what == What::holds || check.what == What::holds_header)
      why = enclosure_mismatch(check, report, values);
    if (check.what == What::no_recipient) why = unwanted_mismatch(check, report, values);
    if (why) return why;
  }
  return recipients_mismatch(expected.checks, report, values);
}

bool concerns(const ReportExpected& expected, const RelayedMail& mail) {
  const DeliveryReport report = read_report(mail.content);
  if (!report.is_machine_readable) return true;
  std::vector<std::string> wanted;
  for (const ReportCheck& check : expected.checks)
    if (check.what == What::action) wanted = check.words;
  const auto is_wanted = [&](const Fields& fields) {
    const std::string* action = find_field(fields, "action");
    if (!action) return true;
    const std::string word = smtp::upper(action->substr(0, action->find_first_of(" \t(")));
    // That it takes longer is no answer to what became of the message.
    if (word == "DELAYED")
      return std::find(wanted.begin(), wanted.end(), std::string("delayed")) != wanted.end();
    const bool only_delay = wanted.size() == 1 && wanted.front() == "delayed";
    return !only_delay;
  };
  return report.of_recipients.empty() ||
         std::any_of(report.of_recipients.begin(), report.of_recipients.end(), is_wanted);
}

std::string in_words(const RelayedMail& mail) {
  std::string to;
  for (const Unit& one : mail.recipients)
    to += fmt::format("{}<{}>", to.empty() ? "" : ", ", text::visible_cut(mailbox_of(one), 60));
  return fmt::format("a message of {} octets from <{}> to {}", mail.content.size(),
                     text::visible_cut(mailbox_of(mail.command), 60), to.empty() ? "nobody" : to);
}

}  // namespace smtpspec::play

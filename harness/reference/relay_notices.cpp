#include "reference/relay_notices.hpp"

#include <algorithm>
#include <array>
#include <string_view>

#include "reference/client_reasons.hpp"
#include "reference/mail_date.hpp"
#include "reference/relay_reasons.hpp"
#include "smtp/command.hpp"
#include "smtp/mail_values.hpp"
#include "smtp/reply.hpp"
#include "smtp/xtext.hpp"

namespace smtpspec::reference {
namespace {
namespace notices {

using enum NoticeMistake;

// A keyword of NOTIFY.
bool asks_for(const QueuedRecipient& recipient, std::string_view keyword) {
  return smtp::upper(recipient.value("NOTIFY")).find(keyword) != std::string::npos;
}

bool asks_for_nothing(const QueuedRecipient& recipient) {
  return asks_for(recipient, "NEVER");
}

bool says_nothing(const QueuedRecipient& recipient) {
  return recipient.value("NOTIFY").empty();
}

bool takes_delays(const QueuedRecipient& recipient) {
  return says_nothing(recipient) || asks_for(recipient, "DELAY");
}

struct OwnStatus {
  std::string_view reason;
  std::string_view status;
};

constexpr std::array own_statuses = {
    OwnStatus{reasons::needs_smtputf8, "5.6.7"},
    OwnStatus{reasons::unfit_content, "5.6.3"},
    OwnStatus{reasons::too_large, "5.3.4"},
    OwnStatus{reasons::needs_requiretls, "5.7.30"},
    OwnStatus{reasons::needs_deliver_by, "5.3.3"},
    OwnStatus{reasons::no_tls, "5.7.10"},
    OwnStatus{reasons::no_handshake, "5.7.10"},
    OwnStatus{reasons::no_trust, "5.7.10"},
    OwnStatus{reasons::loop, "5.4.6"},
    OwnStatus{reasons::too_late, "5.4.7"},
    OwnStatus{reasons::late, "4.4.7"},
};

bool begins_with_code(std::string_view words) {
  return words.size() >= 3 && words.substr(0, 3).find_first_not_of("0123456789") == words.npos;
}

// What the reply says by itself; else what its code says (RFC 3461 section 6.3 (g)).
std::string status_of(ReportAction action, const std::string& words) {
  const auto* own = std::find_if(own_statuses.begin(), own_statuses.end(),
                                 [&](const OwnStatus& one) { return one.reason == words; });
  if (own != own_statuses.end()) return std::string(own->status);
  if (!begins_with_code(words))
    return action == ReportAction::relayed || action == ReportAction::delivered ? "2.0.0" : "4.4.0";
  const auto enhanced =
      smtp::parse_enhanced_status(std::string_view(words).substr(std::min<std::size_t>(4, words.size())));
  const int digit = words.front() - '0';
  const int status_class = digit == 2 || digit == 4 || digit == 5 ? digit : 5;
  if (enhanced && enhanced->status_class == status_class) return enhanced->str();
  return std::to_string(status_class) + ".0.0";
}

// RFC 3461 section 4.3; RFC 8689 section 5.
bool returns_whole(const RelayBehaviour& behaviour, const QueuedMessage& message) {
  using enum ReportMistake;
  const std::string ret = smtp::upper(message.value("RET"));
  if (message.parameter("REQUIRETLS") && !behaviour.makes(whole_in_spite_of_requiretls)) return false;
  if (ret == "HDRS") return behaviour.makes(whole_in_spite_of_hdrs);
  if (ret == "FULL") return !behaviour.makes(header_in_spite_of_full);
  return !behaviour.has(RelayHabit::header_returned);
}

std::string author_of(std::string_view content) {
  const std::size_t from = content.find("\r\nFrom: ");
  if (from == content.npos) return "";
  const std::string_view value = content.substr(from + 8, content.find("\r\n", from + 2) - from - 8);
  const std::size_t open = value.find('<');
  return std::string(open == value.npos ? value : value.substr(open + 1, value.find('>') - open - 1));
}

// RFC 5321 section 6.1.
std::string addressee(const RelayBehaviour& behaviour, const QueuedMessage& message) {
  const std::string& sender = message.message.reverse_path;
  const std::string author = author_of(message.message.content);
  if (behaviour.makes(to_author) && !author.empty()) return author;
  if (sender.empty() && behaviour.makes(for_null_sender)) return author;
  const std::string submitter = message.value("SUBMITTER");
  if (behaviour.makes(to_submitter) && !submitter.empty())
    return smtp::decode_xtext(submitter).value_or(sender);
  return sender;
}

std::vector<ReportedRecipient> with_all(const QueuedMessage& message, std::vector<ReportedRecipient> some) {
  for (const QueuedRecipient& one : message.recipients) {
    const bool there = std::any_of(some.begin(), some.end(), [&](const ReportedRecipient& other) {
      return other.final_recipient == one.forward_path;
    });
    if (!there) some.push_back(reported(one, ReportAction::relayed, one.trouble));
  }
  return some;
}

QueuedMessage report_about(const RelayBehaviour& behaviour, const QueuedMessage& message,
                           std::vector<ReportedRecipient> recipients, std::size_t id, long now) {
  if (behaviour.makes(all_recipients_listed)) recipients = with_all(message, std::move(recipients));
  if (behaviour.makes(one_recipient_only)) recipients.resize(1);
  DeliveryReport report{.id = id,
                        .to = addressee(behaviour, message),
                        .envelope_id = message.value("ENVID"),
                        .date = mail_date(now),
                        .arrival_date = mail_date(message.taken_at),
                        .deliver_by_date = {},
                        .client_name = message.message.client_name,
                        .recipients = std::move(recipients),
                        .message = message.message.content,
                        .whole = returns_whole(behaviour, message),
                        .binary = smtp::equal_ignoring_case(message.value("BODY"), "BINARYMIME")};
  if (const auto by = smtp::parse_deliver_by(message.value("BY")))
    report.deliver_by_date = mail_date(message.taken_at + by->seconds);
  WrittenReport written = write_report(behaviour, report);
  QueuedMessage queued{.id = id,
                       .message = {},
                       .recipients = {},
                       .taken_at = now,
                       .to_be_reported = {},
                       .is_report = true,
                       .needs_smtputf8 = written.needs_smtputf8,
                       .seven_bit_content = std::move(written.seven_bit_content)};
  queued.message.content = std::move(written.content);
  if (behaviour.makes(sender_not_null)) queued.message.reverse_path = "postmaster@" + behaviour.name;
  if (behaviour.makes(with_ret)) queued.message.mail_parameters.push_back({"RET", "HDRS"});
  if (behaviour.makes(envid_of_message) && !report.envelope_id.empty())
    queued.message.mail_parameters.push_back({"ENVID", report.envelope_id});
  QueuedRecipient to{.forward_path = report.to, .parameters = {}, .trouble = {}};
  if (!behaviour.has(RelayHabit::plain_reports))
    to.parameters.push_back({"NOTIFY", behaviour.makes(notify_failure) ? "FAILURE" : "NEVER"});
  queued.recipients.push_back(std::move(to));
  return queued;
}

}  // namespace notices
}  // namespace

bool is_failure_due(const RelayBehaviour& behaviour, const QueuedMessage&, const QueuedRecipient& recipient) {
  using enum NoticeMistake;
  if (notices::asks_for_nothing(recipient)) return behaviour.makes(never_ignored);
  if (notices::says_nothing(recipient)) return !behaviour.makes(failure_kept_without_notify);
  if (notices::asks_for(recipient, "FAILURE")) return !behaviour.makes(failure_kept);
  return behaviour.makes(failure_unasked);
}

bool is_delay_due(const RelayBehaviour& behaviour, const QueuedRecipient& recipient) {
  if (behaviour.has(RelayHabit::no_delay_reports)) return false;
  return notices::takes_delays(recipient) || behaviour.makes(NoticeMistake::delay_unasked);
}

bool is_lateness_due(const QueuedRecipient& recipient) {
  return notices::takes_delays(recipient);
}

bool is_success_due(const QueuedRecipient& recipient) {
  return notices::asks_for(recipient, "SUCCESS");
}

bool is_relaying_due(const RelayBehaviour& behaviour, const QueuedMessage& message,
                     const QueuedRecipient& recipient, const smtp::Extensions& offered) {
  using enum NoticeMistake;
  const bool never = notices::asks_for_nothing(recipient);
  if (never) return behaviour.makes(never_ignored) && !offered.offers("DSN");
  const auto by = smtp::parse_deliver_by(message.value("BY"));
  const bool loses_by = by && !by->returns && by->seconds > 0 && !offered.offers("DELIVERBY");
  if (loses_by && !behaviour.makes(none_for_late)) return true;
  if (by && by->trace && !behaviour.makes(none_for_traced)) return true;
  if (offered.offers("DSN") && !behaviour.makes(relayed_in_spite_of_dsn)) return false;
  if (notices::asks_for(recipient, "SUCCESS")) return !behaviour.makes(none_for_relayed);
  return behaviour.makes(relayed_unasked);
}

ReportedRecipient reported(const QueuedRecipient& recipient, ReportAction action, const std::string& words) {
  ReportedRecipient one;
  one.action = action;
  one.final_recipient = recipient.forward_path;
  one.original_recipient = recipient.value("ORCPT");
  one.status = notices::status_of(action, words);
  one.trouble = words;
  const bool is_reply = notices::begins_with_code(words);
  if (is_reply || is_about_next_hop(words)) one.remote_mta = domain_of(recipient.forward_path);
  return one;
}

std::vector<QueuedMessage> reports_about(const RelayBehaviour& behaviour, const QueuedMessage& message,
                                         std::size_t id, long now) {
  using enum NoticeMistake;
  std::vector<QueuedMessage> reports;
  if (message.is_report || notices::addressee(behaviour, message).empty()) return reports;
  if (message.message.reverse_path.empty() && !behaviour.makes(for_null_sender)) return reports;
  for (const auto action :
       {ReportAction::failed, ReportAction::delayed, ReportAction::relayed, ReportAction::delivered}) {
    std::vector<ReportedRecipient> some;
    for (const ReportedRecipient& one : message.to_be_reported)
      if (one.action == action) some.push_back(one);
    const std::size_t at_once = behaviour.has(RelayHabit::report_for_each_recipient) ? 1 : some.size();
    const int times = behaviour.makes(failure_twice) && action == ReportAction::failed ? 2 : 1;
    for (int time = 0; time < times; ++time)
      for (std::size_t at = 0; at < some.size(); at += at_once) {
        const auto begin = some.begin() + static_cast<std::ptrdiff_t>(at);
        const std::vector<ReportedRecipient> portion(begin, begin + static_cast<std::ptrdiff_t>(at_once));
        reports.push_back(notices::report_about(behaviour, message, portion, id + reports.size(), now));
      }
  }
  return reports;
}

}  // namespace smtpspec::reference

#include "reference/relay.hpp"

#include <algorithm>
#include <utility>

#include "reference/mail_date.hpp"
#include "reference/relay_alterations.hpp"
#include "reference/relay_notices.hpp"
#include "reference/relay_reasons.hpp"
#include "reference/relay_submission.hpp"
#include "reference/relay_trace.hpp"
#include "smtp/command.hpp"
#include "smtp/mail_values.hpp"

namespace smtpspec::reference {
namespace {

bool is_found_looping(const RelayBehaviour& behaviour, const std::string& content) {
  constexpr std::size_t few = 10;
  if (behaviour.makes(QueueMistake::loops)) return false;
  const std::size_t most = behaviour.makes(QueueMistake::short_loops_only) ? few : behaviour.most_received;
  return received_fields(content) > most;
}

// The To field, as it came; empty if there is none.
std::string_view to_field(std::string_view content) {
  const std::size_t to = content.find("\r\nTo: ");
  const std::size_t end = content.find("\r\n", to + 2);
  return to == content.npos || end == content.npos ? "" : content.substr(to + 6, end - to - 6);
}

bool is_found_malformed(const RelayBehaviour& behaviour, const std::string& content) {
  const std::string_view to = to_field(content);
  return behaviour.makes(QueueMistake::malformed_header_returned) && to.find('<') != to.npos &&
         to.find('>') == to.npos;
}

// Who stands in To, as somebody takes it who sends by the header section.
std::string recipient_in_header(const std::string& content) {
  std::string mailbox(to_field(content));
  std::erase_if(mailbox, [](char one) { return one == '<' || one == '>'; });
  return mailbox.find(' ') == mailbox.npos && mailbox.find('@') != mailbox.npos ? mailbox : "";
}

}  // namespace

Relay::Relay(RelayBehaviour behaviour) : behaviour_(std::move(behaviour)) {
  behaviour_.server.server_name = behaviour_.name;
  behaviour_.server.local_domains = {behaviour_.name};
  behaviour_.server.mailboxes = {"postmaster@" + behaviour_.name};
  behaviour_.client.client_name = behaviour_.name;
}

void Relay::accept(const Message& message) {
  QueuedMessage queued{.id = ++latest_id_,
                       .message = message,
                       .recipients = {},
                       .taken_at = now_,
                       .to_be_reported = {},
                       .seven_bit_content = {}};
  add_recipients(queued);
  const std::string content = altered(behaviour_, message.content);
  Message changed = message;
  changed.content = content;
  queued.message.content = with_trace(behaviour_, changed, queued.id, mail_date(now_));
  if (is_found_looping(behaviour_, message.content))
    for (QueuedRecipient& one : queued.recipients) fail(queued, one, std::string(reasons::loop));
  if (is_found_malformed(behaviour_, message.content))
    for (QueuedRecipient& one : queued.recipients) fail(queued, one, std::string(reasons::malformed_header));
  queue_.push_back(queued);
  if (!behaviour_.makes(QueueMistake::sends_twice)) return;
  queued.id = ++latest_id_;
  queue_.push_back(std::move(queued));
}

// Of its own mailboxes there is only that of its postmaster, which needs no errand.
void Relay::add_recipients(QueuedMessage& queued) const {
  const Message& message = queued.message;
  for (std::size_t i = 0; i < message.forward_paths.size(); ++i) {
    QueuedRecipient one{.forward_path = message.forward_paths[i], .parameters = {}, .trouble = {}};
    if (i < message.recipient_parameters.size()) one.parameters = message.recipient_parameters[i];
    const bool is_known =
        std::any_of(queued.recipients.begin(), queued.recipients.end(), [&](const QueuedRecipient& known) {
          return smtp::equal_ignoring_case(known.forward_path, one.forward_path);
        });
    if (is_known && behaviour_.client.makes(AddressMistake::merges_by_case)) continue;
    const std::string domain = domain_of(one.forward_path);
    const bool is_last_of_several = i > 0 && i + 1 == message.forward_paths.size();
    if (is_last_of_several && behaviour_.makes(ForwardingMistake::last_recipient_lost)) continue;
    if (domain.empty() || smtp::equal_ignoring_case(domain, behaviour_.name)) {
      one.state = State::done;
      if (is_success_due(one)) queued.to_be_reported.push_back(reported(one, ReportAction::delivered, ""));
    }
    queued.recipients.push_back(std::move(one));
  }
  const std::string further = recipient_in_header(message.content);
  if (behaviour_.makes(QueueMistake::header_recipients) && !further.empty())
    queued.recipients.push_back({.forward_path = further, .parameters = {}, .trouble = {}});
}

std::optional<Relay::Errand> Relay::next() {
  report_where_settled();
  for (QueuedMessage& message : queue_) {
    std::vector<std::size_t> due = take_due(behaviour_, message);
    if (due.empty()) continue;
    Errand errand{++latest_errand_, domain_of(message.recipients[due.front()].forward_path),
                  submission_of(behaviour_, message, due, now_ - message.taken_at)};
    under_way_[errand.id] = {message.id, std::move(due)};
    return errand;
  }
  forget_what_is_done();
  return std::nullopt;
}

ClientBehaviour Relay::client_behaviour(const Errand& errand) const {
  ClientBehaviour client = behaviour_.client;
  const auto& parameters = errand.submission.passed_on;
  const bool requires_tls = std::any_of(parameters.begin(), parameters.end(), [](const smtp::Parameter& one) {
    return one.keyword == "REQUIRETLS";
  });
  if (requires_tls && !client.makes(PassingMistake::tls_not_required)) client.tls = TlsMode::required;
  return client;
}

void Relay::ended(const Errand& errand, const Report& report, const smtp::Extensions& offered) {
  const auto found = under_way_.find(errand.id);
  if (found == under_way_.end()) return;  // it was killed in between
  const UnderWay under_way = std::move(found->second);
  under_way_.erase(found);
  QueuedMessage* message = find(under_way.message);
  if (!message) return;
  const Delivery overall = report.overall();
  const bool any_delivered =
      std::any_of(report.recipients.begin(), report.recipients.end(),
                  [](const RecipientReport& one) { return one.delivery == Delivery::delivered; });
  for (std::size_t i = 0; i < under_way.recipients.size(); ++i) {
    QueuedRecipient& recipient = message->recipients[under_way.recipients[i]];
    RecipientReport fate;  // deferred, unless the client knows better
    for (const RecipientReport& one : report.recipients)
      if (one.forward_path == errand.submission.forward_paths[i]) fate = one;
    if (overall == Delivery::refused && behaviour_.makes(QueueMistake::refused_with_one))
      fate.delivery = Delivery::refused;
    if (any_delivered && behaviour_.makes(QueueMistake::delivered_with_one))
      fate.delivery = Delivery::delivered;
    settle(*message, recipient, fate.delivery, fate.reason, offered);
  }
}

void Relay::settle(QueuedMessage& message, QueuedRecipient& recipient, Delivery delivery,
                   const std::string& words, const smtp::Extensions& offered) {
  recipient.trouble = words;
  if (delivery == Delivery::deferred) return settle_deferred(message, recipient, words);
  if (delivery == Delivery::refused) {
    if (behaviour_.makes(QueueMistake::retries_refused)) return wait(message, recipient);
    return fail(message, recipient, words);
  }
  recipient.state = State::done;
  recipient.delivered = true;
  if (is_relaying_due(behaviour_, message, recipient, offered))
    message.to_be_reported.push_back(reported(recipient, ReportAction::relayed, words));
}

void Relay::settle_deferred(QueuedMessage& message, QueuedRecipient& recipient, const std::string& words) {
  // RFC 8689 section 4.2.1: what may not go out in clear is returned.
  const bool for_want_of_tls = message.parameter("REQUIRETLS") && is_about_tls(words);
  if (for_want_of_tls || behaviour_.makes(QueueMistake::gives_up_deferred))
    return fail(message, recipient, words);
  if (behaviour_.makes(QueueMistake::loses_deferred)) {
    recipient.state = State::done;
    return;
  }
  wait(message, recipient);
}

void Relay::fail(QueuedMessage& message, QueuedRecipient& recipient, const std::string& words) {
  recipient.state = State::done;
  recipient.trouble = words;
  if (behaviour_.makes(QueueMistake::loses_refused)) return;
  if (is_failure_due(behaviour_, message, recipient))
    message.to_be_reported.push_back(reported(recipient, ReportAction::failed, words));
}

void Relay::wait(QueuedMessage& message, QueuedRecipient& recipient) {
  recipient.state = State::deferred;
  if (!behaviour_.makes(QueueMistake::again_to_all)) return;
  for (QueuedRecipient& other : message.recipients)
    if (other.delivered) other.state = State::deferred;
}

bool Relay::next_round() {
  report_where_settled();
  bool any = false;
  now_ += behaviour_.seconds_of_a_round;
  for (QueuedMessage& message : queue_)
    for (QueuedRecipient& one : message.recipients) {
      any = any || one.state == State::due;
      if (one.state != State::deferred) continue;
      any = true;
      if (is_past_time(message, one)) continue;
      if (one.attempts >= behaviour_.most_rounds) {
        fail(message, one, one.trouble);
        continue;
      }
      one.state = State::due;
      if (one.attempts + 1 < behaviour_.most_rounds || one.told_of_delay) continue;
      one.told_of_delay = true;
      if (is_delay_due(behaviour_, one))
        message.to_be_reported.push_back(reported(one, ReportAction::delayed, one.trouble));
    }
  return any;
}

// RFC 2852 section 4.1.3. True: it is given up.
bool Relay::is_past_time(QueuedMessage& message, QueuedRecipient& recipient) {
  const auto by = smtp::parse_deliver_by(message.value("BY"));
  if (!by || now_ - message.taken_at < by->seconds) return false;
  if (by->returns && behaviour_.makes(QueueMistake::late_tried_again)) return false;
  if (by->returns) {
    fail(message, recipient, std::string(reasons::too_late));
    return true;
  }
  if (!std::exchange(recipient.told_of_lateness, true) && is_lateness_due(recipient))
    message.to_be_reported.push_back(reported(recipient, ReportAction::delayed, std::string(reasons::late)));
  return false;
}

void Relay::killed() {
  under_way_.clear();
  if (behaviour_.makes(QueueMistake::lost_at_kill)) queue_.clear();
  for (QueuedMessage& message : queue_)
    for (QueuedRecipient& one : message.recipients) {
      const bool again = one.delivered && behaviour_.makes(QueueMistake::again_at_kill);
      if (one.state == State::under_way || one.state == State::deferred || again) one.state = State::due;
    }
}

QueuedMessage* Relay::find(std::size_t id) {
  const auto found =
      std::find_if(queue_.begin(), queue_.end(), [&](const QueuedMessage& one) { return one.id == id; });
  return found == queue_.end() ? nullptr : &*found;
}

// Once all sessions of a round are over: one report for those who share a fate (RFC 5321 section 4.4).
void Relay::report_where_settled() {
  std::vector<QueuedMessage> all;
  for (QueuedMessage& message : queue_) {
    const bool waits =
        message.has(State::under_way) || (message.has(State::due) && !message.to_be_reported.empty() &&
                                          message.to_be_reported.front().action != ReportAction::delayed);
    if (message.to_be_reported.empty() || waits) continue;
    std::vector<QueuedMessage> reports = reports_about(behaviour_, message, latest_id_ + 1, now_);
    message.to_be_reported.clear();
    latest_id_ += reports.size();
    std::move(reports.begin(), reports.end(), std::back_inserter(all));
  }
  std::move(all.begin(), all.end(), std::back_inserter(queue_));
}

void Relay::forget_what_is_done() {
  if (behaviour_.makes(QueueMistake::again_at_kill)) return;
  std::erase_if(queue_, [](const QueuedMessage& one) {
    return one.to_be_reported.empty() && !one.has(State::due) && !one.has(State::under_way) &&
           !one.has(State::deferred);
  });
}

}  // namespace smtpspec::reference

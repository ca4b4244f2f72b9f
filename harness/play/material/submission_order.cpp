#include "play/material/submission_order.hpp"

#include <fmt/format.h>

#include <array>
#include <utility>

#include "sasl/mechanism.hpp"

namespace smtpspec::play {
namespace {

using Tls = scenario::Submission::Tls;

// Fields that a client would add itself are there, so that there is nothing to add.
std::string default_message(const SubmissionOrder& order, const std::string& token) {
  return fmt::format(
      "From: <{}>\r\nTo: <{}>\r\nSubject: {}\r\nDate: Thu, 01 Jan 2026 12:00:00 +0000\r\n"
      "Message-ID: <{}@client.test>\r\n\r\nA short message.\r\n",
      order.sender.empty() ? "nobody@client.test" : order.sender, order.recipients.front(), token, token);
}

bool add_envelope(const scenario::Submission& submission, Values& values, SubmissionOrder& order) {
  if (!submission.null_sender) {
    const auto sender = submission.sender ? values.text(*submission.sender) : values.variable("sender");
    if (!sender) return false;
    order.sender = *sender;
  }
  for (const scenario::Text& one : submission.recipients) {
    const auto recipient = values.text(one);
    if (!recipient) return false;
    order.recipients.push_back(*recipient);
  }
  if (!order.recipients.empty()) return true;
  const auto recipient = values.variable("recipient");
  if (recipient) order.recipients.push_back(*recipient);
  return recipient.has_value();
}

}  // namespace

std::optional<SubmissionOrder> order_of(const scenario::Scenario& scenario, Values& values) {
  const scenario::Submission& submission = scenario.submission;
  const auto client = values.variable("client"), server = values.variable("server");
  const auto token = values.variable("case");
  if (!client || !server || !token) return std::nullopt;
  SubmissionOrder order{.tls = submission.tls,
                        .client_name = *client,
                        .server_name = *server,
                        .mechanism = submission.mechanism,
                        .smtputf8 = submission.smtputf8,
                        .eight_bit = submission.eight_bit,
                        .notify = submission.notify,
                        .ret = submission.ret,
                        .envid = submission.envid,
                        .retry = submission.retry};
  if (!add_envelope(submission, values, order)) return std::nullopt;
  if (submission.auth) {
    const auto mechanism = sasl::find_mechanism(submission.mechanism);
    const bool with_token = mechanism && sasl::bears_token(*mechanism);
    const auto user = values.variable("user"), password = values.variable(with_token ? "token" : "password");
    if (!user || !password) return std::nullopt;
    order.user = *user;
    order.password = *password;
  }
  if (submission.message.empty()) {
    order.message = default_message(order, *token);
    return order;
  }
  const OctetSourcePtr source = values.content(submission.message, false);
  if (!source) return std::nullopt;
  order.message = all_of(*source);
  return order;
}

std::optional<std::string> unmet_wish(const scenario::Submission& submission, const Facts& facts) {
  const std::array wishes = {
      std::pair(submission.tls == Tls::opportunistic, "client.tls-opportunistic"),
      std::pair(submission.tls == Tls::required, "client.tls-required"),
      std::pair(submission.tls == Tls::implicit, "client.tls-implicit"),
      std::pair(submission.auth, "client.auth"),
      std::pair(submission.smtputf8, "client.smtputf8"),
      std::pair(submission.eight_bit, "client.8bit"),
      std::pair(!submission.notify.empty() || !submission.ret.empty() || !submission.envid.empty(),
                "client.dsn"),
      std::pair(submission.recipients.size() > 1, "client.several-recipients"),
      std::pair(submission.null_sender, "client.null-sender"),
      std::pair(submission.retry, "client.queue")};
  for (const auto& [wished, fact] : wishes)
    if (wished && !facts.facts.contains(std::string_view(fact)))
      return fmt::format("this client can't be asked for it: its profile says nothing of '{}'", fact);
  return std::nullopt;
}

}  // namespace smtpspec::play

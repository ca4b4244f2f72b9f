#include "play/material/submission_order.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>
#include <vector>

#include "sasl/mechanism.hpp"

namespace smtpspec::play {
namespace {

using Tls = scenario::Submission::Tls;

bool is_control(char octet) {
  return (octet >= 0 && octet < ' ') || octet == 0x7F;
}

// A wish's address as a header field can hold it: what is hostile in it is the envelope's matter alone.
std::string in_field(const std::string& address) {
  const bool fits = !address.empty() && std::none_of(address.begin(), address.end(), is_control);
  return fits ? address : "nobody@client.test";
}

// Fields that a client would add itself are there, so that there is nothing to add.
std::string default_message(const SubmissionOrder& order, const std::string& token) {
  return fmt::format(
      "From: <{}>\r\nTo: <{}>\r\nSubject: {}\r\nDate: Thu, 01 Jan 2026 12:00:00 +0000\r\n"
      "Message-ID: <{}@client.test>\r\n\r\nA short message.\r\n",
      in_field(order.sender), in_field(order.recipients.front()), token, token);
}

// Whether the wish itself, without what its insertions stand for, holds such an octet.
template <class Predicate>
bool holds(const scenario::Text& wish, Predicate predicate) {
  return std::any_of(wish.pieces.begin(), wish.pieces.end(), [&](const auto& piece) {
    const auto* octets = std::get_if<std::string>(&piece);
    return octets && std::any_of(octets->begin(), octets->end(), predicate);
  });
}

// What only a quoted string has (RFC 5321 section 4.1.2).
bool is_quoting(char octet) {
  return octet == '"' || octet == '\\' || octet == ' ';
}

std::vector<scenario::Text> texts_of(const scenario::Submission& submission) {
  std::vector<scenario::Text> all = submission.recipients;
  for (const auto* one :
       {&submission.sender, &submission.client_name, &submission.user, &submission.password})
    if (*one) all.push_back(**one);
  return all;
}

template <class Predicate>
bool any_holds(const scenario::Submission& submission, Predicate predicate) {
  const std::vector<scenario::Text> all = texts_of(submission);
  return std::any_of(all.begin(), all.end(),
                     [&](const scenario::Text& one) { return holds(one, predicate); });
}

std::optional<std::string> wished(const std::optional<scenario::Text>& wish, std::string_view otherwise,
                                  Values& values) {
  return wish ? values.text(*wish) : values.variable(otherwise);
}

bool add_envelope(const scenario::Submission& submission, Values& values, SubmissionOrder& order) {
  if (!submission.null_sender) {
    const auto sender = wished(submission.sender, "sender", values);
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
  const auto client = wished(submission.client_name, "client", values), server = values.variable("server");
  const auto token = values.variable("case");
  if (!client || !server || !token) return std::nullopt;
  SubmissionOrder order{.tls = submission.tls,
                        .client_name = *client,
                        .server_name = *server,
                        .mechanism = submission.mechanism,
                        .smtputf8 = submission.smtputf8,
                        .eight_bit = submission.eight_bit,
                        .binary = submission.binary,
                        .notify = submission.notify,
                        .ret = submission.ret,
                        .envid = submission.envid,
                        .with = submission.with,
                        .retry = submission.retry};
  if (!add_envelope(submission, values, order)) return std::nullopt;
  if (submission.auth) {
    const auto mechanism = sasl::find_mechanism(submission.mechanism);
    const bool with_token = mechanism && sasl::bears_token(*mechanism);
    const auto user = wished(submission.user, "user", values);
    const auto password = wished(submission.password, with_token ? "token" : "password", values);
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

namespace {

std::string fact_of(const smtp::Parameter& wish) {
  if (wish.keyword == "BY") return "client.deliverby";
  if (wish.keyword.starts_with("HOLD")) return "client.futurerelease";
  return "client." + smtp::lower(wish.keyword);
}

std::string without_fact(std::string_view fact) {
  return fmt::format("this client can't be asked for it: its profile says nothing of '{}'", fact);
}

}  // namespace

std::optional<std::string> unmet_wish(const scenario::Submission& submission, const Facts& facts) {
  const std::array wishes = {
      std::pair(submission.tls == Tls::opportunistic, "client.tls-opportunistic"),
      std::pair(submission.tls == Tls::required, "client.tls-required"),
      std::pair(submission.tls == Tls::implicit, "client.tls-implicit"),
      std::pair(submission.auth, "client.auth"),
      std::pair(submission.smtputf8, "client.smtputf8"),
      std::pair(submission.eight_bit, "client.8bit"),
      std::pair(submission.binary, "client.binary"),
      std::pair(!submission.notify.empty() || !submission.ret.empty() || !submission.envid.empty(),
                "client.dsn"),
      std::pair(submission.recipients.size() > 1, "client.several-recipients"),
      std::pair(submission.null_sender, "client.null-sender"),
      std::pair(submission.client_name.has_value(), "client.any-name"),
      std::pair(any_holds(submission, is_quoting), "client.quoted-addresses"),
      std::pair(any_holds(submission, is_control), "client.any-octets"),
      std::pair(any_holds(submission, [](char octet) { return octet == 0; }), "client.nul"),
      std::pair(submission.retry, "client.queue")};
  for (const auto& [wished, fact] : wishes)
    if (wished && !facts.facts.contains(std::string_view(fact))) return without_fact(fact);
  for (const smtp::Parameter& wish : submission.with)
    if (const std::string fact = fact_of(wish); !facts.facts.contains(fact)) return without_fact(fact);
  return std::nullopt;
}

}  // namespace smtpspec::play

#include "play/memory/reference_peers.hpp"

#include <fmt/format.h>

#include <utility>

#include "reference/directory.hpp"

namespace smtpspec::play {

using Tls = scenario::Submission::Tls;

Facts facts_of(const reference::Behaviour& behaviour) {
  const std::string domain =
      behaviour.local_domains.empty() ? behaviour.server_name : behaviour.local_domains.front();
  Facts facts;
  facts.variables = {{"client", "client.test"},
                     {"server", behaviour.server_name},
                     {"sender", "sender@client.test"},
                     {"recipient", "alice@" + domain},
                     {"second-recipient", "bob@" + domain},
                     {"unknown-recipient", "nosuch@" + domain},
                     {"case", "c0123456789abcdefghi"},
                     {"x-message-url", behaviour.stored_url},
                     {"x-list", std::string(reference::mailing_list)},
                     {"x-forwarded", std::string(reference::forwarded.address)},
                     {"x-moved", std::string(reference::moved.address)},
                     {"x-forwarded-beyond-ascii", std::string(reference::forwarded_beyond_ascii.address)},
                     {"x-moved-beyond-ascii", std::string(reference::moved_beyond_ascii.address)}};
  const auto& customers = behaviour.customer_domains;
  if (customers.size() > 1) {
    facts.variables["x-on-demand-domain"] = customers[0];
    facts.variables["x-on-demand-recipient"] = "carol@" + customers[0];
    facts.variables["x-other-on-demand-recipient"] = "dave@" + customers[1];
    facts.variables["x-idle-domain"] = domain;
  }
  if (!behaviour.accounts.empty()) {
    facts.variables["user"] = behaviour.accounts.front().user;
    facts.variables["password"] = behaviour.accounts.front().password;
    facts.variables["token"] = behaviour.accounts.front().token;
  }
  facts.facts = {"delivery"};
  return facts;
}

Facts facts_of_reference_client() {
  Facts facts;
  facts.variables = {{"client", "client.test"},
                     {"server", "mx.test"},
                     {"sender", "sender@client.test"},
                     {"recipient", "alice@mx.test"},
                     {"second-recipient", "bob@mx.test"},
                     {"unknown-recipient", "nosuch@mx.test"},
                     {"user", "alice"},
                     {"password", "secret"},
                     {"token", "token-of-alice"},
                     {"case", "c0123456789abcdefghi"}};
  facts.facts = {"client.starttls",
                 "client.tls-opportunistic",
                 "client.tls-required",
                 "client.tls-implicit",
                 "client.auth",
                 "client.smtputf8",
                 "client.8bit",
                 "client.binary",
                 "client.dsn",
                 "client.pipelining",
                 "client.several-recipients",
                 "client.null-sender",
                 "client.any-name",
                 "client.quoted-addresses",
                 "client.any-octets",
                 "client.nul",
                 "client.queue",
                 "client.deliverby",
                 "client.futurerelease",
                 "client.mt-priority",
                 "client.mtrk",
                 "client.requiretls",
                 "client.solicit",
                 "client.submitter",
                 "client.chunking",
                 "client.size",
                 "client.limits",
                 "client.scram",
                 "client.channel-binding",
                 "client.oauthbearer",
                 "client.xoauth2",
                 "client.certificates",
                 "client.certificate-names"};
  return facts;
}

Facts facts_of_reference_relay() {
  Facts facts;
  facts.variables = {{"client", "client.test"},
                     {"server", "relay.test"},
                     {"next-hop", "next-hop.test"},
                     {"sender-host", "sender.test"},
                     {"sender", "carol@sender.test"},
                     {"recipient", "dave@next-hop.test"},
                     {"second-recipient", "erin@next-hop.test"},
                     {"marker", "marker@next-hop.test"},
                     {"refused-marker", "refused-marker@next-hop.test"},
                     {"user", "alice"},
                     {"password", "secret"},
                     {"token", "token-of-alice"},
                     {"case", "c0123456789abcdefghi"}};
  facts.facts = {"relay.warns", "relay.restarts"};
  return facts;
}

reference::Submission submission_of(const SubmissionOrder& order) {
  reference::Submission submission;
  submission.reverse_path = order.sender;
  submission.forward_paths = order.recipients;
  submission.content = order.message;
  submission.body = order.binary      ? reference::BodyKind::binary
                    : order.eight_bit ? reference::BodyKind::eight_bit
                                      : reference::BodyKind::seven_bit;
  submission.needs_smtputf8 = order.smtputf8;
  submission.dsn.notify = order.notify;
  submission.dsn.ret = order.ret;
  submission.dsn.envid = order.envid;
  submission.asked = order.with;
  submission.retry = order.retry;
  if (order.user.empty()) return submission;
  submission.mechanism = sasl::find_mechanism(order.mechanism);
  const bool with_token = submission.mechanism && sasl::bears_token(*submission.mechanism);
  submission.credentials = with_token ? reference::Credentials{order.user, "", order.password}
                                      : reference::Credentials{order.user, order.password};
  return submission;
}

reference::ClientBehaviour behaviour_for(const SubmissionOrder& order, reference::ClientBehaviour behaviour) {
  using reference::TlsMode;
  // A client that gives another name than it should is wrong in that.
  if (behaviour.client_name == reference::ClientBehaviour().client_name)
    behaviour.client_name = order.client_name;
  behaviour.tls = order.tls == Tls::never           ? TlsMode::never
                  : order.tls == Tls::opportunistic ? TlsMode::opportunistic
                  : order.tls == Tls::required      ? TlsMode::required
                                                    : TlsMode::from_the_first_octet;
  behaviour.transfer = reference::ContentTransfer::chunks_where_offered;
  return behaviour;
}

scenario::Told told_by(const reference::Report& report) {
  switch (report.overall()) {
    case reference::Delivery::delivered:
      return scenario::Told::delivered;
    case reference::Delivery::refused:
      return scenario::Told::refused;
    case reference::Delivery::deferred:
      return scenario::Told::deferred;
  }
  return scenario::Told::failed;
}

std::string in_words(const reference::Report& report) {
  std::string words;
  for (const reference::RecipientReport& one : report.recipients)
    words += fmt::format("{}: {}\n", one.forward_path, one.reason);
  return words;
}

}  // namespace smtpspec::play

// SubmissionOrder: what a client is asked for, with everything in it known: who drives the client hands it
// over.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "play/material/facts.hpp"
#include "play/material/values.hpp"
#include "scenario/scenario.hpp"

namespace smtpspec::play {

struct SubmissionOrder {
  scenario::Submission::Tls tls = scenario::Submission::Tls::never;
  std::string client_name;  // for EHLO
  std::string server_name;  // that the certificate must name
  // Empty: no authentication; the client's own choice. Where the mechanism bears a token it is the password.
  std::string user, password, mechanism;
  std::string sender;  // without brackets; empty for <>
  std::vector<std::string> recipients;
  std::string message;  // header and body, with CRLF
  bool smtputf8 = false;
  bool eight_bit = false;
  bool binary = false;
  std::string notify, ret, envid;     // empty: not asked for
  std::vector<smtp::Parameter> with;  // further parameters of MAIL
  bool retry = false;                 // once more, at once, what is deferred at first
  unsigned patience = 1;              // times the usual that it may take
};

// Empty where a name has no value for this client (Values::missing).
std::optional<SubmissionOrder> order_of(const scenario::Scenario& scenario, Values& values);

// Why this client can't be asked for it, in words; nothing if it can. Facts are what its profile says it can:
// client.starttls, client.tls-opportunistic, client.tls-required, client.tls-implicit, client.auth,
// client.smtputf8, client.8bit, client.binary, client.dsn, client.several-recipients, client.null-sender,
// client.queue, client.any-name, client.quoted-addresses, client.any-octets, client.nul, client.deliverby,
// client.futurerelease, client.mt-priority, client.mtrk, client.requiretls, client.solicit, client.submitter.
std::optional<std::string> unmet_wish(const scenario::Submission& submission, const Facts& facts);

}  // namespace smtpspec::play

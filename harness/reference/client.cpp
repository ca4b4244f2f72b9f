#include "reference/client.hpp"

#include <algorithm>
#include <utility>

#include "reference/client_content.hpp"
#include "smtp/command.hpp"

namespace smtpspec::reference {
namespace {

constexpr std::string_view keyword_of(Service service) {
  switch (service) {
    case Service::starttls:
      return "STARTTLS";
    case Service::size:
      return "SIZE";
    case Service::eight_bit_mime:
      return "8BITMIME";
    case Service::binarymime:
      return "BINARYMIME";
    case Service::pipelining:
      return "PIPELINING";
    case Service::chunking:
      return "CHUNKING";
    case Service::smtputf8:
      return "SMTPUTF8";
    case Service::auth:
      return "AUTH";
    case Service::dsn:
      return "DSN";
  }
  return "";
}

std::string text_of(const smtp::Reply& reply) {
  std::string text = std::to_string(reply.code());
  for (const smtp::ReplyLine& line : reply.lines) text += " " + line.text;
  return text;
}

}  // namespace

Client::Client(ClientBehaviour behaviour, Submission submission)
    : behaviour_(std::move(behaviour)),
      submission_(std::move(submission)),
      fates_(submission_.forward_paths.size()) {}

ClientOutput Client::connected() {
  replies_ = smtp::ReplyReader();
  offered_ = {};
  awaited_ = {Awaited::greeting};
  next_recipient_ = 0;
  in_tls_ = greeted_by_ehlo_ = mail_accepted_ = closed_ = false;
  handshaking_ = behaviour_.tls == TlsMode::from_the_first_octet;
  output_.start_tls = handshaking_;
  spoke_first_ = behaviour_.makes(ClientMistake::speaks_before_greeting) && !handshaking_;
  if (spoke_first_) say(Awaited::ehlo, "EHLO " + behaviour_.client_name);
  return take_output();
}

ClientOutput Client::receive(std::string_view octets) {
  if (closed_) return {};
  replies_.append(octets);
  while (!closed_ && !handshaking_ && !awaited_.empty()) {
    const auto reply = replies_.next();
    if (!reply) break;
    const Awaited awaited = awaited_.front();
    awaited_.pop_front();
    follow(awaited, *reply);
  }
  return take_output();
}

ClientOutput Client::tls_established(CertificateVerdict verdict) {
  if (closed_) return {};
  handshaking_ = false;
  in_tls_ = true;
  // RFC 3207 section 5: what came in clear behind the 220 is nobody's answer.
  if (!behaviour_.makes(ClientMistake::executes_injected_reply)) replies_ = smtp::ReplyReader();
  if (!behaviour_.makes(ClientMistake::keeps_extensions_across_tls)) offered_ = {};
  if (!certificate_will_do(verdict)) {
    decide_all(Delivery::deferred, "the certificate cannot be trusted");
    if (behaviour_.tls == TlsMode::from_the_first_octet)
      close();  // nothing is said before the greeting
    else
      quit();
    return take_output();
  }
  if (behaviour_.tls == TlsMode::from_the_first_octet) return take_output();
  if (behaviour_.makes(ClientMistake::skips_ehlo_after_tls) ||
      behaviour_.makes(ClientMistake::keeps_extensions_across_tls))
    authenticate_or_submit();
  else
    say(Awaited::ehlo, "EHLO " + behaviour_.client_name);
  return receive("");
}

ClientOutput Client::tls_failed() {
  if (closed_) return {};
  handshaking_ = false;
  if (behaviour_.tls == TlsMode::opportunistic && !tls_given_up_) {
    tls_given_up_ = true;
    closed_ = true;
    output_.close = output_.reconnect = true;
    return take_output();
  }
  decide_all(Delivery::deferred, "the TLS handshake failed");
  close();
  return take_output();
}

// RFC 5321 section 3.8: as if 451 had been received.
ClientOutput Client::connection_ended(const std::string& reason) {
  if (reported_) return {};
  decide_all(Delivery::deferred, reason);
  close();
  return take_output();
}

void Client::say(Awaited awaited, const std::string& line) {
  awaited_.push_back(awaited);
  output_.octets += line + "\r\n";
}

void Client::follow(Awaited awaited, const smtp::Reply& reply) {
  if (reply.code() == 421 && awaited != Awaited::quit) {
    decide_all(Delivery::deferred, text_of(reply));
    if (awaited != Awaited::ehlo || !behaviour_.makes(ClientMistake::helo_after_421)) return close();
    return say(Awaited::helo, "HELO " + behaviour_.client_name);
  }
  switch (awaited) {
    case Awaited::greeting:
      return follow_greeting(reply);
    case Awaited::ehlo:
      return follow_ehlo(reply);
    case Awaited::helo:
      if (!reply.positive()) return give_up(class_of(reply), text_of(reply));
      return secure_or_submit();
    case Awaited::starttls:
      return follow_starttls(reply);
    case Awaited::auth:
      if (!reply.positive()) return give_up(class_of(reply), text_of(reply));
      return submit();
    case Awaited::mail:
      return follow_mail(reply);
    case Awaited::recipient:
      return follow_recipient(reply);
    case Awaited::data:
      return follow_data(reply);
    case Awaited::content:
      return follow_content(reply);
    case Awaited::chunk:
      return follow_chunk(reply);
    case Awaited::rset:
      return quit();
    case Awaited::quit:
      return close();
  }
}

void Client::follow_greeting(const smtp::Reply& reply) {
  if (reply.code() != 220 && !behaviour_.makes(ClientMistake::ignores_refused_greeting))
    return give_up(class_of(reply), text_of(reply));
  if (!spoke_first_) say(Awaited::ehlo, "EHLO " + behaviour_.client_name);
}

void Client::follow_ehlo(const smtp::Reply& reply) {
  if (reply.positive()) {
    offered_ = smtp::parse_extensions(reply);
    greeted_by_ehlo_ = true;
    return secure_or_submit();
  }
  const auto& codes = behaviour_.helo_codes;
  const bool unknown = std::find(codes.begin(), codes.end(), reply.code()) != codes.end();
  if (!unknown || behaviour_.makes(ClientMistake::never_tries_helo))
    return give_up(class_of(reply), text_of(reply));
  offered_ = {};
  greeted_by_ehlo_ = false;
  say(Awaited::helo, "HELO " + behaviour_.client_name);
}

void Client::follow_starttls(const smtp::Reply& reply) {
  if (reply.code() == 220) {
    handshaking_ = output_.start_tls = true;
    return;
  }
  if (behaviour_.tls == TlsMode::required) return give_up(Delivery::deferred, text_of(reply));
  tls_given_up_ = true;
  authenticate_or_submit();
}

void Client::secure_or_submit() {
  const bool wanted = behaviour_.tls == TlsMode::required || behaviour_.tls == TlsMode::opportunistic;
  if (!wanted || in_tls_ || tls_given_up_) return authenticate_or_submit();
  if (can_use(Service::starttls)) return say(Awaited::starttls, "STARTTLS");
  if (behaviour_.tls == TlsMode::required)
    return give_up(Delivery::deferred, "TLS is required and not offered");
  authenticate_or_submit();
}

void Client::authenticate_or_submit() {
  if (!submission_.credentials) return submit();
  const smtp::Extension* auth = offered_.find("AUTH");
  const bool has_plain =
      auth && std::any_of(auth->parameters.begin(), auth->parameters.end(), [](const std::string& mechanism) {
        return smtp::equal_ignoring_case(mechanism, "PLAIN");
      });
  if (!in_tls_ && !behaviour_.makes(ClientMistake::credentials_in_clear))
    return give_up(Delivery::deferred, "credentials are not sent in clear");
  if (!has_plain) return give_up(Delivery::deferred, "AUTH PLAIN is not offered");
  const Credentials& who = *submission_.credentials;
  say(Awaited::auth, "AUTH PLAIN " + base64('\0' + who.user + '\0' + who.password));
}

bool Client::certificate_will_do(CertificateVerdict verdict) const {
  if (behaviour_.tls == TlsMode::opportunistic) return true;
  return (verdict.trusted || behaviour_.makes(ClientMistake::accepts_unknown_authority)) &&
         (verdict.name_matches || behaviour_.makes(ClientMistake::accepts_wrong_name)) &&
         (verdict.current || behaviour_.makes(ClientMistake::accepts_expired_certificate));
}

void Client::decide_all(Delivery delivery, const std::string& reason) {
  for (Fate& fate : fates_) {
    if (fate.delivery) continue;
    fate.delivery = delivery;
    fate.reason = reason;
  }
}

void Client::give_up(Delivery delivery, const std::string& reason) {
  decide_all(delivery, reason);
  quit();
}

void Client::quit() {
  if (behaviour_.makes(ClientMistake::no_quit)) return close();
  say(Awaited::quit, "QUIT");
}

void Client::close() {
  closed_ = output_.close = true;
  if (std::exchange(reported_, true)) return;
  Report report;
  for (std::size_t i = 0; i < fates_.size(); ++i)
    report.recipients.push_back(
        {submission_.forward_paths[i], fates_[i].delivery.value_or(Delivery::deferred), fates_[i].reason});
  output_.report = std::move(report);
}

ClientOutput Client::take_output() {
  return std::exchange(output_, {});
}

bool Client::can_use(Service service) const {
  if (behaviour_.assumed.has(service)) return true;
  return !behaviour_.declined.has(service) && offered_.offers(keyword_of(service));
}

// RFC 5321 section 4.2.1. What is no answer at all may be one another time.
Delivery Client::class_of(const smtp::Reply& reply) const {
  if (reply.permanent_negative())
    return behaviour_.makes(ClientMistake::permanent_is_transient) ? Delivery::deferred : Delivery::refused;
  return behaviour_.makes(ClientMistake::transient_is_permanent) ? Delivery::refused : Delivery::deferred;
}

}  // namespace smtpspec::reference

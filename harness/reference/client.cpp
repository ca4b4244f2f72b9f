#include "reference/client.hpp"

#include <algorithm>
#include <utility>

#include "reference/client_addresses.hpp"
#include "reference/client_offers.hpp"
#include "reference/client_reasons.hpp"

namespace smtpspec::reference {
namespace {

// The verb, and the FROM: or TO: behind it.
std::string in_lower_case(std::string line) {
  const std::size_t end = std::min(line.find(':'), line.find(' '));
  const std::size_t colon = line.find(":<");
  const std::size_t last = colon == line.npos ? std::min(end, line.size()) : colon;
  for (std::size_t at = 0; at < last; ++at)
    if (line[at] >= 'A' && line[at] <= 'Z') line[at] = static_cast<char>(line[at] + 32);
  return line;
}

Submission merged(const ClientBehaviour& behaviour, Submission submission) {
  merge_recipients(behaviour, submission);
  return submission;
}

}  // namespace

Client::Client(ClientBehaviour behaviour, Submission submission)
    : behaviour_(std::move(behaviour)),
      submission_(merged(behaviour_, std::move(submission))),
      fates_(submission_.forward_paths.size()),
      report_{std::vector<RecipientReport>(fates_.size())} {
  for (std::size_t i = 0; i < fates_.size(); ++i) fates_[i].place = i;
}

Client::Client(ClientBehaviour behaviour, std::vector<Submission> submissions)
    : Client(std::move(behaviour), submissions.empty() ? Submission() : submissions.front()) {
  for (std::size_t i = 1; i < submissions.size(); ++i)
    further_.push_back(merged(behaviour_, std::move(submissions[i])));
}

ClientOutput Client::connected() {
  replies_ = {};
  offered_ = {};
  exchange_.reset();
  awaited_ = {Awaited::greeting};
  next_recipient_ = planned_from_ = planned_to_ = 0;
  if (!makes(LimitMistake::remembered)) limits_known_ = false;
  used_ = {};
  session_is_full_ = false;
  in_tls_ = certificate_good_ = authenticated_ = nested_starttls_ = false;
  mail_accepted_ = closed_ = quit_again_ = login_failed_ = false;
  preludes_said_ = postludes_said_ = 0;
  ehlos_said_ = 0;
  bindings_ = {};
  handshaking_ = behaviour_.tls == TlsMode::from_the_first_octet && !makes(TlsMistake::waits_in_clear);
  output_.start_tls = handshaking_;
  spoke_first_ = makes(SessionMistake::speaks_before_greeting) && !handshaking_;
  if (spoke_first_) say_ehlo();
  return take_output();
}

ClientOutput Client::receive(std::string_view octets) {
  if (closed_) return {};
  replies_.append(behaviour_, octets);
  while (!closed_ && !handshaking_ && !awaited_.empty()) {
    const auto reply = replies_.next(behaviour_, awaited_.front() == Awaited::greeting);
    if (!reply) break;
    const Awaited awaited = awaited_.front();
    awaited_.pop_front();
    follow(awaited, *reply);
  }
  return take_output();
}

ClientOutput Client::tls_established(CertificateVerdict verdict, sasl::ChannelBindings bindings) {
  if (closed_) return {};
  handshaking_ = false;
  in_tls_ = true;
  bindings_ = std::move(bindings);
  ehlos_said_ = 0;
  // Where TLS is opportunistic nothing is verified for its own sake.
  const bool verifies = behaviour_.tls != TlsMode::opportunistic;
  certificate_good_ = verdict.good() || (verifies && certificate_will_do(verdict));
  // RFC 3207 section 5: what came in clear behind the 220 is nobody's answer.
  if (makes(TlsMistake::continues_injected_line))
    replies_.drop_lines();
  else if (!makes(TlsMistake::executes_injected_reply))
    replies_ = {};
  offered_in_clear_ = offered_;
  if (!makes(TlsMistake::keeps_extensions)) offered_ = {};
  if (!certificate_will_do(verdict)) {
    decide_all(Delivery::deferred, std::string(reasons::no_trust));
    if (behaviour_.tls == TlsMode::from_the_first_octet)
      close();  // nothing is said before the greeting
    else
      quit();
    return take_output();
  }
  if (behaviour_.tls == TlsMode::from_the_first_octet) return take_output();
  if (makes(TlsMistake::skips_ehlo) || makes(TlsMistake::keeps_extensions))
    authenticate_or_submit();
  else
    say_ehlo();
  return receive("");
}

ClientOutput Client::tls_failed() {
  if (closed_) return {};
  handshaking_ = false;
  const bool may_go_on =
      (behaviour_.tls == TlsMode::opportunistic && !has(ClientHabit::gives_up_without_tls)) ||
      makes(TlsMistake::goes_on_after_failed_handshake);
  if (may_go_on && !tls_given_up_) {
    tls_given_up_ = true;
    reconnect();
  } else {
    decide_all(Delivery::deferred, std::string(reasons::no_handshake));
    close();
  }
  return take_output();
}

// RFC 5321 section 3.8: as if 451 had been received.
ClientOutput Client::connection_ended(const std::string& reason) {
  if (reported_) return {};
  if (handshaking_ && makes(TlsMistake::goes_on_after_failed_handshake)) return tls_failed();
  if (awaits(Awaited::quit)) follow_failed_quit(reason);
  Delivery delivery = Delivery::deferred;
  if (makes(ReplyMistake::lost_connection_is_permanent)) delivery = Delivery::refused;
  if (makes(ReplyMistake::lost_connection_is_delivery) && awaits(Awaited::content))
    delivery = Delivery::delivered;
  decide_all(delivery, reason);
  close();
  return take_output();
}

void Client::say(Awaited awaited, const std::string& line) {
  awaited_.push_back(awaited);
  if (makes(SessionMistake::blank_before_verb)) output_.octets += ' ';
  const bool is_response = awaited == Awaited::auth && !line.starts_with("AUTH ");  // base64
  const bool in_small_letters = has(ClientHabit::lower_case_commands) && !is_response;
  output_.octets += (in_small_letters ? in_lower_case(line) : line) + behaviour_.line_end;
}

void Client::say_ehlo() {
  ++ehlos_said_;
  const std::string name = name_as_written(behaviour_, behaviour_.client_name);
  say(Awaited::ehlo, name.empty() ? "EHLO" : "EHLO " + name);
  if (makes(SessionMistake::noop_behind_ehlo)) say(Awaited::noop, "NOOP");
}

void Client::say_helo() {
  const std::string name = name_as_written(behaviour_, behaviour_.client_name);
  say(Awaited::helo, makes(SessionMistake::helo_without_name) ? "HELO" : "HELO " + name);
}

void Client::say_prelude() {
  const auto& preludes = behaviour_.habits.before_mail;
  if (preludes_said_ < preludes.size()) return say(Awaited::prelude, preludes[preludes_said_++]);
  if (makes(ListMistake::unknown_keyword_is_command)) {
    const std::vector<std::string> keywords = unknown_keywords(offered_);
    const std::size_t said = preludes_said_ - preludes.size();
    if (said < keywords.size()) {
      ++preludes_said_;
      return say(Awaited::prelude, keywords[said]);
    }
  }
  begin_transaction();
}

bool Client::awaits(Awaited awaited) const {
  return std::find(awaited_.begin(), awaited_.end(), awaited) != awaited_.end();
}

void Client::follow(Awaited awaited, const smtp::Reply& reply) {
  if (reply.code() == 421 && awaited != Awaited::quit) {
    decide_all(makes(ReplyMistake::closing_is_permanent) ? Delivery::refused : Delivery::deferred,
               text_of(reply));
    if (awaited != Awaited::ehlo || !makes(SessionMistake::helo_after_421)) return close();
    return say_helo();
  }
  switch (awaited) {
    case Awaited::greeting:
      return follow_greeting(reply);
    case Awaited::ehlo:
      return follow_ehlo(reply);
    case Awaited::helo:
      return follow_helo(reply);
    case Awaited::noop:
      return;
    case Awaited::starttls:
      return follow_starttls(reply);
    case Awaited::auth:
      return follow_auth(reply);
    case Awaited::auth_cancelled:
      return give_up(Delivery::deferred, "the server's challenge made no sense");
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
      return go_on();
    case Awaited::prelude:
      return say_prelude();
    case Awaited::postlude:
      return quit();
    case Awaited::between:
      return say_recipient(next_recipient_);
    case Awaited::quit:
      if (reply.code() != 221 && has(ClientHabit::quits_again) && !std::exchange(quit_again_, true))
        return say(Awaited::quit, "QUIT");
      if (!reply.positive()) follow_failed_quit(text_of(reply));
      return close();
  }
}

void Client::follow_greeting(const smtp::Reply& reply) {
  if (reply.code() != 220 && !makes(SessionMistake::ignores_refused_greeting)) return give_up(reply);
  if (makes(SessionMistake::helo_first)) return say_helo();
  if (!spoke_first_) say_ehlo();
}

void Client::follow_ehlo(const smtp::Reply& reply) {
  if (reply.positive()) {
    if (makes(ListMistake::unknown_keyword_is_fatal) && !knows_all(reply))
      return give_up(Delivery::deferred, "the list holds an unknown keyword");
    offered_ = read_offers(behaviour_, reply);
    if (makes(ListMistake::parameters_are_fatal) && has_needless_parameters(offered_))
      return give_up(Delivery::deferred, "the list holds a parameter that was not expected");
    if (in_tls_) remember_list_in_clear();
    learn_limits();
    if (limits_.unreadable)
      return give_up(Delivery::deferred, "the server announces limits that will not do");
    if (has(ClientHabit::ehlo_twice) && ehlos_said_ == 1) return say_ehlo();
    return secure_or_submit();
  }
  const auto& codes = behaviour_.helo_codes;
  const bool unknown = std::find(codes.begin(), codes.end(), reply.code()) != codes.end();
  if (!unknown && makes(SessionMistake::mails_behind_refused_ehlo)) return submit();
  if (!unknown) return give_up(reply);
  offered_ = {};
  say_helo();
}

// What a client that forgot nothing in clear believes inside TLS.
void Client::remember_list_in_clear() {
  if (makes(TlsMistake::ignores_new_list)) offered_ = offered_in_clear_;
  if (!makes(TlsMistake::adds_to_old_list)) return;
  std::vector<smtp::Extension> both = offered_.list();
  both.insert(both.end(), offered_in_clear_.list().begin(), offered_in_clear_.list().end());
  offered_ = smtp::Extensions(std::move(both));
}

// Nothing but the farewell went wrong: what was accepted stays so.
void Client::follow_failed_quit(const std::string& reason) {
  if (!makes(SessionMistake::failed_quit_undoes_delivery)) return;
  for (Fate& fate : fates_) fate.delivery.reset();
  decide_all(Delivery::deferred, reason);
}

void Client::follow_helo(const smtp::Reply& reply) {
  if (!reply.positive()) return give_up(reply);
  if (makes(ListMistake::helo_list_too)) offered_ = read_offers(behaviour_, reply);
  learn_limits();
  secure_or_submit();
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

void Client::give_up(const smtp::Reply& reply) {
  give_up(class_of(behaviour_, reply), text_of(reply));
}

void Client::quit() {
  if (makes(SessionMistake::no_quit)) return close();
  if (awaits(Awaited::quit)) return;
  const auto& postludes = behaviour_.habits.before_quit;
  const bool greeted = ehlos_said_ > 0;  // RFC 3207 4.2: the first command inside TLS should be EHLO
  if (greeted && postludes_said_ < postludes.size())
    return say(Awaited::postlude, postludes[postludes_said_++]);
  say(Awaited::quit, makes(SessionMistake::quit_with_argument) ? "QUIT now" : "QUIT");
  if (has(ClientHabit::closes_behind_quit)) return close();
  if (makes(SessionMistake::speaks_after_quit)) output_.octets += "NOOP" + behaviour_.line_end;
}

// The end of a connection and, unless there is another attempt, of the submission.
void Client::close() {
  note_fates();
  if (session_is_full_ && first_undecided() < fates_.size()) return reconnect();
  if (tries_again()) return reconnect();
  closed_ = output_.close = true;
  if (!std::exchange(reported_, true)) output_.report = report_;
}

void Client::note_fates() {
  for (std::size_t i = 0; i < fates_.size(); ++i)
    report_.recipients[fates_[i].place] = {submission_.forward_paths[i],
                                           fates_[i].delivery.value_or(Delivery::deferred), fates_[i].reason};
}

// Whether there is another attempt; then it has its recipients: those that were deferred, and no others
// (RFC 5321 sections 4.2.1 and 4.5.4.1).
bool Client::tries_again() {
  const int attempts = 1 + (submission_.retry ? 1 : 0) + (makes(SessionMistake::retries_at_once) ? 1 : 0);
  if (reported_ || attempts_ >= attempts || makes(SessionMistake::forgets_deferred_mail)) return false;
  const auto is = [](Delivery delivery) {
    return [delivery](const Fate& fate) {
      return fate.delivery.value_or(Delivery::deferred) == delivery;
    };
  };
  const bool also_refused = makes(SessionMistake::retries_refused_recipients);
  const bool also_delivered = makes(SessionMistake::retries_delivered_recipients);
  if (std::none_of(fates_.begin(), fates_.end(), is(Delivery::deferred)) &&
      !(also_refused && std::any_of(fates_.begin(), fates_.end(), is(Delivery::refused))))
    return false;
  ++attempts_;
  std::vector<Fate> fates;
  std::vector<std::string> paths;
  std::vector<DsnWishesOfRecipient> wishes;
  for (std::size_t i = 0; i < fates_.size(); ++i) {
    if (is(Delivery::refused)(fates_[i]) && !also_refused) continue;
    if (is(Delivery::delivered)(fates_[i]) && !also_delivered) continue;
    fates.push_back({.place = fates_[i].place, .delivery = {}, .accepted = false, .reason = {}});
    paths.push_back(submission_.forward_paths[i]);
    if (!submission_.dsn_of_recipients.empty()) wishes.push_back(submission_.dsn_of_recipients[i]);
  }
  if (!submission_.dsn_of_recipients.empty()) submission_.dsn_of_recipients = std::move(wishes);
  fates_ = std::move(fates);
  submission_.forward_paths = std::move(paths);
  return true;
}

void Client::reconnect() {
  closed_ = output_.close = output_.reconnect = true;
}

ClientOutput Client::take_output() {
  return std::exchange(output_, {});
}

bool Client::can_use(Service service) const {
  return reference::can_use(behaviour_, offered_, service);
}

}  // namespace smtpspec::reference

// The reference client's mail transaction: MAIL, RCPT, DATA or BDAT, and how it recovers.
#include <algorithm>
#include <utility>

#include "reference/client.hpp"
#include "reference/client_addresses.hpp"
#include "reference/client_content.hpp"
#include "reference/client_envelope.hpp"
#include "reference/client_mail_data.hpp"
#include "reference/client_offers.hpp"
#include "reference/client_parameters.hpp"
#include "reference/client_passing.hpp"
#include "reference/client_reasons.hpp"

namespace smtpspec::reference {
namespace {

// What an MTA puts on top (RFC 5321 4.4), and what a submission server adds (6.4), where a header is there.
std::string trace_of(const ClientBehaviour& behaviour, std::string_view content) {
  const std::string_view first = content.substr(0, content.find("\r\n"));
  if (first.empty() || first.find(':') == first.npos || first.find(' ') < first.find(':')) return "";
  if (behaviour.makes(ContentMistake::return_path_on_top)) return "Return-Path: <sender@client.test>\r\n";
  if (behaviour.makes(ContentMistake::apparently_to)) return "Apparently-To: <alice@mx.test>\r\n";
  const std::string year = behaviour.makes(ContentMistake::short_year) ? "23" : "2023";
  return "Received: from home.test ([127.0.0.1])\r\n"
         "\tby client.test with ESMTP id 1; Mon, 2 Jan " +
         year +
         " 03:04:05 +0000\r\n"
         "Message-ID: <1@client.test>\r\n"
         "Date: Mon, 2 Jan 2023 03:04:05 +0000\r\n";
}

}  // namespace

void Client::submit() {
  if (submission_.forward_paths.empty()) return quit();  // there is nothing to send
  if (!can_be_written(behaviour_, submission_))
    return give_up(Delivery::refused, "an address of the envelope cannot be written in SMTP");
  const Protection protection = !in_tls_            ? Protection::none
                                : certificate_good_ ? Protection::verified
                                                    : Protection::unverified;
  if (const auto unmet = unmet_condition(behaviour_, submission_, offered_, protection); !unmet.empty())
    return give_up(Delivery::refused, std::string(unmet));
  take_seven_bit_content();
  const bool beyond_ascii =
      has_high_octets(submission_.reverse_path) ||
      std::any_of(submission_.forward_paths.begin(), submission_.forward_paths.end(), has_high_octets);
  if (makes(EnvelopeMistake::inner_headers_overlooked)) {
    const std::string_view content = submission_.content;
    submission_.needs_smtputf8 = has_high_octets(content.substr(0, content.find("\r\n\r\n")));
  }
  submission_.needs_smtputf8 = submission_.needs_smtputf8 || beyond_ascii;
  const bool has_a_label =
      std::any_of(submission_.forward_paths.begin(), submission_.forward_paths.end(),
                  [](const std::string& path) { return path.find("@xn--") != path.npos; });
  if (has_a_label && makes(ListMistake::a_labels_need_smtputf8)) submission_.needs_smtputf8 = true;
  if (submission_.needs_smtputf8 && !can_use(Service::smtputf8))
    return give_up(Delivery::refused, std::string(reasons::needs_smtputf8));
  if (!prepare_content()) return give_up(Delivery::refused, std::string(reasons::unfit_content));
  if (!takes_size(behaviour_, offered_, content_.size()))
    return give_up(Delivery::refused, std::string(reasons::too_large));
  say_prelude();
}

// What was written for a server that offers less.
void Client::take_seven_bit_content() {
  const bool takes_all =
      can_use(Service::eight_bit_mime) && (can_use(Service::smtputf8) || !submission_.needs_smtputf8);
  if (takes_all || !submission_.seven_bit_content) return;
  submission_.content = *submission_.seven_bit_content;
  submission_.needs_smtputf8 = false;
}

void Client::begin_transaction() {
  if (!plan_transaction()) return quit();
  pipelined_ = can_use(Service::pipelining) && !makes(EnvelopeMistake::transaction_for_each);
  ++used_.mails;
  say(Awaited::mail, mail_command(behaviour_, submission_, offered_, {content_, content_kind_}));
  if (!pipelined_) return;
  for (std::size_t i = planned_from_; i < planned_to_; ++i) say_recipient(i);
  if (sends_chunks() && makes(ChunkMistake::before_recipients_replies)) begin_content();
  if (!sends_chunks() && !has(ClientHabit::data_behind_group)) say_data();
}

void Client::learn_limits() {
  const bool has_some = offered_.offers("LIMITS");
  const bool keeps =
      limits_known_ && (has_some ? makes(LimitMistake::first_list_holds) || makes(LimitMistake::remembered)
                                 : makes(LimitMistake::list_outlives_silence));
  if (keeps) return;
  limits_ = read_limits(behaviour_, offered_);
  limits_known_ = has_some;
}

std::size_t Client::first_undecided() const {
  const auto found =
      std::find_if(fates_.begin(), fates_.end(), [](const Fate& one) { return !one.delivery; });
  return static_cast<std::size_t>(found - fates_.begin());
}

// Which recipients the next transaction has. False: there is none in this session.
bool Client::plan_transaction() {
  planned_from_ = planned_to_ = next_recipient_ = first_undecided();
  const auto& paths = submission_.forward_paths;
  std::vector<std::string> left(paths.begin() + static_cast<std::ptrdiff_t>(planned_from_), paths.end());
  if (makes(EnvelopeMistake::transaction_for_each) && left.size() > 1) left.resize(1);
  const std::size_t number = recipients_of_next_transaction(behaviour_, limits_, used_, left);
  planned_to_ += number;
  // Where not even a fresh session has room, nobody is served.
  if (number == 0 && used_.mails == 0) decide_all(Delivery::deferred, "the server's limits leave no room");
  session_is_full_ = number == 0;
  return number != 0;
}

// Behind a transaction, whatever became of it.
void Client::go_on() {
  decide_planned(Delivery::deferred, "");  // who was forgotten does not come again
  if (first_undecided() == fates_.size() && !further_.empty()) return take_next_message();
  if (first_undecided() == fates_.size()) return quit();
  mail_accepted_ = false;
  begin_transaction();
}

// On the same connection.
void Client::take_next_message() {
  note_fates();
  submission_ = std::move(further_.front());
  further_.pop_front();
  fates_.clear();
  for (std::size_t i = 0; i < submission_.forward_paths.size(); ++i)
    fates_.push_back(
        {.place = report_.recipients.size() + i, .delivery = {}, .accepted = false, .reason = {}});
  report_.recipients.resize(report_.recipients.size() + fates_.size());
  next_recipient_ = planned_from_ = planned_to_ = 0;
  mail_accepted_ = tried_again_ = false;
  submit();
}

void Client::decide_planned(Delivery delivery, const std::string& reason) {
  for (std::size_t i = planned_from_; i < planned_to_; ++i) {
    if (fates_[i].delivery) continue;
    fates_[i].delivery = delivery;
    fates_[i].reason = reason;
  }
}

// Where refused recipients are not counted, there is room for others instead.
bool Client::goes_beyond_plan() const {
  if (pipelined_ || !limits_.recipients || !makes(LimitMistake::accepted_recipients_count)) return false;
  const auto accepted =
      std::count_if(fates_.begin() + static_cast<std::ptrdiff_t>(planned_from_), fates_.end(),
                    [](const Fate& one) { return one.accepted && !one.delivery; });
  return next_recipient_ < fates_.size() && static_cast<std::size_t>(accepted) < *limits_.recipients;
}

// False: the content cannot be sent to this server.
bool Client::prepare_content() {
  const bool is_binary = submission_.body == BodyKind::binary;
  content_kind_ = submission_.body;
  const bool as_given =
      is_binary || makes(ContentMistake::line_ends_as_given) || makes(PassingMistake::line_ends_mended_late);
  content_ = as_given ? submission_.content : with_crlf(submission_.content);
  const bool adds_fields = has(ClientHabit::trace_on_top) || makes(ContentMistake::return_path_on_top) ||
                           makes(ContentMistake::apparently_to);
  if (adds_fields) content_.insert(0, trace_of(behaviour_, content_));
  if (makes(ContentMistake::lines_cut)) content_ = with_short_lines(content_);
  if (is_binary && can_use(Service::binarymime) && can_use(Service::chunking)) {
    if (makes(ChunkMistake::binary_text_as_stored)) content_ = with_bare_lf(content_);
    return true;
  }
  const bool high = has_high_octets(content_);
  content_kind_ = high ? BodyKind::eight_bit : BodyKind::seven_bit;
  if (high && can_use(Service::binarymime) && makes(ChunkMistake::binary_by_data)) {
    content_kind_ = BodyKind::binary;
    return true;
  }
  if (high && makes(ContentMistake::high_bits_cleared)) {
    for (char& octet : content_) octet = static_cast<char>(octet & 0x7F);
    return true;
  }
  // UTF-8 in a header section has no label: SMTPUTF8 itself announces it (RFC 6532 section 3).
  const bool is_labelled = submission_.needs_smtputf8 || submission_.relayed || is_labelled_8bit(content_) ||
                           makes(ContentMistake::eight_bit_unlabelled);
  const bool may_be_high =
      can_use(Service::eight_bit_mime) && is_labelled && !has(ClientHabit::converts_always);
  const bool octets_pass = !high || may_be_high || makes(ContentMistake::eight_bit_unconverted);
  const bool lines_pass = !has_long_lines(content_) || makes(ContentMistake::long_lines);
  if (octets_pass && lines_pass && !is_binary) return true;
  if (behaviour_.unfit == UnfitContent::refused) return false;
  const auto converted = convert_content();
  if (!converted)
    return !is_binary && high && can_use(Service::eight_bit_mime) && is_labelled && !has_long_lines(content_);
  content_ = *converted;
  content_kind_ = BodyKind::seven_bit;
  return true;
}

// RFC 3030 section 3 has what a conversion of binary content owes.
std::optional<std::string> Client::convert_content() const {
  std::string content = content_;
  if (makes(ChunkMistake::conversion_loses_nul)) std::erase(content, '\0');
  auto converted = in_quoted_printable(content, makes(ChunkMistake::conversion_encodes_parts));
  constexpr std::string_view label = "Transfer-Encoding: quoted-printable";
  if (converted && submission_.body == BodyKind::binary && makes(ChunkMistake::conversion_keeps_label))
    converted->replace(converted->find(label), label.size(), "Transfer-Encoding: binary");
  return converted;
}

bool Client::sends_chunks() const {
  if (content_kind_ == BodyKind::binary) return !makes(ChunkMistake::binary_by_data);
  return behaviour_.transfer == ContentTransfer::chunks_where_offered && can_use(Service::chunking);
}

void Client::say_recipient(std::size_t index) {
  say(Awaited::recipient, recipient_command(behaviour_, submission_, offered_, index));
}

void Client::say_data() {
  say(Awaited::data, begins_mail_data(behaviour_, offered_));
  if (makes(GroupMistake::content_in_group)) output_.octets += mail_data(behaviour_, content_);
}

void Client::follow_mail(const smtp::Reply& reply) {
  mail_accepted_ = accepts(behaviour_, reply) && !login_failed_;
  if (!mail_accepted_ && makes(LimitMistake::accepted_mails_count)) {
    --used_.mails;
    decide_planned(class_of(behaviour_, reply), text_of(reply));
  } else if (!mail_accepted_) {
    decide_all(class_of(behaviour_, reply), text_of(reply));
  }
  if (pipelined_) {  // all replies to the group are read first, RFC 2920 section 3.1
    if (mail_accepted_ || !makes(GroupMistake::stops_reading_at_refused_mail)) return;
    awaited_.clear();
    return fail_transaction();
  }
  if (!mail_accepted_ && !makes(EnvelopeMistake::goes_on_after_refused_mail)) return fail_transaction();
  say_recipient(next_recipient_);
}

void Client::follow_recipient(const smtp::Reply& reply) {
  if (makes(EnvelopeMistake::repeats_deferred_recipient) && reply.transient_negative() &&
      !std::exchange(recipient_repeated_, true))
    return say_recipient(next_recipient_);
  Fate& fate = fates_[next_recipient_++];
  // RFC 5321 section 4.5.3.1.10: 552 behind accepted recipients says that there are too many.
  const bool too_many = reply.code() == 552 && any_accepted() &&
                        !makes(ReplyMistake::too_many_recipients_is_permanent) &&
                        !(reply.enhanced_status() && reply.enhanced_status()->subject == 3);
  const bool accepted = accepts(behaviour_, reply);
  if (mail_accepted_ && accepted) {
    fate.accepted = true;
  } else if (!fate.delivery && !makes(ReplyMistake::forgets_refused_recipient)) {
    fate.delivery = too_many ? Delivery::deferred : class_of(behaviour_, reply);
    fate.reason = text_of(reply);
  }
  if (next_recipient_ == planned_to_ && goes_beyond_plan()) ++planned_to_;
  if (next_recipient_ < planned_to_) {
    if (pipelined_) return;
    if (has(ClientHabit::noop_between_recipients)) return say(Awaited::between, "NOOP");
    return say_recipient(next_recipient_);
  }
  if (awaits(Awaited::data) || awaits(Awaited::chunk)) return;  // under way
  if (any_accepted() || makes(EnvelopeMistake::data_without_recipients)) return begin_content();
  fail_transaction();
}

void Client::begin_content() {
  if (!sends_chunks()) return say_data();
  chunk_begin_ = 0;
  last_chunk_sent_ = false;
  send_chunk();
}

void Client::follow_data(const smtp::Reply& reply) {
  if (reply.code() != 354 && !makes(ReplyMistake::takes_anything_for_354)) {
    const bool is_delivery = reply.positive() && makes(ReplyMistake::takes_2yz_at_data_for_delivery);
    decide_planned(is_delivery ? Delivery::delivered : class_of(behaviour_, reply), text_of(reply));
    return fail_transaction();
  }
  if (makes(ReplyMistake::takes_354_for_acceptance)) decide_planned(Delivery::delivered, text_of(reply));
  awaited_.push_back(Awaited::content);
  if (makes(GroupMistake::content_in_group)) return;  // it is under way
  send_mail_data();
}

void Client::send_mail_data() {
  if (!any_accepted() && !makes(GroupMistake::message_to_nobody)) {
    // RFC 2920 section 3.1: nothing may be sent to nobody.
    if (makes(GroupMistake::no_lone_dot)) return fail_transaction();
    output_.octets += ".\r\n";
    return;
  }
  output_.octets += mail_data(behaviour_, content_);
  if (makes(ContentMistake::quit_inside_mail_data) || makes(GroupMistake::quit_behind_content)) quit();
  if (makes(ContentMistake::closes_inside_mail_data)) {
    decide_all(Delivery::deferred, "closed");
    close();
  }
}

void Client::send_chunk() {
  const SentChunk chunk = chunk_of(behaviour_, content_, chunk_begin_);
  last_chunk_sent_ = chunk_begin_ >= content_.size();
  chunk_begin_ += chunk.taken;
  say(Awaited::chunk, chunk.command);
  if (!makes(ChunkMistake::waits_for_reply)) output_.octets += chunk.octets;
}

void Client::follow_chunk(const smtp::Reply& reply) {
  const bool goes_on = reply.positive() || makes(ChunkMistake::goes_on_after_refusal);
  const bool one_more = has(ClientHabit::empty_last_chunk) && !last_chunk_sent_;
  if (goes_on && (chunk_begin_ < content_.size() || one_more)) return send_chunk();
  if (reply.positive() && makes(ChunkMistake::another_behind_last)) return say(Awaited::chunk, "BDAT 0 LAST");
  if (reply.positive() && makes(ChunkMistake::data_behind_chunks)) return say_data();
  follow_content(reply);
}

void Client::follow_content(const smtp::Reply& reply) {
  const bool accepted = accepts(behaviour_, reply);
  Delivery delivery = accepted ? Delivery::delivered : class_of(behaviour_, reply);
  if (reply.code() == 552 && makes(ReplyMistake::too_big_is_transient)) delivery = Delivery::deferred;
  const bool any = any_accepted();
  decide_planned(delivery, text_of(reply));
  if (!accepted || !any) return fail_transaction();
  go_on();
}

bool Client::any_accepted() const {
  return std::any_of(fates_.begin() + static_cast<std::ptrdiff_t>(planned_from_),
                     fates_.begin() + static_cast<std::ptrdiff_t>(planned_to_),
                     [](const Fate& fate) { return fate.accepted; });
}

void Client::fail_transaction() {
  if (awaits(Awaited::quit)) return;
  if (has(ClientHabit::quits_without_rset)) return quit();
  if (!makes(EnvelopeMistake::skips_rset)) return say(Awaited::rset, "RSET");
  if (std::exchange(tried_again_, true)) return quit();
  mail_accepted_ = false;
  for (Fate& fate : fates_) fate = {.place = fate.place, .delivery = {}, .accepted = false, .reason = {}};
  submit();
}

}  // namespace smtpspec::reference

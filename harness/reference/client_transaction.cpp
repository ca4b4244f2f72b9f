// The reference client's mail transaction: MAIL, RCPT, DATA or BDAT, and how it recovers.
#include <algorithm>

#include "reference/client.hpp"
#include "reference/client_content.hpp"
#include "smtp/transparency.hpp"

namespace smtpspec::reference {
namespace {

std::string text_of(const smtp::Reply& reply) {
  return std::to_string(reply.code()) + " " + reply.lines.back().text;
}

}  // namespace

void Client::submit() {
  const bool beyond_ascii =
      has_high_octets(submission_.reverse_path) ||
      std::any_of(submission_.forward_paths.begin(), submission_.forward_paths.end(), has_high_octets);
  submission_.needs_smtputf8 = submission_.needs_smtputf8 || beyond_ascii;
  if (submission_.needs_smtputf8 && !can_use(Service::smtputf8))
    return give_up(Delivery::refused, "the message needs SMTPUTF8, which is not offered");
  if (!prepare_content()) return give_up(Delivery::refused, "the server cannot take such a content");
  const auto limit = offered_.number("SIZE");
  if (can_use(Service::size) && limit.value_or(0) != 0 && content_.size() > *limit &&
      !behaviour_.makes(ClientMistake::oversize_message))
    return give_up(Delivery::refused, "the message is larger than the server takes");

  pipelined_ = can_use(Service::pipelining);
  next_recipient_ = 0;
  say(Awaited::mail, mail_command());
  if (!pipelined_) return;
  for (std::size_t i = 0; i < fates_.size(); ++i) say(Awaited::recipient, recipient_command(i));
  const bool by_chunks =
      content_kind_ == BodyKind::binary ||
      (behaviour_.transfer == ContentTransfer::chunks_where_offered && can_use(Service::chunking));
  if (!by_chunks) say(Awaited::data, "DATA");
}

// False: the content cannot be sent to this server.
bool Client::prepare_content() {
  const bool is_binary = submission_.body == BodyKind::binary;
  content_kind_ = submission_.body;
  content_ = is_binary ? submission_.content : with_crlf(submission_.content);
  if (is_binary && can_use(Service::binarymime) && can_use(Service::chunking)) return true;
  const bool high = has_high_octets(content_);
  content_kind_ = high ? BodyKind::eight_bit : BodyKind::seven_bit;
  const bool passes = !high || can_use(Service::eight_bit_mime);
  if (passes && !is_binary && !has_long_lines(content_)) return true;
  if (behaviour_.makes(ClientMistake::eight_bit_unconverted)) return true;
  if (behaviour_.unfit == UnfitContent::refused) return false;
  const auto converted = in_quoted_printable(content_);
  if (!converted) return false;
  content_ = *converted;
  content_kind_ = BodyKind::seven_bit;
  return true;
}

std::string Client::mail_command() const {
  std::string line = "MAIL FROM:<" + submission_.reverse_path + ">";
  if (can_use(Service::size)) line += " SIZE=" + std::to_string(content_.size());
  if (content_kind_ == BodyKind::binary)
    line += " BODY=BINARYMIME";
  else if (content_kind_ == BodyKind::eight_bit && can_use(Service::eight_bit_mime))
    line += " BODY=8BITMIME";
  if (submission_.needs_smtputf8) line += " SMTPUTF8";
  if (!can_use(Service::dsn)) return line;
  if (!submission_.dsn.ret.empty()) line += " RET=" + submission_.dsn.ret;
  if (!submission_.dsn.envid.empty()) line += " ENVID=" + submission_.dsn.envid;
  return line;
}

std::string Client::recipient_command(std::size_t index) const {
  std::string line = "RCPT TO:<" + submission_.forward_paths[index] + ">";
  if (!can_use(Service::dsn)) return line;
  if (!submission_.dsn.notify.empty()) line += " NOTIFY=" + submission_.dsn.notify;
  if (!submission_.dsn.orcpt.empty()) line += " ORCPT=" + submission_.dsn.orcpt;
  return line;
}

void Client::follow_mail(const smtp::Reply& reply) {
  mail_accepted_ = reply.positive();
  if (!mail_accepted_) decide_all(class_of(reply), text_of(reply));
  if (pipelined_) return;  // all replies to the group are read first, RFC 2920 section 3.1
  if (!mail_accepted_) return fail_transaction();
  say(Awaited::recipient, recipient_command(0));
}

void Client::follow_recipient(const smtp::Reply& reply) {
  const std::size_t index = next_recipient_++;
  Fate& fate = fates_[index];
  // RFC 5321 section 4.5.3.1.10: 552 behind accepted recipients says that there are too many.
  const bool too_many = reply.code() == 552 && any_accepted() &&
                        !(reply.enhanced_status() && reply.enhanced_status()->subject == 3);
  if (mail_accepted_ && reply.positive()) {
    fate.accepted = true;
  } else if (!fate.delivery) {
    fate.delivery = too_many ? Delivery::deferred : class_of(reply);
    fate.reason = text_of(reply);
  }
  if (next_recipient_ < fates_.size()) {
    if (!pipelined_) say(Awaited::recipient, recipient_command(next_recipient_));
    return;
  }
  if (!awaited_.empty()) return;  // DATA is under way
  if (any_accepted()) return begin_content();
  fail_transaction();
}

void Client::begin_content() {
  const bool by_chunks =
      content_kind_ == BodyKind::binary ||
      (behaviour_.transfer == ContentTransfer::chunks_where_offered && can_use(Service::chunking));
  if (!by_chunks) return say(Awaited::data, "DATA");
  chunk_begin_ = 0;
  send_chunk();
}

void Client::follow_data(const smtp::Reply& reply) {
  if (reply.code() != 354) {
    decide_all(class_of(reply), text_of(reply));
    return fail_transaction();
  }
  awaited_.push_back(Awaited::content);
  if (!any_accepted()) {  // RFC 2920 section 3.1: nothing may be sent to nobody
    output_.octets += behaviour_.makes(ClientMistake::no_lone_dot) ? "" : ".\r\n";
    if (behaviour_.makes(ClientMistake::no_lone_dot)) fail_transaction();
    return;
  }
  smtp::Stuffer stuffer;
  const std::string stuffed = stuffer.stuff(content_);
  output_.octets += behaviour_.makes(ClientMistake::no_stuffing) ? content_ : stuffed;
  output_.octets += stuffer.end_of_mail_data();
}

void Client::send_chunk() {
  const std::string chunk = content_.substr(chunk_begin_, behaviour_.chunk_octets);
  chunk_begin_ += chunk.size();
  const bool last = chunk_begin_ >= content_.size();
  say(Awaited::chunk, "BDAT " + std::to_string(chunk.size()) + (last ? " LAST" : ""));
  output_.octets += chunk;
}

void Client::follow_chunk(const smtp::Reply& reply) {
  const bool goes_on = reply.positive() || behaviour_.makes(ClientMistake::goes_on_after_refused_chunk);
  if (goes_on && chunk_begin_ < content_.size()) return send_chunk();
  follow_content(reply);
}

void Client::follow_content(const smtp::Reply& reply) {
  decide_all(reply.positive() ? Delivery::delivered : class_of(reply), text_of(reply));
  if (!reply.positive() || !any_accepted()) return fail_transaction();
  quit();
}

bool Client::any_accepted() const {
  return std::any_of(fates_.begin(), fates_.end(), [](const Fate& fate) { return fate.accepted; });
}

void Client::fail_transaction() {
  if (!behaviour_.makes(ClientMistake::skips_rset)) return say(Awaited::rset, "RSET");
  if (tried_again_) return quit();
  tried_again_ = true;
  mail_accepted_ = false;
  for (Fate& fate : fates_) fate = {};
  submit();
}

}  // namespace smtpspec::reference

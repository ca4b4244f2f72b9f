// The values of parameters of MAIL and of keywords of EHLO that have a grammar of their own, one function per
// production.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace smtpspec::smtp {

// by-value = by-time ";" by-mode [by-trace], RFC 2852 section 4.
struct DeliverBy {
  long seconds = 0;      // from the receipt of MAIL; negative: that time has passed
  bool returns = false;  // mode R: the message is returned then; N: its sender is told
  bool trace = false;
};

// A zero or negative time with mode R is read like any other, although it is not allowed.
std::optional<DeliverBy> parse_deliver_by(std::string_view value);

// deliverby-param = min-by-time *( "," extension-token ), RFC 2852 section 2 (3).
bool is_deliver_by_offer(std::string_view parameter);

// A mailbox in xtext, RFC 4405 section 4: what it is when decoded. Empty for what is none.
std::optional<std::string> parse_submitter(std::string_view value);

// Solicitation-keywords = word 0*("," word), RFC 3865 section 2.2, for the keyword of EHLO and for SOLICIT
// alike.
bool is_solicitation_keyword(std::string_view word);
bool are_solicitation_keywords(std::string_view list);

// mtrk-certifier [":" mtrk-timeout], the value of MTRK, RFC 3885 section 3.1: base64 without "=", and up to
// nine digits.
bool is_tracking_request(std::string_view value);

// limit-name-value = limit-name ["=" limit-value], a parameter of LIMITS, RFC 9422 section 3.
bool is_limit(std::string_view parameter);
// The value of each limit that is registered, RFC 9422 section 4: one to six digits, the first of them not
// zero.
bool is_limit_number(std::string_view value);

}  // namespace smtpspec::smtp

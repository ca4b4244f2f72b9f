#include "reference/client_replies.hpp"

#include <algorithm>
#include <utility>

#include "smtp/command.hpp"

namespace smtpspec::reference {
namespace {

constexpr std::size_t most_octets = 1024 * 1024;

// One that is too long to be a line is none either.
std::string with_end(const ClientBehaviour& behaviour, const smtp::Line& line) {
  constexpr std::size_t longest = 500;
  if (behaviour.makes(ReplyMistake::short_lines_only) && line.octets.size() > longest) return "\r\n";
  const std::string_view octets = line.octets;
  constexpr std::string_view digits = "0123456789";
  const bool has_another_code = octets.size() > 8 && octets.find_first_not_of(digits, 4) == 7;
  if (has_another_code && behaviour.makes(ReplyMistake::text_has_the_code))
    return std::string(octets.substr(4)) + "\r\n";
  return line.octets + "\r\n";
}

bool is_ascii(const std::string& text) {
  return std::all_of(text.begin(), text.end(),
                     [](char one) { return static_cast<unsigned char>(one) < 0x80; });
}

bool goes_on(const std::string& line) {
  const smtp::Reply alone = smtp::read_reply(line);
  return alone.lines.front().code != 0 && alone.lines.front().separator == '-';
}

}  // namespace

void ReplyIntake::append(const ClientBehaviour& behaviour, std::string_view octets) {
  if (behaviour.makes(ReplyMistake::latest_segment_only)) begun_.clear();
  const bool lf_ends = behaviour.makes(ReplyMistake::ends_at_bare_lf);
  const bool cr_ends = behaviour.makes(ReplyMistake::ends_at_bare_cr);
  if (!lf_ends && !cr_ends) lines_.append(octets);
  for (std::size_t at = 0; (lf_ends || cr_ends) && at < octets.size(); ++at) {
    const char octet = octets[at];
    const bool ends = (cr_ends && octet == '\r') || (lf_ends && octet == '\n' && latest_ != '\r');
    const bool is_rest = cr_ends && octet == '\n' && latest_ == '\r';
    if (!is_rest) lines_.append(ends ? "\r\n" : octets.substr(at, 1));
    latest_ = octet;
  }
  const bool inside_line = !octets.empty() && !octets.ends_with('\n');
  if (inside_line && behaviour.makes(ReplyMistake::ends_with_segment)) lines_.append("\r\n");
}

void ReplyIntake::drop_lines() {
  begun_.clear();
  while (lines_.next()) continue;
}

std::optional<smtp::Reply> ReplyIntake::next(const ClientBehaviour& behaviour, bool is_greeting) {
  const bool by_lines = behaviour.makes(ReplyMistake::ends_at_first_line) ||
                        (is_greeting && behaviour.makes(SessionMistake::acts_on_first_greeting_line));
  while (const auto line = lines_.next()) {
    const std::string octets = with_end(behaviour, *line);
    begun_ += octets;
    if (!by_lines && goes_on(octets) && begun_.size() < most_octets) continue;
    return smtp::read_reply(std::exchange(begun_, {}));
  }
  return std::nullopt;
}

bool accepts(const ClientBehaviour& behaviour, const smtp::Reply& reply) {
  const std::string text = smtp::upper(reply.lines.back().text);
  if (behaviour.makes(ReplyMistake::decides_by_text)) {
    if (text.find("ERROR") != std::string::npos) return false;
    if (text.find("ACCEPTED") != std::string::npos) return true;
  }
  if (behaviour.makes(ReplyMistake::needs_text) && text.empty()) return false;
  if (behaviour.makes(ReplyMistake::needs_ascii) && !is_ascii(text)) return false;
  if (behaviour.makes(ReplyMistake::needs_250) && reply.code() != 250) return false;
  if (reply.intermediate() && behaviour.makes(ReplyMistake::takes_3yz_for_success)) return true;
  const bool preliminary = reply.code() >= 100 && reply.code() < 200;
  return reply.positive() || (preliminary && behaviour.makes(ReplyMistake::takes_1yz_for_success));
}

Delivery class_of(const ClientBehaviour& behaviour, const smtp::Reply& reply) {
  const auto status = reply.enhanced_status();
  bool permanent = reply.permanent_negative();
  if (behaviour.makes(ReplyMistake::decides_by_enhanced_code) && status)
    permanent = status->status_class == 5;
  if (permanent)
    return behaviour.makes(ReplyMistake::permanent_is_transient) ? Delivery::deferred : Delivery::refused;
  return behaviour.makes(ReplyMistake::transient_is_permanent) ? Delivery::refused : Delivery::deferred;
}

std::string text_of(const smtp::Reply& reply) {
  std::string text = std::to_string(reply.code());
  for (const smtp::ReplyLine& line : reply.lines) text += " " + line.text;
  return text;
}

}  // namespace smtpspec::reference

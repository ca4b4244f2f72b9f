#include "reference/reply_writer.hpp"

#include <utility>

namespace smtpspec::reference {
namespace {

void replace(std::string& text, std::string_view placeholder, std::string_view value) {
  if (const auto at = text.find(placeholder); at != std::string::npos)
    text.replace(at, placeholder.size(), value);
}

std::vector<std::string> lines_of(std::string_view text) {
  std::vector<std::string> lines;
  while (true) {
    const auto end = text.find('\n');
    lines.emplace_back(text.substr(0, end));
    if (end == std::string_view::npos) return lines;
    text.remove_prefix(end + 1);
  }
}

// Empty or with the blank behind it.
std::string enhanced_prefix(const Answer& answer, EnhancedCodes form, bool last_line) {
  if (answer.enhanced.empty()) return "";
  std::string prefix = answer.enhanced + " ";
  switch (form) {
    case EnhancedCodes::every_line:
      return prefix;
    case EnhancedCodes::last_line:
      return last_line ? prefix : "";
    case EnhancedCodes::another_in_last_line:
      return last_line ? prefix.substr(0, 1) + ".1.0 " : prefix;
    case EnhancedCodes::leading_zeros:
      return prefix.insert(2, "0");
    case EnhancedCodes::missing:
      return "";
    case EnhancedCodes::missing_in_positive:
      return prefix[0] == '2' ? "" : prefix;
    case EnhancedCodes::wrong_class:
      prefix[0] = prefix[0] == '2' ? '5' : '2';
      return prefix;
    case EnhancedCodes::transient_in_permanent:
      if (prefix[0] == '5') prefix[0] = '4';
      return prefix;
    case EnhancedCodes::undefined:
      return prefix.substr(0, 1) + ".0.0 ";
  }
  return prefix;
}

std::string code_prefix(int code, const std::string& separator, bool last_line) {
  if (code == 0) return "";
  return std::to_string(code) + (last_line ? separator : "-");
}

// The two whose exchange is seen: neighbours that differ in their codes, the first of them.
std::size_t first_to_swap(const std::vector<WrittenReply>& replies) {
  for (std::size_t i = 0; i + 1 < replies.size(); ++i)
    if (replies[i].code != replies[i + 1].code) return i;
  return 0;
}

// Whose text is read by people only: not what machines read (challenges, mailboxes, a priority that was
// changed), nor the server's name.
bool takes_text(const Answer& answer) {
  return answer.enhanced != "2.3.6" && answer.text.find("{argument}") == answer.text.npos &&
         answer.text.find("{server}") == answer.text.npos;
}

}  // namespace

WrittenReply write_reply(const Behaviour& behaviour, const Answer& answer, std::string_view argument,
                         const std::vector<std::string>& more_lines) {
  std::string text = answer.text;
  replace(text, "{server}", behaviour.server_name);
  replace(text, "{argument}", argument);
  std::vector<std::string> lines = lines_of(text);
  lines.insert(lines.end(), more_lines.begin(), more_lines.end());
  const ReplyForm& form = behaviour.reply_form;
  if (takes_text(answer)) {
    if (form.terse) lines = {"ok"};
    lines.insert(lines.begin(), form.lines_before, std::string(form.line_octets, '.'));
  }

  WrittenReply reply{answer.code, ""};
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const bool last = i + 1 == lines.size();
    const int code = i == 0 && !last ? form.first_line_code.value_or(answer.code) : answer.code;
    reply.octets += code_prefix(code, form.separator, last);
    reply.octets += enhanced_prefix(answer, form.enhanced_codes, last);
    reply.octets += lines[i];
    if (!answer.enhanced.empty()) reply.octets += form.text_suffix;
    reply.octets += form.line_end;
  }
  return reply;
}

std::string join_group(std::vector<WrittenReply> replies, GroupOrder order) {
  if (replies.size() > 1) {
    if (order == GroupOrder::swapped) {
      const std::size_t first = first_to_swap(replies);
      std::swap(replies[first], replies[first + 1]);
    } else if (order == GroupOrder::one_dropped) {
      replies.erase(replies.begin() + 1);
    } else if (order == GroupOrder::one_doubled) {
      replies.insert(replies.begin(), replies.front());
    }
  }
  std::string octets;
  for (const WrittenReply& reply : replies) octets += reply.octets;
  return octets;
}

}  // namespace smtpspec::reference

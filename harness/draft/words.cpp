#include "draft/words.hpp"

#include <algorithm>
#include <array>

#include "smtp/command.hpp"
#include "text/visible.hpp"

namespace smtpspec::draft {
namespace {

bool is_letter(char octet) {
  return (octet >= 'a' && octet <= 'z') || (octet >= 'A' && octet <= 'Z');
}

bool is_plain_mailbox(std::string_view mailbox) {
  const auto fits = [](char octet) {
    return is_letter(octet) || is_digit(octet) || octet == '.' || octet == '-' || octet == '_' ||
           octet == '@';
  };
  return std::count(mailbox.begin(), mailbox.end(), '@') == 1 && mailbox.front() != '@' &&
         mailbox.back() != '@' && std::all_of(mailbox.begin(), mailbox.end(), fits);
}

// What stands in the brackets of MAIL and RCPT.
std::string_view path_of(std::string_view command) {
  const std::size_t open = command.find('<'), close = command.find('>');
  if (open == command.npos || close == command.npos || close < open) return {};
  return command.substr(open + 1, close - open - 1);
}

// Octets in quotes, with a line end behind them.
std::string in_quotes(std::string_view octets) {
  std::string out = "\"";
  for (const char octet : octets) {
    if (octet == '"')
      out += "\\\"";
    else if (octet == '{')
      out += "{{";
    else
      out += text::visible_ascii(std::string_view(&octet, 1));
  }
  return out + "\\r\\n\"";
}

std::string with_braces_doubled(std::string_view line) {
  std::string out;
  for (const char octet : line) out += octet == '{' ? "{{" : std::string(1, octet);
  return out;
}

}  // namespace

bool is_digit(char octet) {
  return octet >= '0' && octet <= '9';
}

bool is_plain_text(std::string_view line) {
  return text::is_utf8(line) && std::none_of(line.begin(), line.end(), [](char octet) {
           return (static_cast<unsigned char>(octet) < 0x20 && octet != '\t') || octet == 0x7F;
         });
}

std::string verb_of(std::string_view command) {
  return smtp::upper(command.substr(0, command.find(' ')));
}

std::string_view argument_of(std::string_view line) {
  const std::size_t blank = line.find(' ');
  return blank == line.npos ? std::string_view() : line.substr(blank + 1);
}

std::string known_mechanism(std::string_view argument_of_auth) {
  static constexpr std::array known = {std::string_view("PLAIN"),         std::string_view("LOGIN"),
                                       std::string_view("CRAM-MD5"),      std::string_view("SCRAM-SHA-1"),
                                       std::string_view("SCRAM-SHA-256"), std::string_view("XOAUTH2"),
                                       std::string_view("OAUTHBEARER")};
  const std::string mechanism = verb_of(argument_of_auth);
  return std::find(known.begin(), known.end(), mechanism) != known.end() ? mechanism : std::string();
}

std::string_view code_of(std::string_view line) {
  const bool has_code = line.size() >= 3 && std::all_of(line.begin(), line.begin() + 3, is_digit) &&
                        (line.size() == 3 || !is_digit(line[3]));
  return has_code ? line.substr(0, 3) : std::string_view();
}

bool is_last_of_reply(std::string_view line) {
  return line.size() < 4 || line[3] != '-';
}

Names::Names(const std::vector<Said>& dialogue) {
  for (const Said& said : dialogue) {
    if (said.who == Who::client) {
      learn(said.line);
    } else if (server_.empty() && code_of(said.line) == "220" && said.line.size() > 4) {
      const std::string_view rest = std::string_view(said.line).substr(4);
      server_ = rest.substr(0, rest.find(' '));
    }
  }
}

void Names::learn(std::string_view command) {
  const std::string verb = verb_of(command);
  const std::string_view path = path_of(command);
  if (path.empty() || !is_plain_mailbox(path)) return;
  if (verb == "MAIL" && sender_.empty()) sender_ = path;
  if (verb == "RCPT" && recipients_.size() < 2 && (recipients_.empty() || recipients_.front() != path))
    recipients_.emplace_back(path);
}

std::string Names::in_text(std::string_view line) const {
  const std::string verb = verb_of(line);
  if ((verb == "EHLO" || verb == "HELO") && !argument_of(line).empty())
    return std::string(line.substr(0, 5)) + "{client}";
  std::string out = with_braces_doubled(line);
  const auto replace = [&out](const std::string& what, std::string_view name) {
    const std::size_t at = what.empty() ? out.npos : out.find(what);
    if (at != out.npos) out.replace(at, what.size(), name);
  };
  if (verb == "MAIL" && path_of(line) == sender_) replace(sender_, "{sender}");
  if (verb == "RCPT" && !recipients_.empty() && path_of(line) == recipients_.front())
    replace(recipients_.front(), "{recipient}");
  else if (verb == "RCPT" && recipients_.size() > 1 && path_of(line) == recipients_.back())
    replace(recipients_.back(), "{second-recipient}");
  if (!code_of(line).empty() && server_.size() > 3) replace(server_, "{server}");
  return out;
}

std::string to_send(const Names& names, std::string_view line) {
  const bool reads_as_octets = line.starts_with('"') || line.starts_with('<');
  return is_plain_text(line) && !reads_as_octets ? names.in_text(line) : in_quotes(line);
}

std::string content_block(const std::string& name, const std::vector<std::string>& lines) {
  std::string out = "content " + name + "\n";
  for (const std::string& line : lines) {
    if (line.empty())
      out += "|\n";
    else
      out += (is_plain_text(line) ? "| " + with_braces_doubled(line) : in_quotes(line)) + "\n";
  }
  return out + "end\n";
}

std::string short_message(const std::string& name) {
  return "content " + name +
         "\n| From: <{sender}>\n| To: <{recipient}>\n| Subject: {case}\n|\n| a short message\nend\n";
}

std::string comment(std::string_view what) {
  static constexpr std::size_t most = 60;
  return what.empty() ? std::string() : "  # " + text::visible_ascii(what.substr(0, most));
}

}  // namespace smtpspec::draft

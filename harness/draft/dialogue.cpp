#include "draft/dialogue.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include "draft/words.hpp"

namespace smtpspec::draft {
namespace {

struct Mark {
  std::string_view word;
  Who who;
};

// Longer ones first: "<** " is no "<".
constexpr std::array marks = {
    Mark{"CLIENT:", Who::client}, Mark{"SERVER:", Who::server}, Mark{"Client:", Who::client},
    Mark{"Server:", Who::server}, Mark{">>>", Who::client},     Mark{"<<<", Who::server},
    Mark{"-->", Who::client},     Mark{"<--", Who::server},     Mark{"<**", Who::server},
    Mark{"<~*", Who::server},     Mark{"->", Who::client},      Mark{"~>", Who::client},
    Mark{"<-", Who::server},      Mark{"<~", Who::server},      Mark{"C:", Who::client},
    Mark{"S:", Who::server},      Mark{">", Who::client},       Mark{"<", Who::server},
};

// "12:00:01.5", "[2026-01-01T12:00:00Z]", "0.000012": a word of digits and what stands between them.
bool is_time(std::string_view word) {
  static constexpr std::string_view between = ":.-+[]()/,TZ";
  return std::any_of(word.begin(), word.end(), is_digit) &&
         std::all_of(word.begin(), word.end(),
                     [](char octet) { return is_digit(octet) || between.find(octet) != between.npos; });
}

std::string_view without_blanks(std::string_view line) {
  const std::size_t begin = line.find_first_not_of(" \t");
  return begin == line.npos ? std::string_view() : line.substr(begin);
}

std::string_view without_times(std::string_view line) {
  for (;;) {
    line = without_blanks(line);
    const std::size_t end = line.find_first_of(" \t");
    if (end == line.npos || !is_time(line.substr(0, end))) return line;
    line.remove_prefix(end);
  }
}

// What stands behind a mark; one blank belongs to the mark. Without one the mark is a word of its own, or
// none.
std::optional<Said> marked(std::string_view line) {
  for (const Mark& mark : marks) {
    if (!line.starts_with(mark.word)) continue;
    std::string_view rest = line.substr(mark.word.size());
    if (!rest.empty() && rest.front() != ' ' && rest.front() != '\t') return std::nullopt;
    if (!rest.empty()) rest.remove_prefix(1);
    if (mark.who == Who::server) rest = without_blanks(rest);  // swaks aligns replies with commands
    return Said{mark.who, std::string(rest)};
  }
  return std::nullopt;
}

// "  7 0.001 127.0.0.1 → 127.0.0.1 SMTP 80 C: EHLO x": what tshark has behind the packet's length.
std::optional<std::string_view> in_packet(std::string_view line) {
  static constexpr std::string_view protocol = " SMTP ";
  const std::size_t at = line.find(protocol);
  if (at == line.npos) return std::nullopt;
  std::string_view rest = line.substr(at + protocol.size());
  const std::size_t end = rest.find(' ');
  if (end == rest.npos ||
      !std::all_of(rest.begin(), rest.begin() + static_cast<std::ptrdiff_t>(end), is_digit))
    return std::nullopt;
  return rest.substr(end + 1);
}

int hex_value(char octet) {
  if (is_digit(octet)) return octet - '0';
  if (octet >= 'a' && octet <= 'f') return octet - 'a' + 10;
  return -1;
}

// The octets of a literal of Python, which begins at its quotation mark; nothing if it has no end.
std::optional<std::string> unquoted(std::string_view literal) {
  std::string octets;
  for (std::size_t at = 1; at < literal.size(); ++at) {
    if (literal[at] == literal.front()) return octets;
    if (literal[at] != '\\' || at + 1 == literal.size()) {
      octets += literal[at];
      continue;
    }
    const char escape = literal[++at];
    const int high = at + 1 < literal.size() ? hex_value(literal[at + 1]) : -1;
    const int low = at + 2 < literal.size() ? hex_value(literal[at + 2]) : -1;
    if (escape == 'r')
      octets += '\r';
    else if (escape == 'n')
      octets += '\n';
    else if (escape == 't')
      octets += '\t';
    else if (escape == 'x' && high >= 0 && low >= 0)
      octets += static_cast<char>(high * 16 + low), at += 2;
    else
      octets += escape;
  }
  return std::nullopt;
}

// "send: 'ehlo x\r\n'" and "reply: b'250 x\r\n'", each of which may hold many lines.
bool read_python(std::string_view line, std::vector<Said>& dialogue) {
  static constexpr std::array sides = {Mark{"send: ", Who::client}, Mark{"reply: ", Who::server}};
  for (const Mark& side : sides) {
    if (!line.starts_with(side.word)) continue;
    std::string_view literal = line.substr(side.word.size());
    if (literal.starts_with('b')) literal.remove_prefix(1);
    if (literal.empty() || (literal.front() != '\'' && literal.front() != '"')) return true;
    const std::optional<std::string> octets = unquoted(literal);
    if (!octets) return true;
    for (std::size_t at = 0; at < octets->size();) {
      const std::size_t end = std::min(octets->find("\r\n", at), octets->size());
      dialogue.push_back({side.who, octets->substr(at, end - at)});
      at = end + 2;
    }
    return true;
  }
  return false;
}

// tshark writes the lines of a reply as one, and the first of them only with its code: "250-mx | SIZE 1000".
void add_packet(const Said& packet, std::vector<Said>& dialogue) {
  static constexpr std::string_view between = " | ";
  const std::string_view text = packet.line;
  const bool is_reply = packet.who == Who::server && text.size() > 3 && is_digit(text.front());
  const std::string code(is_reply ? text.substr(0, 3) : std::string_view());
  for (std::size_t at = 0; at <= text.size();) {
    const std::size_t bar = is_reply ? text.find(between, at) : text.npos;
    const std::size_t end = std::min(bar, text.size());
    std::string line(text.substr(at, end - at));
    if (is_reply && at > 0) line.insert(0, code + (bar == text.npos ? " " : "-"));
    dialogue.push_back({packet.who, std::move(line)});
    at = end + between.size();
  }
}

void read_line(std::string_view line, std::vector<Said>& dialogue) {
  if (line.ends_with('\r')) line.remove_suffix(1);
  const auto packet = in_packet(line);
  if (const auto said = packet ? marked(*packet) : std::nullopt) return add_packet(*said, dialogue);
  const std::string_view rest = without_times(line);
  if (read_python(rest, dialogue)) return;
  if (auto said = marked(rest)) dialogue.push_back(std::move(*said));
}

}  // namespace

std::vector<Said> read_dialogue(std::string_view transcript) {
  std::vector<Said> dialogue;
  for (std::size_t at = 0; at < transcript.size();) {
    const std::size_t end = std::min(transcript.find('\n', at), transcript.size());
    read_line(transcript.substr(at, end - at), dialogue);
    at = end + 1;
  }
  return dialogue;
}

}  // namespace smtpspec::draft

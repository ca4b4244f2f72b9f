#include "reports/plain.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "text/visible.hpp"

namespace smtpspec::reports {
namespace {

// Length of what stands at the start and must not be cut: an escape, a UTF-8 character, an octet.
std::size_t unit_length(std::string_view text) {
  const auto first = static_cast<unsigned char>(text.front());
  std::size_t length = 1;
  if (first == '\\') {
    length = text.size() > 1 && text[1] == 'x' ? 4 : 2;
    if (text.size() > 2 && text[1] == 'u' && text[2] == '{') {
      const std::size_t brace = text.find('}');
      if (brace != std::string_view::npos && brace < 10) length = brace + 1;
    }
  } else if (first >= 0xC0) {
    length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
  }
  return std::min(length, text.size());
}

// The longest head of whole units within `most` octets; and the longest such tail.
std::string_view head_of(std::string_view text, std::size_t most) {
  std::size_t end = 0;
  while (end < text.size()) {
    const std::size_t next = end + unit_length(text.substr(end));
    if (next > most) break;
    end = next;
  }
  return text.substr(0, end);
}

std::string_view tail_of(std::string_view text, std::size_t most) {
  while (text.size() > most) text.remove_prefix(unit_length(text));
  return text;
}

// A backslash belongs to an escape that is there already; between them everything must be printable.
std::string escaped(std::string_view text, Charset charset) {
  std::string out;
  out.reserve(text.size());
  while (true) {
    const std::size_t backslash = text.find('\\');
    const std::string_view piece = text.substr(0, backslash);
    out += charset == Charset::ascii ? text::visible_ascii(piece) : text::visible(piece);
    if (backslash == std::string_view::npos) return out;
    out += '\\';
    text.remove_prefix(backslash + 1);
  }
}

}  // namespace

std::string plain(std::string_view text, Charset charset) {
  std::string out;
  out.reserve(text.size());
  while (true) {
    const std::size_t end = text.find('\n');
    out += escaped(text.substr(0, end), charset);
    if (end == std::string_view::npos) break;
    out += '\n';
    text.remove_prefix(end + 1);
  }
  return text::without_markers(out);
}

std::string one_line(std::string_view text, std::size_t most, Charset charset) {
  std::string line = text::without_markers(escaped(text, charset));
  const std::size_t first = line.find_first_not_of(' ');
  if (first == std::string::npos) return {};
  line = line.substr(first, line.find_last_not_of(' ') - first + 1);
  if (line.size() <= most) return line;
  return std::string(head_of(line, most - 3)) + "...";
}

std::string cut_lines(std::string text, std::size_t most) {
  if (text.size() <= most) return text;
  const std::size_t room = most - 60;  // the note takes at most 60
  std::string_view head = head_of(text, room * 2 / 3);
  std::string_view tail = tail_of(text, room - room * 2 / 3);
  if (const std::size_t end = head.rfind('\n'); end != std::string_view::npos) head = head.substr(0, end + 1);
  if (const std::size_t end = tail.find('\n'); end != std::string_view::npos && end + 1 < tail.size())
    tail.remove_prefix(end + 1);
  return fmt::format("{}{}... [{} octets left out] ...\n{}", head, head.ends_with('\n') ? "" : "\n",
                     text.size() - head.size() - tail.size(), tail);
}

std::string visible_lines(std::string_view octets) {
  std::string out;
  while (!octets.empty()) {
    const std::size_t end = octets.find('\n');
    std::string_view line = octets.substr(0, end);
    if (line.ends_with('\r')) line.remove_suffix(1);
    out += text::visible(line);
    out += '\n';
    octets.remove_prefix(end == std::string_view::npos ? octets.size() : end + 1);
  }
  return out;
}

}  // namespace smtpspec::reports

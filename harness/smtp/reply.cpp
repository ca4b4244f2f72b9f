#include "smtp/reply.hpp"

#include <algorithm>
#include <utility>

#include "smtp/limits.hpp"

namespace smtpspec::smtp {
namespace {

bool is_code_digit(char octet) {
  return octet >= '0' && octet <= '9';
}

bool is_control(char octet) {
  const auto value = static_cast<unsigned char>(octet);
  return (value < 0x20 && octet != '\t' && octet != '\r') || value == 0x7F;
}

bool is_beyond_ascii(char octet) {
  return static_cast<unsigned char>(octet) >= 0x80;
}

std::string_view ending(LineEnd end) {
  switch (end) {
    case LineEnd::crlf:
      return "\r\n";
    case LineEnd::lf:
      return "\n";
    case LineEnd::none:
      break;
  }
  return "";
}

void note(Reply& reply, ReplyDefect defect) {
  if (!reply.has(defect)) reply.defects.push_back(defect);
}

// Reply-code = %x32-35 %x30-35 %x30-39; whether its digits are in range is judged later.
bool has_code(std::string_view line) {
  return line.size() >= 3 && std::all_of(line.begin(), line.begin() + 3, is_code_digit);
}

int read_code(std::string_view line) {
  return (line[0] - '0') * 100 + (line[1] - '0') * 10 + (line[2] - '0');
}

// Reply-line = *( Reply-code "-" [ textstring ] CRLF ) Reply-code [ SP textstring ] CRLF
ReplyLine read_line(const Line& line) {
  ReplyLine read{.octets = line.octets, .end = line.end};
  const std::string_view octets = line.octets;
  if (!has_code(octets)) {
    read.separator = '\0';
    read.text = line.octets;
    return read;
  }
  read.code = read_code(octets);
  read.separator = octets.size() > 3 ? octets[3] : '\0';
  if (octets.size() > 4) read.text = octets.substr(4);
  return read;
}

void add(Reply& reply, const Line& line) {
  reply.lines.push_back(read_line(line));
  const ReplyLine& read = reply.lines.back();
  for (const ReplyDefect defect : defects_of(read)) note(reply, defect);
  if (has_code(read.octets) && read.code != reply.lines.front().code) note(reply, ReplyDefect::codes_differ);
}

// subject and detail: 1*3digit without leading zeros.
std::optional<int> read_part(std::string_view& text) {
  std::size_t digits = 0;
  int value = 0;
  while (digits < text.size() && is_code_digit(text[digits]) && digits < 3)
    value = value * 10 + (text[digits++] - '0');
  if (digits == 0 || (digits > 1 && text.front() == '0')) return std::nullopt;
  text.remove_prefix(digits);
  return value;
}

}  // namespace

std::string EnhancedStatus::str() const {
  return std::to_string(status_class) + "." + std::to_string(subject) + "." + std::to_string(detail);
}

bool operator==(const EnhancedStatus& left, const EnhancedStatus& right) {
  return left.status_class == right.status_class && left.subject == right.subject &&
         left.detail == right.detail;
}

std::optional<EnhancedStatus> parse_enhanced_status(std::string_view text) {
  if (!text.starts_with("2.") && !text.starts_with("4.") && !text.starts_with("5.")) return std::nullopt;
  EnhancedStatus status{.status_class = text.front() - '0'};
  text.remove_prefix(2);
  const std::optional<int> subject = read_part(text);
  if (!subject || !text.starts_with('.')) return std::nullopt;
  text.remove_prefix(1);
  const std::optional<int> detail = read_part(text);
  if (!detail || !(text.empty() || text.front() == ' ')) return std::nullopt;
  status.subject = *subject;
  status.detail = *detail;
  return status;
}

std::string_view name_of(ReplyDefect defect) {
  switch (defect) {
    case ReplyDefect::no_code:
      return "no-code";
    case ReplyDefect::code_out_of_range:
      return "code-out-of-range";
    case ReplyDefect::bad_separator:
      return "bad-separator";
    case ReplyDefect::codes_differ:
      return "codes-differ";
    case ReplyDefect::bare_lf:
      return "bare-lf";
    case ReplyDefect::bare_cr:
      return "bare-cr";
    case ReplyDefect::line_too_long:
      return "line-too-long";
    case ReplyDefect::control_character:
      return "control-character";
    case ReplyDefect::non_ascii:
      return "non-ascii";
    case ReplyDefect::endless:
      return "endless";
  }
  return "";
}

bool operator==(const ReplyLine& left, const ReplyLine& right) {
  return left.octets == right.octets && left.end == right.end;
}

std::vector<ReplyDefect> defects_of(const ReplyLine& line) {
  std::vector<ReplyDefect> defects;
  const auto note_if = [&](bool wrong, ReplyDefect defect) {
    if (wrong) defects.push_back(defect);
  };
  note_if(line.end == LineEnd::lf, ReplyDefect::bare_lf);
  note_if(line.octets.find('\r') != std::string::npos, ReplyDefect::bare_cr);
  note_if(line.octets.size() + ending(line.end).size() > limits::reply_line, ReplyDefect::line_too_long);
  if (!has_code(line.octets)) {
    defects.push_back(ReplyDefect::no_code);
    return defects;
  }
  const char first = line.octets[0], second = line.octets[1];
  note_if(first < '2' || first > '5' || second > '5', ReplyDefect::code_out_of_range);
  note_if(line.octets.size() > 3 && line.separator != ' ' && line.separator != '-',
          ReplyDefect::bad_separator);
  note_if(std::any_of(line.text.begin(), line.text.end(), is_control), ReplyDefect::control_character);
  note_if(std::any_of(line.text.begin(), line.text.end(), is_beyond_ascii), ReplyDefect::non_ascii);
  return defects;
}

bool operator==(const Reply& left, const Reply& right) {
  return left.lines == right.lines && left.defects == right.defects;
}

int Reply::code() const {
  return lines.empty() ? 0 : lines.back().code;
}

std::optional<EnhancedStatus> Reply::enhanced_status() const {
  return lines.empty() ? std::nullopt : parse_enhanced_status(lines.back().text);
}

bool Reply::has(ReplyDefect defect) const {
  return std::find(defects.begin(), defects.end(), defect) != defects.end();
}

std::string Reply::octets() const {
  std::string all;
  for (const ReplyLine& line : lines) all.append(line.octets).append(ending(line.end));
  return all;
}

Reply read_reply(std::string_view octets) {
  LineReader lines(LineRule::any_newline, octets.size() + 1);
  lines.append(octets);
  Reply reply;
  while (const std::optional<Line> line = lines.next()) add(reply, *line);
  if (!lines.pending().empty()) add(reply, {std::string(lines.pending()), LineEnd::none});
  return reply;
}

ReplyReader::ReplyReader() : ReplyReader(Limits{}) {}

ReplyReader::ReplyReader(Limits limits)
    : limits_(limits), lines_(LineRule::any_newline, limits.line_octets) {}

std::optional<Reply> ReplyReader::next() {
  while (const std::optional<Line> line = lines_.next()) {
    octets_ += line->octets.size() + ending(line->end).size();
    add(reply_, *line);
    const ReplyLine& last = reply_.lines.back();
    const bool over_limits =
        last.end == LineEnd::none || octets_ > limits_.octets || reply_.lines.size() > limits_.lines;
    if (over_limits) note(reply_, ReplyDefect::endless);
    if (over_limits || !has_code(last.octets) || last.separator != '-') {
      octets_ = 0;
      return std::exchange(reply_, {});
    }
  }
  return std::nullopt;
}

std::string ReplyReader::incomplete() const {
  return reply_.octets().append(lines_.pending());
}

std::string ReplyReader::take_all() {
  std::string all = incomplete();
  lines_.take(lines_.pending().size());
  reply_ = {};
  octets_ = 0;
  return all;
}

}  // namespace smtpspec::smtp

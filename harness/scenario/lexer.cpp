#include "scenario/lexer.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <utility>

#include "text/visible.hpp"

namespace smtpspec::scenario {
namespace {

bool is_control(char octet) {
  return (static_cast<unsigned char>(octet) < 0x20 && octet != '\t') || octet == 0x7f;
}

// The remedy names the notation that says the same octet on purpose.
void diagnose_control(const text::Span& octet, Mistakes& mistakes) {
  const auto value = static_cast<unsigned char>(octet.octets().front());
  mistakes.error(octet, fmt::format("a control character (octet 0x{:02X}) stands in the file", value),
                 fmt::format("an octet that is to be sent is written in quotes, as \\x{:02X}", value));
}

void diagnose_octets(const text::SourcePtr& source, Mistakes& mistakes) {
  const std::string& all = source->octets();
  bool ascii = true;
  for (std::size_t number = 1; number <= source->line_count(); ++number) {
    const std::string_view line = source->line(number);
    const auto control = std::find_if(line.begin(), line.end(), is_control);
    ascii = ascii && std::all_of(line.begin(), line.end(), [](char octet) { return (octet & 0x80) == 0; });
    if (control == line.end()) continue;
    const std::size_t at = source->line_start(number) + static_cast<std::size_t>(control - line.begin());
    diagnose_control({source, at, at + 1}, mistakes);
  }
  if (ascii || text::is_utf8(all)) return;
  for (std::size_t number = 1; number <= source->line_count(); ++number) {
    const std::string_view line = source->line(number);
    if (text::is_utf8(line)) continue;
    std::size_t good = 0;
    for (std::size_t length = 1; length <= line.size(); ++length)
      if (text::is_utf8(line.substr(good, length - good))) good = length;
    const std::size_t at = source->line_start(number) + good;
    mistakes.error({source, at, at + 1}, "the file is not UTF-8",
                   "save it as UTF-8; an octet that is to be sent is written in quotes, as \\xNN");
    return;
  }
}

// Where the word that begins at `at` ends.
std::size_t word_end(std::string_view words, std::size_t at) {
  if (words[at] == '"')
    if (const std::size_t closed = quotes_end(words, at); closed != std::string_view::npos) return closed;
  while (at < words.size() && !is_blank(words[at])) {
    if (words[at] == '{' && at + 1 < words.size() && words[at + 1] == '{') {
      at += 2;
      continue;
    }
    const std::size_t closed = words[at] == '{' ? insertion_end(words, at) : std::string_view::npos;
    at = closed == std::string_view::npos ? at + 1 : closed;
  }
  return at;
}

}  // namespace

text::Span Line::first_word() const {
  const std::string_view line = octets();
  const auto end = std::find_if(line.begin(), line.end(), is_blank);
  return part(span, 0, static_cast<std::size_t>(end - line.begin()));
}

text::Span Line::behind(std::size_t octets) const {
  return {span.source, std::min(span.begin + octets, span.end), span.end};
}

std::vector<Line> lines_of(const text::SourcePtr& source, Mistakes& mistakes) {
  diagnose_octets(source, mistakes);
  std::vector<Line> lines;
  lines.reserve(source->line_count());
  for (std::size_t number = 1; number <= source->line_count(); ++number) {
    const std::string_view octets = source->line(number);
    const std::size_t start = source->line_start(number);
    const std::size_t indent = std::min(octets.find_first_not_of(" \t"), octets.size());
    const std::size_t tab = octets.substr(0, indent).find('\t');
    if (tab != std::string_view::npos && indent < octets.size())
      mistakes.error({source, start + tab, start + tab + 1}, "a tab stands in the indentation",
                     "indent with blanks, so that everybody sees the same depth");
    lines.push_back({{source, start + indent, start + octets.size()}, number, indent});
  }
  return lines;
}

text::Span part(const text::Span& whole, std::size_t begin, std::size_t end) {
  return {whole.source, whole.begin + begin, whole.begin + end};
}

std::size_t insertion_end(std::string_view octets, std::size_t at) {
  for (++at; at < octets.size(); ++at) {
    if (octets[at] == '}') return at + 1;
    if (octets[at] != '"') continue;
    const std::size_t closed = quotes_end(octets, at);
    if (closed == octets.npos) return closed;
    at = closed - 1;
  }
  return octets.npos;
}

std::size_t quotes_end(std::string_view octets, std::size_t at) {
  for (++at; at < octets.size(); ++at) {
    if (octets[at] == '\\')
      ++at;
    else if (octets[at] == '"')
      return at + 1;
  }
  return octets.npos;
}

std::size_t remark_begins(std::string_view words) {
  for (std::size_t at = 0; at < words.size(); ++at) {
    if (words[at] == '#' && (at == 0 || is_blank(words[at - 1]))) return at;
    const std::size_t closed = words[at] == '"' ? quotes_end(words, at) : words.npos;
    if (closed != words.npos) at = closed - 1;
  }
  return words.size();
}

Words::Words(const text::Span& range) {
  std::string_view octets = range.octets();
  const std::size_t hash = remark_begins(octets);
  if (hash < octets.size()) {
    std::string_view remark = octets.substr(hash + 1);
    remark.remove_prefix(std::min(remark.find_first_not_of(" \t"), remark.size()));
    remark = remark.substr(0, remark.find_last_not_of(" \t") + 1);
    remark_ = remark;
    octets = octets.substr(0, hash);
  }
  for (std::size_t at = 0; at < octets.size();) {
    if (is_blank(octets[at])) {
      ++at;
      continue;
    }
    const std::size_t end = word_end(octets, at);
    words_.push_back(part(range, at, end));
    at = end;
  }
  const std::size_t last = words_.empty() ? range.begin : words_.back().end;
  behind_ = {range.source, last, last};
}

text::Span Words::here() const {
  return empty() ? behind_ : words_[next_];
}

text::Span Words::take() {
  return empty() ? behind_ : words_[next_++];
}

bool Words::take(std::string_view word) {
  if (empty() || peek() != word) return false;
  ++next_;
  return true;
}

text::Span Words::rest() const {
  return empty() ? behind_ : text::Span{behind_.source, words_[next_].begin, behind_.end};
}

void expect_no_more(Words& words, std::string_view behind, Mistakes& mistakes) {
  if (words.empty()) return;
  mistakes.error(words.rest(), fmt::format("{} can't stand behind {}", shown(words.rest().octets()), behind),
                 "take it away; a comment begins with '#'");
  words.skip_all();
}

std::optional<std::uint64_t> number_of(std::string_view digits) {
  std::uint64_t value = 0;
  if (!all_digits(digits)) return std::nullopt;
  const auto [end, problem] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (problem != std::errc() || end != digits.data() + digits.size()) return std::nullopt;
  return value;
}

bool all_digits(std::string_view octets) {
  return !octets.empty() &&
         std::all_of(octets.begin(), octets.end(), [](char one) { return one >= '0' && one <= '9'; });
}

bool is_name(std::string_view octets) {
  const auto lower = [](char one) {
    return one >= 'a' && one <= 'z';
  };
  return !octets.empty() && lower(octets.front()) && std::all_of(octets.begin(), octets.end(), [&](char one) {
    return lower(one) || (one >= '0' && one <= '9') || one == '-';
  });
}

std::string_view name_in_brackets(std::string_view word) {
  if (!word.starts_with('<') || !word.ends_with('>') || word.size() < 3) return {};
  const std::string_view name = word.substr(1, word.size() - 2);
  return is_name(name) ? name : std::string_view();
}

bool is_blank(char octet) {
  return octet == ' ' || octet == '\t';
}

}  // namespace smtpspec::scenario

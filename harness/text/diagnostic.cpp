#include "text/diagnostic.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>

#include "text/visible.hpp"

namespace smtpspec::text {
namespace {

constexpr std::size_t widest_excerpt = 160;
constexpr std::size_t context_before_caret = 60;

bool continues_character(char octet) {
  return (octet & 0xC0) == 0x80;
}

// One column stays one column: what can't be shown becomes a mark of the same width.
std::string one_column_each(std::string_view line, bool utf8) {
  std::string shown(line);
  for (char& octet : shown) {
    const auto value = static_cast<unsigned char>(octet);
    if (octet == '\t')
      octet = ' ';
    else if (value < 0x20 || value == 0x7f || (value >= 0x80 && !utf8))
      octet = '?';
  }
  return shown;
}

// Columns as a terminal shows them: octets that continue a UTF-8 character take none.
std::size_t width(std::string_view text, bool utf8) {
  const auto continuing = utf8 ? std::count_if(text.begin(), text.end(), continues_character) : 0;
  return text.size() - static_cast<std::size_t>(continuing);
}

// Where the character begins that `at` lies in.
std::size_t character_start(std::string_view line, std::size_t at, bool utf8) {
  while (utf8 && at > 0 && at < line.size() && continues_character(line[at])) --at;
  return at;
}

}  // namespace

bool has_errors(const Diagnostics& diagnostics) {
  return std::any_of(diagnostics.begin(), diagnostics.end(),
                     [](const Diagnostic& one) { return one.severity == Severity::error; });
}

Diagnostics in_order(Diagnostics diagnostics) {
  std::stable_sort(
      diagnostics.begin(), diagnostics.end(), [](const Diagnostic& left, const Diagnostic& right) {
        const auto key = [](const Diagnostic& one) {
          return std::tuple(one.span ? std::string_view(one.span.source->name()) : std::string_view(),
                            one.span.begin);
        };
        return key(left) < key(right);
      });
  return diagnostics;
}

std::string excerpt(const Span& span) {
  if (!span) return {};
  const Position at = span.position();
  std::string_view line = span.source->line(at.line);
  const bool utf8 = is_utf8(line);
  std::size_t before = std::min(at.column - 1, line.size());
  std::string_view left_mark, right_mark;
  if (line.size() > widest_excerpt && before > context_before_caret) {
    const std::size_t begin = character_start(line, before - context_before_caret, utf8);
    line.remove_prefix(begin);
    before -= begin;
    left_mark = "...";
  }
  if (line.size() > widest_excerpt) {
    line = line.substr(0, character_start(line, widest_excerpt, utf8));
    right_mark = "...";
  }
  const std::string_view marked = line.substr(before, span.end - std::min(span.begin, span.end));
  const std::size_t caret_column = left_mark.size() + width(line.substr(0, before), utf8);
  const std::size_t caret_width = std::max<std::size_t>(width(marked, utf8), 1);
  return fmt::format("{:>4} | {}{}{}\n     | {}^{}\n", at.line, left_mark, one_column_each(line, utf8),
                     right_mark, std::string(caret_column, ' '), std::string(caret_width - 1, '~'));
}

std::string render(const Diagnostic& diagnostic) {
  const std::string_view word = diagnostic.severity == Severity::error ? "error" : "warning";
  std::string rendered;
  if (diagnostic.span) {
    const Position at = diagnostic.span.position();
    rendered = fmt::format("{}:{}:{}: {}: {}\n", diagnostic.span.source->name(), at.line, at.column, word,
                           diagnostic.message);
    rendered += excerpt(diagnostic.span);
  } else {
    rendered = fmt::format("{}: {}\n", word, diagnostic.message);
  }
  if (!diagnostic.hint.empty()) rendered += fmt::format("     = help: {}\n", diagnostic.hint);
  return rendered;
}

std::string render(const Diagnostics& diagnostics) {
  if (diagnostics.empty()) return {};
  const Diagnostics sorted = in_order(diagnostics);
  std::string rendered;
  std::size_t errors = 0;
  for (const Diagnostic& one : sorted) {
    rendered += render(one);
    errors += one.severity == Severity::error ? 1 : 0;
  }
  const std::size_t warnings = sorted.size() - errors;
  const auto counted = [](std::size_t count, std::string_view word) {
    return fmt::format("{} {}{}", count, word, count == 1 ? "" : "s");
  };
  if (errors > 0 && warnings > 0)
    return rendered + counted(errors, "error") + ", " + counted(warnings, "warning") + "\n";
  return rendered + (errors > 0 ? counted(errors, "error") : counted(warnings, "warning")) + "\n";
}

}  // namespace smtpspec::text

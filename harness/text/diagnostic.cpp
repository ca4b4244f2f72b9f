#include "text/diagnostic.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>

#include "text/visible.hpp"

namespace smtpspec::text {
namespace {

constexpr std::size_t widest_excerpt = 160;
constexpr std::size_t context_before_caret = 60;

// One column stays one column: what can't be shown becomes a mark of the same width.
std::string one_column_each(std::string_view line) {
  std::string shown(line);
  for (char& octet : shown) {
    const auto value = static_cast<unsigned char>(octet);
    if (octet == '\t')
      octet = ' ';
    else if (value < 0x20 || value == 0x7f)
      octet = '?';
  }
  return shown;
}

// Columns as a terminal shows them: octets that continue a UTF-8 character take none.
std::size_t width(std::string_view utf8) {
  return static_cast<std::size_t>(
      std::count_if(utf8.begin(), utf8.end(), [](char octet) { return (octet & 0xC0) != 0x80; }));
}

}  // namespace

bool has_errors(const Diagnostics& diagnostics) {
  return std::any_of(diagnostics.begin(), diagnostics.end(),
                     [](const Diagnostic& one) { return one.severity == Severity::error; });
}

std::string excerpt(const Span& span) {
  if (!span) return {};
  const Position at = span.position();
  std::string_view line = span.source->line(at.line);
  std::size_t before = std::min(at.column - 1, line.size());
  std::size_t marked = std::min(std::max<std::size_t>(span.end - std::min(span.begin, span.end), 1),
                                std::max<std::size_t>(line.size() - before, 1));
  std::string_view left_mark;
  if (line.size() > widest_excerpt && before > context_before_caret) {
    line.remove_prefix(before - context_before_caret);
    before = context_before_caret;
    left_mark = "...";
  }
  const bool cut = line.size() > widest_excerpt;
  if (cut) line = line.substr(0, widest_excerpt);
  marked = std::clamp<std::size_t>(marked, 1,
                                   std::max<std::size_t>(line.size() - std::min(before, line.size()), 1));

  const std::string shown = is_utf8(line) ? one_column_each(line) : visible_ascii(line);
  const std::size_t caret_column = left_mark.size() + width(line.substr(0, before));
  const std::size_t caret_width =
      std::max<std::size_t>(width(line.substr(std::min(before, line.size()), marked)), 1);
  return fmt::format("{:>4} | {}{}{}\n     | {}^{}\n", at.line, left_mark, shown, cut ? "..." : "",
                     std::string(caret_column, ' '), std::string(caret_width - 1, '~'));
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
  Diagnostics sorted = diagnostics;
  std::stable_sort(sorted.begin(), sorted.end(), [](const Diagnostic& left, const Diagnostic& right) {
    const auto key = [](const Diagnostic& one) {
      return std::tuple(one.span ? std::string_view(one.span.source->name()) : std::string_view(),
                        one.span.begin);
    };
    return key(left) < key(right);
  });
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

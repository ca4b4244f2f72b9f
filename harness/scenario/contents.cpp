#include "scenario/contents.hpp"

#include <fmt/format.h>

#include "scenario/first_words.hpp"
#include "scenario/octet_runs.hpp"
#include "scenario/texts.hpp"
#include "text/suggestion.hpp"

namespace smtpspec::scenario {
namespace {

constexpr std::string_view form_of_content = "write content NAME of 100000 octets in lines of 1000 8bit";

class GeneratedReader {
 public:
  GeneratedReader(Words& words, Mistakes& mistakes) : words_(words), mistakes_(mistakes) {}

  std::optional<GeneratedContent> read() {
    const std::size_t before = mistakes_.errors();
    content_.octets = read_amount(words_.take(), "the number of octets", mistakes_);
    if (mistakes_.errors() != before) {
      words_.skip_all();
    } else if (!words_.take("octets")) {
      mistake("'octets' must stand behind the number");
    } else {
      line_length();
      kind();
      if (!words_.empty())
        mistake(fmt::format("{} can't stand behind a content's size", shown(words_.peek())));
    }
    if (mistakes_.errors() != before) return std::nullopt;
    return std::move(content_);
  }

 private:
  void mistake(std::string message) {
    mistakes_.error(words_.here(), std::move(message), std::string(form_of_content));
    words_.skip_all();
  }

  void line_length() {
    if (!words_.take("in")) return;
    if (!words_.take("lines") || !words_.take("of")) {
      mistake("'in' needs 'lines of NUMBER' behind it");
      return;
    }
    const Span word = words_.take();
    const auto length = number_of(word.octets());
    if (!length || *length < 3)
      mistakes_.error(word, "a line's length is a number from 3 on, CRLF included",
                      std::string(form_of_content));
    else
      content_.line_length = *length;
  }

  void kind() {
    if (words_.take("8bit"))
      content_.kind = GeneratedContent::Kind::eight_bit;
    else if (words_.take("binary"))
      content_.kind = GeneratedContent::Kind::binary;
  }

  Words& words_;
  Mistakes& mistakes_;
  GeneratedContent content_;
};

bool opens_something_else(const Line& line) {
  return line.indent == 0 && is_first_word(line.first_word().octets());
}

void read_content_line(const Line& line, LiteralContent& into, Mistakes& mistakes) {
  const std::string_view octets = line.octets();
  if (line.indent > 0 && (octets.starts_with('|') || octets.starts_with('"')))
    mistakes.error(part(line.span, 0, 1), "a line of a content is indented",
                   "'|' and '\"' stand in column 1");
  if (octets.starts_with('"')) {
    into.lines.emplace_back(read_octet_runs(line.span, mistakes));
  } else if (octets == "|" || octets.starts_with("| ")) {
    into.lines.emplace_back(read_text(line.behind(2), mistakes));
  } else if (octets.starts_with('|')) {
    mistakes.error(part(line.span, 0, 1), "one blank must stand behind '|'",
                   "the line begins behind that blank");
  } else if (line.is_empty()) {
    mistakes.error(line.span, "an empty line stands in a content",
                   "an empty line of the content is written '|'");
  } else {
    mistakes.error(line.span, "this is no line of a content",
                   "a line of a content begins with '| ', or is octets in quotes; 'end' ends it");
  }
}

LiteralContent read_literal(const Span& heading, std::string_view name, std::span<const Line> lines,
                            std::size_t& next, Mistakes& mistakes) {
  LiteralContent content;
  // Empty lines are a mistake only if the content goes on behind them.
  std::vector<const Line*> empty;
  for (; next < lines.size(); ++next) {
    const Line& line = lines[next];
    if (line.is_empty()) {
      empty.push_back(&line);
      continue;
    }
    if (line.first_word().octets() == "end") {
      Words words(line.span);
      words.take();
      expect_no_more(words, "'end'", mistakes);
      for (const Line* one : empty) read_content_line(*one, content, mistakes);
      ++next;
      return content;
    }
    if (opens_something_else(line)) break;
    for (const Line* one : empty) read_content_line(*one, content, mistakes);
    empty.clear();
    if (!line.is_comment()) read_content_line(line, content, mistakes);
  }
  mistakes.error(heading, fmt::format("the content {} has no 'end'", shown(name)),
                 next < lines.size() ? fmt::format("put 'end' in front of line {}", lines[next].number)
                                     : "put 'end' behind its last line");
  return content;
}

}  // namespace

ContentReading read_content(std::span<const Line> lines, std::size_t& next, Mistakes& mistakes) {
  const Line& heading = lines[next++];
  Words words(heading.span);
  const Span word = words.take();
  const Span name = words.take();
  ContentReading reading;
  if (!is_name(name.octets())) {
    mistakes.error(name.octets().empty() ? word : name,
                   name.octets().empty() ? std::string("the content's name is missing")
                                         : fmt::format("{} is no name", shown(name.octets())),
                   "a name is of lower-case letters, digits and '-': content body");
  } else {
    reading.name = name.octets();
  }
  if (words.take("of")) {
    if (auto content = GeneratedReader(words, mistakes).read())
      reading.content = Content{reading.name, std::move(*content), heading.span};
  } else {
    expect_no_more(words, "the content's name", mistakes);
    reading.content =
        Content{reading.name, read_literal(heading.span, name.octets(), lines, next, mistakes), heading.span};
  }
  if (reading.name.empty()) reading.content.reset();
  return reading;
}

}  // namespace smtpspec::scenario

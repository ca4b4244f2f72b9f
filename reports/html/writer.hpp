// Writer: the only way into a page. What is no string literal of this program must have passed one of the
// functions below, or it does not compile: no octet of a target can become markup.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace smtpspec::reports::page {

// A string literal, which enters as it stands.
class Markup {
 public:
  template <std::size_t size>
  consteval Markup(const char (&literal)[size]) : text_(literal, size - 1) {}
  constexpr std::string_view str() const { return text_; }

 private:
  std::string_view text_;
};

// A text that is safe between tags and between the double quotes of an attribute.
class Escaped {
 public:
  const std::string& str() const { return text_; }

 private:
  explicit Escaped(std::string text) : text_(std::move(text)) {}
  std::string text_;
  friend Escaped escaped(std::string_view printable);
};

inline constexpr std::size_t line_limit = 2000;

// One line, whatever it holds; unprintable octets are made visible.
Escaped line(std::string_view text, std::size_t most = line_limit);
// Lines stay lines.
Escaped lines(std::string_view text);
Escaped number(std::uint64_t value);

class Writer {
 public:
  Writer& operator<<(Markup markup) { return append(markup.str()); }
  Writer& operator<<(const Escaped& text) { return append(text.str()); }
  // A source of this program's own (style, script), whole.
  Writer& source(std::string_view own) { return append(own); }

  std::string& str() { return text_; }

 private:
  Writer& append(std::string_view text) {
    text_ += text;
    return *this;
  }
  std::string text_;
};

}  // namespace smtpspec::reports::page

// Source: a text that a person wrote, and places in it.
//
// Everything read from a file keeps its Span for ever, so that a failed expectation is shown exactly like
// a syntax error: the author's own line, with a caret.
#pragma once

#include <cstddef>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace smtpspec::text {

// A place as compilers name it; both counts start at 1. Columns count octets.
struct Position {
  std::size_t line = 1;
  std::size_t column = 1;
};

class Source {
 public:
  // `name` is what diagnostics print before the line number: a path, or "<given greeted>" for a built-in
  // text.
  Source(std::string name, std::string octets);

  const std::string& name() const { return name_; }
  const std::string& octets() const { return octets_; }

  std::size_t line_count() const { return line_starts_.size(); }
  // The line (counted from 1) without its ending; empty beyond the last line.
  std::string_view line(std::size_t number) const;
  // Where `offset` lies; an offset beyond the end is the end.
  Position position(std::size_t offset) const;
  // Offset of the first octet of the line (counted from 1).
  std::size_t line_start(std::size_t number) const;

 private:
  std::string name_;
  std::string octets_;
  std::vector<std::size_t> line_starts_;
};

using SourcePtr = std::shared_ptr<const Source>;

// A piece [begin, end) of a source. A span without a source has no place (a value made by a program).
struct Span {
  SourcePtr source;
  std::size_t begin = 0;
  std::size_t end = 0;

  explicit operator bool() const { return source != nullptr; }
  Position position() const { return source ? source->position(begin) : Position{}; }
  std::string_view octets() const;
};

// Two spans of one source compare by place only; that is what tests want.
bool operator==(const Span& left, const Span& right);

// Reads a file whole. Empty pointer if it can't be read (the caller says so in its own words); `name` is the
// path.
SourcePtr read_source(const std::filesystem::path& path);

}  // namespace smtpspec::text

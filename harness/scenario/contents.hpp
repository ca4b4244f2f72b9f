// Contents: literal ones, line by line, and generated ones of any size.
#pragma once

#include <optional>
#include <span>

#include "scenario/lexer.hpp"
#include "scenario/scenario.hpp"

namespace smtpspec::scenario {

// Reads the content whose first line is lines[next], and moves `next` behind its last one. Empty behind a
// mistake in its first line; `name` is then what it was to be called, if that can be told.
struct ContentReading {
  std::optional<Content> content;
  std::string name;
};
ContentReading read_content(std::span<const Line> lines, std::size_t& next, Mistakes& mistakes);

}  // namespace smtpspec::scenario

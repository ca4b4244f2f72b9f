// Terminal: what the place that the console writes to can do, and what its user wants of it.
#pragma once

#include <cstddef>
#include <functional>

#include "reports/plain.hpp"

namespace smtpspec::reports {

// What one line may hold of a name or of a target's own words, in characters; the rest is cut.
inline constexpr std::size_t console_line_limit = 400;

enum class Colour { no, yes };

// How the console tells what happens while it happens.
enum class Progress {
  lines,  // a line for each case that ends
  live,   // one line rewritten in place, and a line for each case that is no pass
};

struct Terminal {
  Colour colour = Colour::no;
  Progress progress = Progress::lines;
  Charset charset = Charset::ascii;
  std::size_t width = 80;  // columns
};

// What is behind a file descriptor: nothing that moves a cursor (no columns), or a terminal.
struct Device {
  bool moves_cursor = false;
  std::size_t columns = 0;
};

Device device_of(int descriptor);

// As std::getenv: a null pointer for what is not set.
using Environment = std::function<const char*(const char*)>;

// NO_COLOR, FORCE_COLOR, CLICOLOR_FORCE, CLICOLOR, TERM, CI, COLUMNS and the locale's variables, in the
// meaning that tools agree on. They decide about decoration only.
Terminal terminal_of(const Device& device, const Environment& environment);

Terminal terminal_options(int descriptor, const Environment& environment);

}  // namespace smtpspec::reports

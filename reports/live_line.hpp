// LiveLine: the one line at the foot of a terminal that shows how a run goes on, rewritten in place.
#pragma once

#include <cstddef>
#include <string>

#include "result/results.hpp"

namespace smtpspec::reports {

// What puts the cursor back to the line's begin, and nothing in its place.
inline constexpr std::string_view erase_line = "\r\x1b[K";

class LiveLine {
 public:
  void consider(const std::string& id, result::Duration took);
  // What goes on, and at the right, where there is room for it, the case that took the longest so far:
  // "[7/15] 2 running: rfc1870/a rfc1870/b   slowest noop-is-answered 5.0 s". Shorter than `width`: a line as
  // wide as the terminal would wrap, and could not be erased.
  std::string text(const std::string& what_goes_on, std::size_t width) const;

 private:
  std::string slowest_;
  result::Duration took_{-1};
};

}  // namespace smtpspec::reports

// Mistakes: the diagnostics of one source while it is read. Reading goes on behind each of them.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "text/diagnostic.hpp"

namespace smtpspec::scenario {

class Mistakes {
 public:
  void error(text::Span where, std::string message, std::string remedy);
  void warning(text::Span where, std::string message, std::string remedy);

  std::size_t errors() const { return errors_; }
  // In the order of their places.
  text::Diagnostics take();

 private:
  text::Diagnostics diagnostics_;
  std::size_t errors_ = 0;
};

// A word of the author's as messages show it: 'word', visible, and cut if it is long.
std::string shown(std::string_view word);

}  // namespace smtpspec::scenario

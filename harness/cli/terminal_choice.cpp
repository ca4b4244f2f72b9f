#include "cli/terminal_choice.hpp"

#include <cstdlib>

namespace smtpspec::cli {

reports::Terminal terminal_for(std::string_view color, int descriptor) {
  reports::Terminal terminal =
      reports::terminal_options(descriptor, [](const char* name) { return std::getenv(name); });
  if (color == "always") terminal.colour = reports::Colour::yes;
  if (color == "never") terminal.colour = reports::Colour::no;
  return terminal;
}

}  // namespace smtpspec::cli

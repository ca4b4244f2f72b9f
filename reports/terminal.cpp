#include "reports/terminal.hpp"

#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <string>
#include <string_view>

namespace smtpspec::reports {
namespace {

std::string_view value_of(const Environment& environment, const char* name) {
  const char* const value = environment(name);
  return value == nullptr ? std::string_view() : std::string_view(value);
}

bool is_on(std::string_view value) {
  return !value.empty() && value != "0";
}

Colour colour_of(bool on_a_screen, const Environment& environment) {
  if (!value_of(environment, "NO_COLOR").empty()) return Colour::no;
  if (is_on(value_of(environment, "FORCE_COLOR")) || is_on(value_of(environment, "CLICOLOR_FORCE")))
    return Colour::yes;
  if (value_of(environment, "CLICOLOR") == "0") return Colour::no;
  return on_a_screen ? Colour::yes : Colour::no;
}

// The locale's variables in the order of POSIX: the first that is set decides.
Charset charset_of(const Environment& environment) {
  for (const char* name : {"LC_ALL", "LC_CTYPE", "LANG"}) {
    std::string value(value_of(environment, name));
    if (value.empty()) continue;
    std::transform(value.begin(), value.end(), value.begin(), [](char octet) {
      return octet >= 'A' && octet <= 'Z' ? static_cast<char>(octet - 'A' + 'a') : octet;
    });
    const bool utf8 = value.find("utf-8") != std::string::npos || value.find("utf8") != std::string::npos;
    return utf8 ? Charset::utf8 : Charset::ascii;
  }
  return Charset::ascii;
}

std::size_t width_of(const Device& device, const Environment& environment) {
  const std::string_view columns = value_of(environment, "COLUMNS");
  std::size_t width = 0;
  std::from_chars(columns.data(), columns.data() + columns.size(), width);
  if (width == 0) width = device.columns;
  return width == 0 ? 80 : std::clamp<std::size_t>(width, 20, 1000);
}

}  // namespace

Device device_of(int descriptor) {
  if (::isatty(descriptor) == 0) return {};
  winsize size{};
  const bool known = ::ioctl(descriptor, TIOCGWINSZ, &size) == 0;
  return {true, known ? size.ws_col : std::size_t{0}};
}

Terminal terminal_of(const Device& device, const Environment& environment) {
  const std::string_view kind = value_of(environment, "TERM");
  const bool on_a_screen = device.moves_cursor && !kind.empty() && kind != "dumb";
  const bool watched = value_of(environment, "CI").empty();  // a log that is kept shows every rewriting
  return {.colour = colour_of(on_a_screen, environment),
          .progress = on_a_screen && watched ? Progress::live : Progress::lines,
          .charset = charset_of(environment),
          .width = width_of(device, environment)};
}

Terminal terminal_options(int descriptor, const Environment& environment) {
  return terminal_of(device_of(descriptor), environment);
}

}  // namespace smtpspec::reports

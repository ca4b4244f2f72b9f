// The terminal as the words of a command want it.
#pragma once

#include <string_view>

#include "reports/terminal.hpp"

namespace smtpspec::cli {

// `color`: auto, always, never.
reports::Terminal terminal_for(std::string_view color, int descriptor);

}  // namespace smtpspec::cli

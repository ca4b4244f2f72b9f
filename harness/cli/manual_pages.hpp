// Manual pages, in the language of man(7).
#pragma once

#include <string>
#include <vector>

#include "cli/command_tree.hpp"

namespace smtpspec::cli {

struct ManualPage {
  std::string name;  // of its file: "smtpspec-run.1"
  std::string text;
};

// One for the program, one for each of its commands; commands of a command stand in its page.
std::vector<ManualPage> manual_pages(const CommandEntry& program, const std::string& version);

}  // namespace smtpspec::cli

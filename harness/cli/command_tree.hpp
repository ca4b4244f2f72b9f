// Command tree: commands and options as they are, to make the manual and the completions of shells from.
#pragma once

#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace smtpspec::cli {

struct OptionEntry {
  std::vector<std::string> names;  // "-j", "--jobs"; empty for an argument without a name
  std::string value;  // what stands behind it: "FILE"; of an argument its own name; empty for a flag
  std::vector<std::string> values;  // the words that it can be, where the list is closed
  std::string about;
  std::string group;     // its heading in --help
  bool repeats = false;  // may be given several times
};

struct CommandEntry {
  std::string name;  // "baseline update"; empty for the program
  std::string about;
  std::string footer;  // as in --help
  std::vector<OptionEntry> arguments;
  std::vector<OptionEntry> options;
  std::vector<CommandEntry> commands;
};

// What is typed behind the commands above it: "update".
std::string last_word(const std::string& command_name);

CommandEntry tree_of(const CLI::App& app);

}  // namespace smtpspec::cli

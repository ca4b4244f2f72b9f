#include "cli/slip.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>

#include "text/suggestion.hpp"

namespace smtpspec::cli {
namespace {

bool has_option(const CommandEntry& command, std::string_view name) {
  return std::any_of(command.options.begin(), command.options.end(), [&](const OptionEntry& option) {
    return std::find(option.names.begin(), option.names.end(), name) != option.names.end();
  });
}

std::string unknown_command(const CommandEntry& above, const std::string& word) {
  std::vector<std::string> names;
  for (const CommandEntry& one : above.commands) names.push_back(last_word(one.name));
  const std::vector<std::string_view> known(names.begin(), names.end());
  return fmt::format("there is no command '{}'; {}", word, text::suggest(word, known));
}

std::string unknown_option(const CommandEntry& command, std::string_view name) {
  std::vector<std::string_view> known;
  for (const OptionEntry& option : command.options)
    for (const std::string& one : option.names)
      if (one.starts_with("--")) known.push_back(one);
  const std::string whole = command.name.empty() ? "smtpspec" : "smtpspec " + command.name;
  const std::string_view near = text::nearest(name, known);
  return fmt::format("'{}' has no option {}; {}", whole, name,
                     near.empty() ? fmt::format("'{} --help' shows those it has", whole)
                                  : fmt::format("did you mean {}?", near));
}

}  // namespace

std::optional<std::string> slip_in(const CommandEntry& program, const std::vector<std::string>& words) {
  const CommandEntry* command = &program;
  for (const std::string& word : words) {
    if (word == "--") break;
    if (word.starts_with("-") && word.size() > 1) {
      const std::string name = word.substr(0, word.find('='));
      if (!has_option(*command, name)) return unknown_option(*command, name);
    } else if (!command->commands.empty()) {
      const auto below = std::find_if(command->commands.begin(), command->commands.end(),
                                      [&](const CommandEntry& one) { return last_word(one.name) == word; });
      if (below == command->commands.end()) return unknown_command(*command, word);
      command = &*below;
    }
  }
  return std::nullopt;
}

}  // namespace smtpspec::cli

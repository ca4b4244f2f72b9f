#include "cli/command_tree.hpp"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <string_view>

#include "cli/help_format.hpp"

namespace smtpspec::cli {
namespace {

// Validators put what they admit behind the type: "WAY:{plain,starttls,tls}".
std::vector<std::string> values_in(const std::string& type) {
  std::vector<std::string> values;
  const std::size_t brace = type.find(":{");
  if (brace == type.npos) return values;
  const std::size_t end = type.find('}', brace);
  for (std::size_t at = brace + 2; at < end;) {
    const std::size_t comma = std::min(type.find(',', at), end);
    values.push_back(type.substr(at, comma - at));
    at = comma + 1;
  }
  return values;
}

OptionEntry entry_of(const CLI::Option& option) {
  const std::string type = option.get_type_name();
  OptionEntry entry;
  for (const std::string& name : option.get_snames()) entry.names.push_back("-" + name);
  for (const std::string& name : option.get_lnames()) entry.names.push_back("--" + name);
  if (option.get_positional())
    entry.value = option.get_name(true);
  else if (option.get_items_expected_max() > 0)
    entry.value = value_of(option);
  // One that may stand alone as well takes its value behind an equals sign.
  if (option.get_items_expected_min() == 0 && !option.get_positional()) entry.value.clear();
  entry.values = values_in(type);
  entry.about = option.get_description();
  entry.group = heading_of(option.get_group());
  entry.repeats = option.get_expected_max() > 1;
  return entry;
}

CommandEntry entry_of(const CLI::App& app, const std::string& above) {
  CommandEntry entry;
  entry.name = above.empty() ? app.get_name() : above + " " + app.get_name();
  entry.about = app.get_description();
  if (app.get_parent() == nullptr) {
    entry.name.clear();
    static constexpr std::string_view behind_version = ": ";
    entry.about.erase(0, entry.about.find(behind_version) + behind_version.size());
  }
  // What was not set is the parent's.
  if (app.get_parent() == nullptr || app.get_footer() != app.get_parent()->get_footer())
    entry.footer = app.get_footer();
  for (const CLI::Option* option : app.get_options())
    (option->get_positional() ? entry.arguments : entry.options).push_back(entry_of(*option));
  for (const CLI::App* command : app.get_subcommands([](const CLI::App*) { return true; }))
    entry.commands.push_back(entry_of(*command, entry.name));
  return entry;
}

}  // namespace

std::string last_word(const std::string& command_name) {
  return command_name.substr(command_name.rfind(' ') + 1);
}

CommandEntry tree_of(const CLI::App& app) {
  return entry_of(app, {});
}

}  // namespace smtpspec::cli

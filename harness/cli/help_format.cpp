#include "cli/help_format.hpp"

#include <algorithm>
#include <string_view>

namespace smtpspec::cli {
namespace {

constexpr std::size_t name_column = 28;
constexpr std::size_t row_length = 79;
constexpr char condensed = '\x1f';  // ends the heading of a condensed group; never printed

bool is_condensed(const std::string& group) {
  return group.ends_with(condensed);
}

class OneLineEach final : public CLI::Formatter {
 public:
  OneLineEach() { column_width(name_column); }

  std::string make_option_opts(const CLI::Option* option) const override {
    std::string type = value_of(*option);
    if (option->get_expected_max() > 1) type += type.empty() ? "..." : " ...";
    return type.empty() ? type : " " + type;
  }

  std::string make_help(const CLI::App* command, std::string name, CLI::AppFormatMode) const override {
    return make_description(command) + make_usage(command, std::move(name)) + arguments(command) +
           groups(command) + make_subcommands(command, CLI::AppFormatMode::Normal) + "\n" +
           make_footer(command);
  }

  std::string make_group(std::string group, bool positional,
                         std::vector<const CLI::Option*> options) const override {
    std::string text = group + ":\n";
    for (const CLI::Option* option : options) text += make_option(option, positional);
    return text;
  }

 private:
  std::string arguments(const CLI::App* command) const {
    const auto named = command->get_options([](const CLI::Option* option) {
      return option->get_positional() && !is_condensed(option->get_group());
    });
    return named.empty() ? std::string() : make_group("Arguments", true, named);
  }

  std::string groups(const CLI::App* command) const {
    std::string text;
    for (const std::string& group : command->get_groups()) {
      if (group.empty()) continue;
      const auto options = command->get_options([&](const CLI::Option* option) {
        return option->get_group() == group && (option->nonpositional() || is_condensed(group));
      });
      if (!options.empty())
        text += is_condensed(group) ? list(group, options) : make_group(group, false, options);
    }
    return text;
  }

  std::string list(const std::string& group, const std::vector<const CLI::Option*>& options) const {
    std::string text = heading_of(group) + ":\n";
    std::string row = " ";
    for (const CLI::Option* option : options) {
      const bool positional = option->get_positional();
      std::string word = option->get_name(positional);
      std::string type = make_option_opts(option);
      if (!positional) type.resize(std::min(type.find(" ..."), type.size()));
      word += type;
      if (row.size() + 1 + word.size() > row_length) {
        text += row + "\n";
        row = " ";
      }
      row += " " + word;
    }
    return text + row + "\n";
  }
};

}  // namespace

std::shared_ptr<CLI::FormatterBase> help_format() {
  return std::make_shared<OneLineEach>();
}

void arrange(CLI::App& command, const std::string& heading, std::initializer_list<const char*> options) {
  for (const char* name : options) command.get_option(name)->group(heading);
}

std::string value_of(const CLI::Option& option) {
  std::string type = option.get_type_name();
  for (const std::string_view range : {":{", ":INT in ", ":UINT in ", ":SIZE ["})
    type.resize(std::min(type.find(range), type.size()));
  return type == "TEXT" ? "" : type;
}

std::string heading_of(const std::string& group) {
  return is_condensed(group) ? group.substr(0, group.size() - 1) : group;
}

void condense(CLI::App& command, const std::string& heading, std::initializer_list<const char*> options) {
  arrange(command, heading + condensed, options);
}

}  // namespace smtpspec::cli

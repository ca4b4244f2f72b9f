// What `--help` looks like: one line for each option, grouped, so that it fits a screen. A screen has 80
// columns and 48 rows: a terminal's window on a laptop, since `run` has more options than the 24 rows of old.
#pragma once

#include <initializer_list>
#include <memory>
#include <string>

#include <CLI/CLI.hpp>

namespace smtpspec::cli {

// For the whole program: types without their ranges and exclusions, which the text behind them tells.
std::shared_ptr<CLI::FormatterBase> help_format();

// Puts options under a heading, in the order of their making. Throws if the command has no such option.
void arrange(CLI::App& command, const std::string& heading, std::initializer_list<const char*> options);

// As `arrange`, but these options are only listed, with no text: another command's help explains them.
void condense(CLI::App& command, const std::string& heading, std::initializer_list<const char*> options);

// What stands behind an option: "FILE"; its type without the range that validators put behind it.
std::string value_of(const CLI::Option& option);

// The heading of a group of options, however it is listed.
std::string heading_of(const std::string& group);

}  // namespace smtpspec::cli

// The configuration file: found, read, and joined with what was typed, which wins.
#pragma once

#include <functional>
#include <string>
#include <variant>
#include <vector>

#include "target/configuration.hpp"

namespace smtpspec::cli {

inline constexpr const char* configuration_name = ".smtpspec.toml";

// That file, or the one of the current folder, if there is one; empty if there is none, or "none" is wanted.
// Mistakes are said on standard error and are an exit code.
std::variant<std::vector<target::Setting>, int> read_configuration_file(const std::string& named);

// What a command line says by itself.
struct Typed {
  std::function<bool(const std::string& option)> has;  // whether it has this option, or an "ID"
  std::vector<std::string> names;                      // of --set
};

// The words that the file adds. Where another server or client is named, nothing of the file's; where
// scenarios are selected, neither its selection nor what it demands of one.
std::vector<std::string> words_of(const std::vector<target::Setting>& settings, const Typed& typed);

}  // namespace smtpspec::cli

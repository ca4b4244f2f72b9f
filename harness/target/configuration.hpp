// Configuration: what is always the same of a project's runs, as a file: .smtpspec.toml, described in
// README.md.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "text/diagnostic.hpp"
#include "text/source.hpp"

namespace smtpspec::target {

// One key of it, as the option that says the same on a command line.
struct Setting {
  // What is not taken where a command line names another server or client, other scenarios, or selects by
  // itself; `any` is taken unless it says the same itself.
  enum class Kind { judged, scenarios, selection, demand, any } kind = Kind::judged;
  std::string option;               // "--connect"; "ID" for what stands without one
  std::vector<std::string> values;  // empty: a flag
};

struct ConfigurationReading {
  std::optional<std::vector<Setting>> settings;  // absent if there is any error
  text::Diagnostics diagnostics;
};

// What a reader has to ask somebody else.
struct ConfigurationNames {
  std::vector<std::string_view> known;            // names that scenarios use
  std::function<bool(std::string_view)> is_name;  // those, and names of one's own
  std::function<std::optional<std::string>(const std::string&)> environment;
};

// All mistakes at once. Paths in it are relative to its folder.
ConfigurationReading read_configuration(const text::SourcePtr& source, const ConfigurationNames& names);

}  // namespace smtpspec::target

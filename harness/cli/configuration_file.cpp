#include "cli/configuration_file.hpp"

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <filesystem>

#include "cli/mistake.hpp"
#include "scenario/variables.hpp"

namespace smtpspec::cli {
namespace {

using target::Setting;

constexpr std::array naming = {"--connect", "--target", "--fault", "--variant"};
constexpr std::array selecting = {"ID",      "--rfc", "--section", "--extension",
                                  "--level", "--tag", "--exclude", "--rerun"};

bool is_taken(const Setting& setting, const Typed& typed) {
  const auto has = [&](const char* option) {
    return typed.has(option);
  };
  using Of = Setting::Kind;
  const bool names_another = std::any_of(naming.begin(), naming.end(), has);
  const bool selects = std::any_of(selecting.begin(), selecting.end(), has);
  if (setting.kind == Of::judged && names_another) return false;
  if ((setting.kind == Of::selection || setting.kind == Of::demand) && selects) return false;
  if (setting.kind == Of::scenarios && typed.has("--scenarios")) return false;
  if (setting.option == "--baseline" && typed.has("--no-baseline")) return false;
  return setting.option == "--set" || !typed.has(setting.option);
}

bool is_among(const std::vector<std::string>& names, const std::string& pair) {
  return std::find(names.begin(), names.end(), pair.substr(0, pair.find('='))) != names.end();
}

}  // namespace

std::variant<std::vector<Setting>, int> read_configuration_file(const std::string& named) {
  std::error_code ignored;
  const bool nowhere = named.empty() && !std::filesystem::exists(configuration_name, ignored);
  if (nowhere || named == "none") return std::vector<Setting>();
  const std::string path = named.empty() ? configuration_name : named;
  const auto source = text::read_source(path);
  if (!source) return mistake("'" + path + "' can't be read", exit_codes::bad_input);
  const auto names = scenario::variable_names();
  target::ConfigurationReading reading = target::read_configuration(
      source, {.known = {names.begin(), names.end()},
               .is_name = scenario::is_variable,
               .environment = [](const std::string& name) -> std::optional<std::string> {
                 const char* const value = std::getenv(name.c_str());
                 return value ? std::optional<std::string>(value) : std::nullopt;
               }});
  std::fputs(text::render(reading.diagnostics).c_str(), stderr);
  if (!reading.settings) return exit_codes::bad_input;
  return std::move(*reading.settings);
}

std::vector<std::string> words_of(const std::vector<Setting>& settings, const Typed& typed) {
  std::vector<std::string> words;
  for (const Setting& one : settings) {
    if (!is_taken(one, typed)) continue;
    if (one.values.empty()) words.push_back(one.option);
    for (const std::string& value : one.values) {
      if (one.option == "--set" && is_among(typed.names, value)) continue;
      if (one.option != "ID") words.push_back(one.option);
      words.push_back(value);
    }
  }
  return words;
}

}  // namespace smtpspec::cli

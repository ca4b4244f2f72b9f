#include "target/configuration.hpp"

#include <filesystem>

#include "target/profile_table.hpp"
#include "text/suggestion.hpp"

namespace smtpspec::target {
namespace {

using Kind = Setting::Kind;

class ConfigurationReader {
 public:
  ConfigurationReader(const ProfileText& text, const toml::table& document, const ConfigurationNames& names)
      : root_(text, document, "the configuration"),
        names_(names),
        folder_(std::filesystem::path(text.source->name()).parent_path()) {}

  std::vector<Setting> read() {
    judged();
    paths(Kind::scenarios, "scenarios");
    flag(Kind::scenarios, "with-catalogue");
    add(Kind::selection, "ID", root_.one_or_more("ids"));
    for (const char* key : {"exclude", "rfc", "section", "extension", "level", "tag"})
      add(Kind::selection, option(key), root_.one_or_more(key));
    for (const char* key : {"min-judged", "max-blocked"})
      add(Kind::demand, option(key), root_.one_or_more(key));
    flag(Kind::any, "strict");
    root_.done();
    return std::move(settings_);
  }

 private:
  static std::string option(std::string_view key) { return "--" + std::string(key); }

  void judged() {
    const auto connect = root_.string("connect");
    const auto targets = root_.one_or_more("target");
    if (connect && !targets.empty())
      root_.wrong("target", "'connect' and 'target' can't both be judged", "one of them must go");
    if (connect) add(Kind::judged, "--connect", {*connect});
    add(Kind::judged, "--target", targets);
    if (const auto name = root_.string("name")) add(Kind::judged, "--name", {*name});
    for (const char* key : {"maildir", "trust", "baseline"}) paths(Kind::judged, key);
    word("over", {"plain", "starttls", "tls"});
    word("login", {"auto", "always", "never"});
    if (auto set = root_.table("set")) names(*set);
  }

  void word(std::string_view key, std::vector<std::string_view> known) {
    if (const auto value = root_.word(key, std::move(known))) add(Kind::judged, option(key), {*value});
  }

  void paths(Kind kind, std::string_view key) {
    std::vector<std::string> values = root_.one_or_more(key);
    for (std::string& one : values) one = (folder_ / one).string();
    add(kind, option(key), std::move(values));
  }

  void flag(Kind kind, std::string_view key) {
    if (root_.truth(key).value_or(false)) settings_.push_back({kind, option(key), {}});
  }

  // recipient = "bob@example.org", password = { env = "SMTP_PASSWORD" }
  void names(ProfileTable& set) {
    std::vector<std::string> values;
    for (const std::string_view key : set.keys_with("")) {
      const std::string name(key);
      if (!names_.is_name(key)) {
        set.wrong(key, "no scenario uses the name '" + name + "'", text::suggest(key, names_.known));
        continue;
      }
      if (const auto value = set.is_table(key) ? from_environment(set, key) : set.string(key))
        values.push_back(name + "=" + *value);
    }
    add(Kind::judged, "--set", std::move(values));
  }

  std::optional<std::string> from_environment(ProfileTable& set, std::string_view key) {
    auto table = set.table(key);
    const auto variable = table->string("env", Presence::required);
    table->done();
    if (!variable) return std::nullopt;
    auto value = names_.environment(*variable);
    if (!value)
      table->wrong("env", "the environment has no '" + *variable + "'",
                   "export it before the run, or give --set " + std::string(key) + "=...");
    return value;
  }

  void add(Kind kind, std::string option, std::vector<std::string> values) {
    if (!values.empty()) settings_.push_back({kind, std::move(option), std::move(values)});
  }

  ProfileTable root_;
  const ConfigurationNames& names_;
  std::filesystem::path folder_;
  std::vector<Setting> settings_;
};

}  // namespace

ConfigurationReading read_configuration(const text::SourcePtr& source, const ConfigurationNames& names) {
  ConfigurationReading reading;
  const ProfileText text{source, reading.diagnostics};
  std::vector<Setting> settings;
  try {
    const toml::table document = toml::parse(source->octets(), source->name());
    settings = ConfigurationReader(text, document, names).read();
  } catch (const toml::parse_error& error) {
    text.error(error.source(), std::string(error.description()));
  }
  if (!text::has_errors(reading.diagnostics)) reading.settings = std::move(settings);
  return reading;
}

}  // namespace smtpspec::target

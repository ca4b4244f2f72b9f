#include "target/profile_table.hpp"

#include <algorithm>
#include <array>
#include <charconv>

#include "text/suggestion.hpp"

namespace smtpspec::target {

namespace {

using std::chrono::milliseconds;

constexpr std::array<std::string_view, 10> known_insertions = {
    "next-hops", "target", "port", "tls-port", "addresses", "state", "profile", "cert", "key", "ca"};

// TOML counts characters in columns, a Source octets.
std::size_t offset_of(const text::Source& source, const toml::source_position& position) {
  if (position.line == 0) return 0;
  const std::string_view line = source.line(position.line);
  std::size_t offset = 0;
  for (std::size_t column = 1; column < position.column && offset < line.size(); ++column) {
    ++offset;
    while (offset < line.size() && (static_cast<unsigned char>(line[offset]) & 0xC0) == 0x80) ++offset;
  }
  return source.line_start(position.line) + offset;
}

std::optional<milliseconds> parse_duration(std::string_view text) {
  long count = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), count);
  if (error != std::errc{} || count < 0 || count > 1'000'000) return std::nullopt;
  const std::string_view unit(end, static_cast<std::size_t>(text.data() + text.size() - end));
  if (unit == "ms") return milliseconds(count);
  if (unit == "s") return std::chrono::seconds(count);
  if (unit == "min") return std::chrono::minutes(count);
  return std::nullopt;
}

}  // namespace

text::Span ProfileText::span_of(const toml::source_region& region) const {
  const std::size_t begin = offset_of(*source, region.begin);
  const std::size_t end = region.end.line == region.begin.line ? offset_of(*source, region.end) : begin + 1;
  return {source, begin, std::max(end, begin + 1)};
}

void ProfileText::error(const toml::source_region& region, std::string message, std::string hint) const {
  diagnostics.push_back({text::Severity::error, span_of(region), std::move(message), std::move(hint)});
}

ProfileTable::ProfileTable(const ProfileText& text, const toml::table& table, std::string place)
    : text_(&text), table_(&table), place_(std::move(place)) {}

const toml::node* ProfileTable::node(std::string_view key, Presence presence) {
  asked_.push_back(key);
  const toml::node* found = table_->get(key);
  if (!found && presence == Presence::required)
    text_->error(table_->source(), "'" + std::string(key) + "' is missing in " + place_);
  return found;
}

void ProfileTable::wrong_kind(std::string_view key, const toml::node& node, std::string_view wanted) {
  text_->error(node.source(), "'" + std::string(key) + "' must be " + std::string(wanted));
}

std::optional<std::string> ProfileTable::string(std::string_view key, Presence presence) {
  const toml::node* found = node(key, presence);
  if (!found) return std::nullopt;
  if (!found->is_string()) {
    wrong_kind(key, *found, "a string");
    return std::nullopt;
  }
  return found->as_string()->get();
}

std::vector<std::string> ProfileTable::strings(std::string_view key, Presence presence) {
  const toml::node* found = node(key, presence);
  if (!found) return {};
  if (!found->is_array()) {
    wrong_kind(key, *found, "an array of strings");
    return {};
  }
  std::vector<std::string> values;
  for (const toml::node& element : *found->as_array()) {
    if (element.is_string())
      values.push_back(element.as_string()->get());
    else
      text_->error(element.source(), "'" + std::string(key) + "' may hold strings only");
  }
  if (values.empty() && presence == Presence::required) wrong(key, "'" + std::string(key) + "' is empty");
  return values;
}

std::vector<std::string> ProfileTable::one_or_more(std::string_view key) {
  const toml::node* found = node(key, Presence::optional);
  if (!found) return {};
  std::vector<std::string> values;
  const auto take = [&](const toml::node& one) {
    if (one.is_string())
      values.push_back(one.as_string()->get());
    else if (one.is_integer())
      values.push_back(std::to_string(one.as_integer()->get()));
    else
      text_->error(one.source(), "'" + std::string(key) + "' must be strings or numbers, one or an array");
  };
  if (const toml::array* array = found->as_array())
    for (const toml::node& one : *array) take(one);
  else
    take(*found);
  return values;
}

bool ProfileTable::is_table(std::string_view key) const {
  const toml::node* found = table_->get(key);
  return found && found->is_table();
}

std::optional<milliseconds> ProfileTable::duration(std::string_view key) {
  const auto value = string(key);
  if (!value) return std::nullopt;
  const auto duration = parse_duration(*value);
  if (!duration) wrong(key, "'" + *value + "' is no duration", "write \"500ms\", \"20s\" or \"5min\"");
  return duration;
}

std::optional<unsigned> ProfileTable::count(std::string_view key) {
  const toml::node* found = node(key, Presence::optional);
  if (!found) return std::nullopt;
  const auto value = found->value_exact<std::int64_t>();
  if (!value || *value < 1 || *value > 100'000) {
    wrong_kind(key, *found, "a number from 1 to 100000");
    return std::nullopt;
  }
  return static_cast<unsigned>(*value);
}

std::optional<bool> ProfileTable::truth(std::string_view key) {
  const toml::node* found = node(key, Presence::optional);
  if (!found) return std::nullopt;
  const auto value = found->value_exact<bool>();
  if (!value) wrong_kind(key, *found, "true or false");
  return value;
}

std::optional<std::string> ProfileTable::word(std::string_view key, std::vector<std::string_view> known) {
  const auto value = string(key);
  if (!value || std::find(known.begin(), known.end(), *value) != known.end()) return value;
  wrong(key, "'" + *value + "' is no value of '" + std::string(key) + "'", text::suggest(*value, known));
  return std::nullopt;
}

std::vector<std::string_view> ProfileTable::keys_with(std::string_view prefix) const {
  std::vector<std::string_view> keys;
  for (const auto& [key, value] : *table_)
    if (key.str().starts_with(prefix)) keys.push_back(key.str());
  return keys;
}

std::optional<ProfileTable> ProfileTable::table(std::string_view key, Presence presence) {
  const toml::node* found = node(key, presence);
  if (!found) return std::nullopt;
  if (!found->is_table()) {
    wrong_kind(key, *found, "a table");
    return std::nullopt;
  }
  return ProfileTable(*text_, *found->as_table(), "[" + std::string(key) + "]");
}

std::vector<ProfileTable> ProfileTable::tables(std::string_view key) {
  const toml::node* found = node(key, Presence::optional);
  if (!found) return {};
  const std::string place = "[[" + std::string(key) + "]]";
  if (!found->is_array()) {
    wrong_kind(key, *found, "written as " + place);
    return {};
  }
  std::vector<ProfileTable> tables;
  for (const toml::node& element : *found->as_array()) {
    if (element.is_table())
      tables.emplace_back(*text_, *element.as_table(), place);
    else
      text_->error(element.source(), "'" + std::string(key) + "' may hold tables only, written as " + place);
  }
  return tables;
}

std::map<std::string, std::string> ProfileTable::pairs(std::string_view key) {
  const toml::node* found = node(key, Presence::optional);
  if (!found) return {};
  if (!found->is_table()) {
    wrong_kind(key, *found, "a table of strings");
    return {};
  }
  std::map<std::string, std::string> values;
  for (const auto& [name, value] : *found->as_table()) {
    if (value.is_string())
      values.emplace(name.str(), value.as_string()->get());
    else
      wrong_kind(name.str(), value, "a string");
  }
  return values;
}

std::optional<std::string> ProfileTable::text(std::string_view key, Presence presence) {
  auto value = string(key, presence);
  if (value) check_insertions(*value, *table_->get(key));
  return value;
}

std::vector<std::string> ProfileTable::texts(std::string_view key, Presence presence) {
  auto values = strings(key, presence);
  if (const toml::node* found = table_->get(key); found && found->is_array())
    for (const toml::node& element : *found->as_array())
      if (element.is_string()) check_insertions(element.as_string()->get(), element);
  return values;
}

std::map<std::string, std::string> ProfileTable::text_pairs(std::string_view key) {
  auto values = pairs(key);
  if (const toml::node* found = table_->get(key); found && found->is_table())
    for (const auto& [name, value] : *found->as_table())
      if (value.is_string()) check_insertions(value.as_string()->get(), value);
  return values;
}

void ProfileTable::wrong(std::string_view key, std::string message, std::string hint) {
  const toml::node* found = table_->get(key);
  text_->error(found ? found->source() : table_->source(), std::move(message), std::move(hint));
}

text::Span ProfileTable::span_of(std::string_view key) const {
  const toml::node* found = table_->get(key);
  return text_->span_of(found ? found->source() : table_->source());
}

void ProfileTable::check_insertions(const std::string& value, const toml::node& node) {
  for (std::size_t at = value.find('{'); at != std::string::npos; at = value.find('{', at + 1)) {
    if (value.compare(at, 2, "{{") == 0) {
      ++at;
      continue;
    }
    const std::size_t end = value.find('}', at);
    if (end == std::string::npos) {
      text_->error(node.source(), "a brace is opened and not closed", "'{{' stands for a brace itself");
      return;
    }
    const std::string name = value.substr(at + 1, end - at - 1);
    if (std::find(known_insertions.begin(), known_insertions.end(), name) == known_insertions.end())
      text_->error(node.source(), "nothing is known to insert for '{" + name + "}'",
                   text::suggest(name, known_insertions));
  }
}

void ProfileTable::done() {
  for (const auto& [key, value] : *table_) {
    if (std::find(asked_.begin(), asked_.end(), key.str()) != asked_.end()) continue;
    text_->error(key.source(), "'" + std::string(key.str()) + "' is unknown in " + place_,
                 text::suggest(key.str(), asked_));
  }
}

}  // namespace smtpspec::target

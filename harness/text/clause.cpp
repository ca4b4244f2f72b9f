#include "text/clause.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>

namespace smtpspec::text {
namespace {

constexpr std::array<std::string_view, all_levels.size()> names = {"MUST",       "MUST NOT", "SHOULD",
                                                                   "SHOULD NOT", "MAY",      "states"};

// "\"Acme 1234\" MUST"
std::optional<Clause> parse_named(std::string_view words) {
  const std::size_t end = words.find('"', 1);
  if (end == words.npos || end == 1 || !words.substr(end + 1).starts_with(' ')) return {};
  const auto level = level_called(words.substr(end + 2));
  if (!level) return {};
  return Clause{0, std::string(words.substr(1, end - 1)), *level, {}};
}

}  // namespace

std::string_view name_of(Level level) {
  return names[static_cast<std::size_t>(level)];
}

std::span<const std::string_view> level_names() {
  return names;
}

std::optional<Level> level_called(std::string_view name) {
  const auto found = std::find(names.begin(), names.end(), name);
  if (found == names.end()) return std::nullopt;
  return all_levels[static_cast<std::size_t>(found - names.begin())];
}

bool Clause::is_named() const {
  return rfc == 0 && entry.empty() && !section.empty();
}

std::string Clause::document() const {
  if (rfc != 0) return fmt::format("RFC {}", rfc);
  std::string name = entry.substr(0, entry.find('/'));
  for (char& one : name)
    if (one >= 'a' && one <= 'z') one = static_cast<char>(one - 'a' + 'A');
  return name;
}

std::string Clause::place() const {
  return is_named() ? section : fmt::format("{} section {}", document(), section);
}

std::string Clause::str() const {
  return fmt::format("{} ({})", place(), name_of(level));
}

std::string Clause::url() const {
  if (rfc == 0) return {};
  // Anchors exist for whole sections only: "3.2 (4)" is found under 3.2.
  return fmt::format("https://www.rfc-editor.org/rfc/rfc{}#section-{}", rfc,
                     section.substr(0, section.find(' ')));
}

bool operator==(const Clause& left, const Clause& right) {
  return left.rfc == right.rfc && left.section == right.section && left.level == right.level &&
         left.entry == right.entry;
}

std::string in_words(const Clause& clause) {
  if (!clause.entry.empty()) return clause.entry;
  const std::string where = clause.is_named() ? fmt::format("\"{}\"", clause.section) : clause.place();
  return fmt::format("{} {}", where, name_of(clause.level));
}

std::optional<Clause> parse_clause(std::string_view words) {
  if (words.starts_with('"')) return parse_named(words);
  static constexpr std::array longest_first = {Level::must_not, Level::should_not, Level::must,
                                               Level::should,   Level::may,        Level::states};
  static constexpr std::string_view before = "RFC ", between = " section ";
  if (!words.starts_with(before)) return {};
  words.remove_prefix(before.size());
  Clause clause;
  const auto [end, error] = std::from_chars(words.data(), words.data() + words.size(), clause.rfc);
  if (error != std::errc()) return {};
  words.remove_prefix(static_cast<std::size_t>(end - words.data()));
  if (!words.starts_with(between)) return {};
  words.remove_prefix(between.size());
  for (const Level level : longest_first) {
    const std::string_view name = name_of(level);
    if (!words.ends_with(name) || words.size() < name.size() + 2) continue;
    words.remove_suffix(name.size());
    if (!words.ends_with(' ')) return {};
    clause.section = std::string(words.substr(0, words.size() - 1));
    clause.level = level;
    const bool begins_well = clause.section.front() >= '1' && clause.section.front() <= '9';
    return begins_well && !clause.section.ends_with(' ') ? std::optional(clause) : std::nullopt;
  }
  return {};
}

}  // namespace smtpspec::text

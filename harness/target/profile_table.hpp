// ProfileTable: one table of a profile or a baseline, read key by key, with every mistake noted at its place.
// For the sources target/profile*.cpp, target/baseline*.cpp and target/configuration.cpp alone, which are the
// only ones that see TOML.
#pragma once

#include <chrono>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <toml++/toml.h>

#include "text/diagnostic.hpp"
#include "text/source.hpp"

namespace smtpspec::target {

// What a whole reading shares.
struct ProfileText {
  text::SourcePtr source;
  text::Diagnostics& diagnostics;

  text::Span span_of(const toml::source_region& region) const;
  void error(const toml::source_region& region, std::string message, std::string hint = {}) const;
};

enum class Presence { optional, required };

// Each function reads one key; without it, or if its value is of another kind, it answers with nothing. What
// has not been asked for when done() is called is an unknown key.
class ProfileTable {
 public:
  // `place` is how messages call the table: "[start]".
  ProfileTable(const ProfileText& text, const toml::table& table, std::string place);

  std::optional<std::string> string(std::string_view key, Presence presence = Presence::optional);
  std::vector<std::string> strings(std::string_view key, Presence presence = Presence::optional);
  // A string, a number, or an array of them, as they are written.
  std::vector<std::string> one_or_more(std::string_view key);
  bool is_table(std::string_view key) const;
  // "500ms", "20s" or "5min".
  std::optional<std::chrono::milliseconds> duration(std::string_view key);
  std::optional<unsigned> count(std::string_view key);
  std::optional<bool> truth(std::string_view key);
  // One of several words; nothing if it is another.
  std::optional<std::string> word(std::string_view key, std::vector<std::string_view> known);
  std::optional<ProfileTable> table(std::string_view key, Presence presence = Presence::optional);
  // The tables of an array, written [[key]].
  std::vector<ProfileTable> tables(std::string_view key);
  // The keys that begin so; they live as long as the document.
  std::vector<std::string_view> keys_with(std::string_view prefix) const;
  // All pairs of a table whose keys are the person's own.
  std::map<std::string, std::string> pairs(std::string_view key);

  // A string that may hold insertions; an unknown one is a mistake. So are those of the others.
  std::optional<std::string> text(std::string_view key, Presence presence = Presence::optional);
  std::vector<std::string> texts(std::string_view key, Presence presence = Presence::optional);
  std::map<std::string, std::string> text_pairs(std::string_view key);

  // Notes a mistake in the value of a key, or at the table if it has no such key.
  void wrong(std::string_view key, std::string message, std::string hint = {});
  void done();

  // Where the value of a key stands; the table's beginning if it has no such key.
  text::Span span_of(std::string_view key) const;

 private:
  const toml::node* node(std::string_view key, Presence presence);
  void wrong_kind(std::string_view key, const toml::node& node, std::string_view wanted);
  void check_insertions(const std::string& value, const toml::node& node);

  const ProfileText* text_;
  const toml::table* table_;
  std::string place_;
  std::vector<std::string_view> asked_;
};

}  // namespace smtpspec::target

// Clause: the sentence of an RFC (or of a makers' page, where there is none) that a rule comes from; or what
// is no sentence of a document at all, a rule of somebody's own, by its name: "Acme 1234".
#pragma once

#include <array>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace smtpspec::text {

// Levels of RFC 2119; `states` for sentences without a keyword in capitals.
enum class Level { must, must_not, should, should_not, may, states };
inline constexpr std::array all_levels = {Level::must,       Level::must_not, Level::should,
                                          Level::should_not, Level::may,      Level::states};

std::string_view name_of(Level level);            // "MUST NOT"
std::span<const std::string_view> level_names();  // of all, in their order
std::optional<Level> level_called(std::string_view name);

// The sentence a rule comes from.
struct Clause {
  unsigned rfc = 0;     // 0: of no RFC
  std::string section;  // of what is of no document, its name
  Level level = Level::states;
  std::string entry;  // of the ledger of requirements: "rfc5321/4.2-3"; empty where none is cited

  explicit operator bool() const { return !section.empty(); }  // false: no clause at all
  bool is_named() const;                                       // of no document
  std::string document() const;  // "RFC 5321"; "LOGIN" where there is no RFC; empty for what is named
  std::string place() const;     // "RFC 5321 section 4.2"; "Acme 1234"
  std::string str() const;       // "RFC 5321 section 4.2 (MUST)"
  std::string url() const;       // of the section at rfc-editor.org; empty where there is no RFC
};

bool operator==(const Clause&, const Clause&);

// As scenarios and baselines cite it: "rfc5321/4.2-3", "RFC 5321 section 4.2 MUST", "\"Acme 1234\" MUST".
std::string in_words(const Clause& clause);

// The latter two, and "RFC 2920 section 3.2 (9) MUST"; empty for anything else.
std::optional<Clause> parse_clause(std::string_view words);

}  // namespace smtpspec::text

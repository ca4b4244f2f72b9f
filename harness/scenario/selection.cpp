#include <algorithm>

#include "scenario/catalogue.hpp"

namespace smtpspec::scenario {
namespace {

char lower(char one) {
  return one >= 'A' && one <= 'Z' ? static_cast<char>(one - 'A' + 'a') : one;
}

bool same_word(std::string_view left, std::string_view right) {
  return std::equal(left.begin(), left.end(), right.begin(), right.end(),
                    [](char one, char other) { return lower(one) == lower(other); });
}

// An empty list wants everything.
template <class Wanted, class Holds>
bool any_or_none(const std::vector<Wanted>& wanted, Holds holds) {
  return wanted.empty() || std::any_of(wanted.begin(), wanted.end(), holds);
}

template <class Range>
bool holds_word(const Range& range, std::string_view word) {
  return std::any_of(range.begin(), range.end(), [&](const auto& one) { return same_word(one, word); });
}

// "4.2" is around "4.2.1" and "4.2 (3)", but not around "4.21".
bool is_around(std::string_view section, std::string_view inner) {
  return inner.starts_with(section) &&
         (inner.size() == section.size() || inner[section.size()] == '.' || inner[section.size()] == ' ');
}

}  // namespace

bool selects_all(const Selection& selection) {
  return selection.ids.empty() && selection.exclude.empty() && selection.rfcs.empty() &&
         selection.sections.empty() && selection.extensions.empty() && selection.levels.empty() &&
         selection.tags.empty() && !selection.judges;
}

bool is_called(const Scenario& scenario, std::string_view glob) {
  if (glob.ends_with('/')) glob.remove_suffix(1);
  return glob_matches(glob, scenario.id) || glob_matches(std::string(glob) + "/**", scenario.id);
}

bool selects(const Selection& selection, const Scenario& scenario) {
  const text::Clause& clause = scenario.requirement.clause;
  const auto matches_id = [&](const std::string& glob) {
    return is_called(scenario, glob);
  };
  return any_or_none(selection.ids, matches_id) &&
         std::none_of(selection.exclude.begin(), selection.exclude.end(), matches_id) &&
         any_or_none(selection.rfcs, [&](unsigned rfc) { return rfc == clause.rfc; }) &&
         any_or_none(selection.sections,
                     [&](const std::string& one) { return is_around(one, clause.section); }) &&
         any_or_none(selection.extensions,
                     [&](const std::string& one) { return holds_word(scenario.extensions, one); }) &&
         any_or_none(selection.levels, [&](text::Level level) { return level == clause.level; }) &&
         any_or_none(selection.tags,
                     [&](const std::string& one) { return holds_word(scenario.tags, one); }) &&
         (!selection.judges || *selection.judges == scenario.judges);
}

std::vector<ScenarioPtr> select(const Catalogue& catalogue, const Selection& selection) {
  std::vector<ScenarioPtr> selected;
  for (const ScenarioPtr& scenario : catalogue.scenarios)
    if (selects(selection, *scenario)) selected.push_back(scenario);
  return selected;
}

// Goes back to the last star only, and from a star within a segment to the last double star: linear in
// practice, and never worse than the product of the lengths squared.
bool glob_matches(std::string_view glob, std::string_view text) {
  constexpr std::size_t none = std::string_view::npos;
  std::size_t at = 0, next = 0;
  std::size_t star = none, star_text = 0, wide = none, wide_text = 0;
  while (next < text.size() || at < glob.size()) {
    if (glob.substr(at).starts_with("**")) {
      wide = at += 2;
      wide_text = next;
      star = none;
    } else if (at < glob.size() && glob[at] == '*') {
      star = ++at;
      star_text = next;
    } else if (at < glob.size() && next < text.size() &&
               (glob[at] == text[next] || (glob[at] == '?' && text[next] != '/'))) {
      ++at;
      ++next;
    } else if (star != none && star_text < text.size() && text[star_text] != '/') {
      at = star;
      next = ++star_text;
    } else if (wide != none && wide_text < text.size()) {
      at = wide;
      next = ++wide_text;
      star = none;
    } else {
      return false;
    }
  }
  return true;
}

std::optional<text::Level> parse_level(std::string_view words) {
  for (const text::Level level : text::all_levels) {
    const std::string_view name = text::name_of(level);
    const bool same =
        std::equal(name.begin(), name.end(), words.begin(), words.end(), [](char one, char other) {
          return lower(one) == lower(other) || (one == ' ' && (other == '-' || other == '_'));
        });
    if (same) return level;
  }
  return std::nullopt;
}

}  // namespace smtpspec::scenario

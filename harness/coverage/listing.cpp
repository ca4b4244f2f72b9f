#include <fmt/format.h>
#include <fmt/ranges.h>

#include "coverage/report.hpp"

namespace smtpspec::coverage {
namespace {

constexpr std::size_t widest = 100;

template <class List>
std::string names_of(const List& list) {
  std::vector<std::string_view> names;
  for (const auto one : list) names.push_back(name_of(one));
  return fmt::format("{}", fmt::join(names, ","));
}

// Words in lines that are not too wide, indented.
std::string folded(std::string_view words) {
  std::string text, line;
  while (!words.empty()) {
    const std::string_view word = words.substr(0, words.find(' '));
    words.remove_prefix(std::min(words.size(), word.size() + 1));
    if (!line.empty() && line.size() + word.size() + 1 > widest) {
      text += "  " + line + "\n";
      line.clear();
    }
    line.append(line.empty() ? "" : " ").append(word);
  }
  return line.empty() ? text : text + "  " + line + "\n";
}

void list(std::string& text, std::string_view label, const std::vector<Citer>& citers) {
  std::vector<std::string_view> names;
  for (const Citer& one : citers) names.push_back(one.name);
  if (!names.empty()) text += folded(fmt::format("{}: {}", label, fmt::join(names, ", ")));
}

}  // namespace

std::string listing_of(const std::vector<Duty>& duties) {
  std::string text;
  for (const Duty& one : duties) {
    const ledger::Entry& entry = *one.entry;
    text += fmt::format("{}  {}  {}  {}  {}{}\n", entry.id, text::name_of(entry.clause.level),
                        names_of(entry.binds), names_of(entry.seen), name_of(one.state),
                        entry.open.empty() ? "" : ": " + entry.open);
    text += folded(entry.sentence);
    list(text, "scenarios", one.scenarios);
    list(text, "wire rules", one.rules);
    list(text, "mistakes", one.mistakes);
    if (one.state == State::proven)
      text += folded(fmt::format("proven: {} notices {}", one.noticed_by, one.mistake));
    text += '\n';
  }
  return text + fmt::format("{} {}\n", duties.size(), duties.size() == 1 ? "entry" : "entries");
}

}  // namespace smtpspec::coverage

// The reader of ledgers: scenarios/requirements/README.md is the page to it.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <map>
#include <optional>

#include "ledger/ledger.hpp"
#include "ledger/opening.hpp"
#include "text/suggestion.hpp"
#include "text/visible.hpp"

namespace smtpspec::ledger {
namespace {

using text::Span;

constexpr std::size_t widest = 120;
constexpr std::string_view form_of_head = "write ID, LEVEL, BINDS and SEEN: 6.1-1  MUST NOT  server  wire";
constexpr std::array<std::string_view, 5> reasons = {"needs dns", "needs minutes", "needs insight",
                                                     "needs a fixture", "forbids nothing"};
constexpr std::array<std::string_view, 2> details = {"item", "open"};

std::string quoted(std::string_view words) {
  return "'" + text::visible_cut(words, 60) + "'";
}

bool all_digits(std::string_view octets) {
  return !octets.empty() &&
         std::all_of(octets.begin(), octets.end(), [](char one) { return one >= '0' && one <= '9'; });
}

bool is_section(std::string_view word) {
  const auto of_a_section = [](char one) {
    return (one >= '0' && one <= '9') || (one >= 'A' && one <= 'Z') || one == '.';
  };
  return !word.empty() && word.front() != '.' && word.back() != '.' &&
         std::all_of(word.begin(), word.end(), of_a_section);
}

// An item as clauses show it, "(3)" for "3." and "3)"; nothing for a bullet or a name.
std::string as_clauses_show(std::string_view item) {
  while (!item.empty() && (item.front() == '(')) item.remove_prefix(1);
  while (!item.empty() && (item.back() == ')' || item.back() == '.')) item.remove_suffix(1);
  const bool letter = item.size() == 1 && item != "o" && item.front() >= 'a' && item.front() <= 'z';
  return letter || all_digits(item) || item == "ii" ? fmt::format(" ({})", item) : std::string();
}

// A word and a colon that open a line, as `item` and `open` do; empty for a sentence.
std::string_view key_of(std::string_view words) {
  const std::size_t colon = words.find(": ");
  if (colon == words.npos) return {};
  const std::string_view word = words.substr(0, colon);
  const bool lower = std::all_of(word.begin(), word.end(), [](char one) { return one >= 'a' && one <= 'z'; });
  return lower ? word : std::string_view();
}

// The fields of a head line, two blanks or more between them.
std::vector<Span> fields_of(const Span& line) {
  std::vector<Span> fields;
  const std::string_view octets = line.octets();
  for (std::size_t at = 0; at < octets.size();) {
    const std::size_t end = std::min(octets.find("  ", at), octets.size());
    fields.push_back({line.source, line.begin + at, line.begin + end});
    at = std::min(octets.find_first_not_of(' ', end), octets.size());
  }
  return fields;
}

class Reader {
 public:
  Reader(const text::SourcePtr& source, std::string name) : source_(source) {
    Document& document = reading_.document;
    document.name = std::move(name);
    const std::string_view number =
        std::string_view(document.name).substr(std::min<std::size_t>(3, document.name.size()));
    if (document.name.starts_with("rfc") && all_digits(number))
      std::from_chars(number.data(), number.data() + number.size(), document.rfc);
  }

  Reading read() {
    for (std::size_t number = 1; number <= source_->line_count(); ++number) {
      std::string_view line = source_->line(number);
      const std::size_t begin = source_->line_start(number);
      if (line.size() > widest)
        error({source_, begin + widest, begin + line.size()}, "the line is longer than 120 columns",
              "break it; the lines of a sentence are joined by a blank");
      read_line({source_, begin, begin + line.size()});
    }
    end_entry();
    reading_.document.title = opening_.title();
    if (reading_.document.entries.empty() && reading_.diagnostics.empty())
      error({source_, 0, 0}, "the ledger has no entry", std::string(form_of_head));
    return std::move(reading_);
  }

 private:
  void error(Span where, std::string message, std::string hint) {
    reading_.diagnostics.push_back(
        {text::Severity::error, std::move(where), std::move(message), std::move(hint)});
  }

  void read_line(const Span& line) {
    const std::string_view octets = line.octets();
    if (octets.empty()) {
      is_opening_ = is_opening_ && opening_.title().empty();
      return end_entry();
    }
    if (octets.starts_with('#')) {
      if (is_opening_) opening_.read(octets);
      return;
    }
    is_opening_ = false;
    if (octets.starts_with(' ')) return detail(line);
    end_entry();
    skipping_ = !head(line);
  }

  bool head(const Span& line) {
    const std::vector<Span> fields = fields_of(line);
    if (fields.size() != 4) {
      error(line, "the head of an entry has four fields, two blanks between them", std::string(form_of_head));
      return false;
    }
    Entry entry;
    entry.span = fields[0];
    const bool known = id(fields[0], entry) & level(fields[1], entry) &
                       list(fields[2], party_names(), party_called, entry.binds, "nobody is called") &
                       list(fields[3], place_names(), place_called, entry.seen, "no place is called");
    if (known) entry_ = std::move(entry);
    return known;
  }

  bool id(const Span& field, Entry& entry) {
    const std::string_view octets = field.octets();
    const std::size_t dash = std::min(octets.rfind('-'), octets.size());
    const std::string_view section = octets.substr(0, dash),
                           number = octets.substr(std::min(dash + 1, octets.size()));
    if (!is_section(section) || !all_digits(number) || number.front() == '0') {
      error(field, fmt::format("{} is no id of an entry", quoted(octets)),
            "write its section and its number there: 6.1-1");
      return false;
    }
    entry.id = fmt::format("{}/{}", reading_.document.name, octets);
    entry.section = section;
    entry.clause = {reading_.document.rfc, entry.section, text::Level::states, entry.id};
    const auto [first, inserted] = places_.emplace(octets, field.position().line);
    if (!inserted)
      error(field, fmt::format("the entry {} stands twice", quoted(octets)),
            fmt::format("the first is in line {}; an id is never used again", first->second));
    if (opening_.withdrew(octets))
      error(field, fmt::format("the entry {} was withdrawn", quoted(octets)),
            "an id is never used again: take the next free number");
    if (comes_before(section, last_section_))
      error(field, fmt::format("section {} stands behind section {}", section, last_section_),
            "entries stand in the order of the RFC's sections");
    last_section_ = section;
    return inserted;
  }

  bool level(const Span& field, Entry& entry) {
    const auto level = text::level_called(field.octets());
    if (!level)
      error(field, fmt::format("no level is called {}", quoted(field.octets())),
            text::suggest(field.octets(), text::level_names()));
    else
      entry.clause.level = *level;
    return level.has_value();
  }

  template <class One>
  bool list(const Span& field, std::span<const std::string_view> names,
            std::optional<One> (*called)(std::string_view), std::vector<One>& into,
            std::string_view unknown) {
    bool known = true;
    const std::string_view octets = field.octets();
    for (std::size_t at = 0; at <= octets.size();) {
      const std::size_t end = std::min(octets.find(',', at), octets.size());
      const std::string_view word = octets.substr(at, end - at);
      const Span place{field.source, field.begin + at, field.begin + end};
      const auto one = called(word);
      if (!one)
        error(place, fmt::format("{} {}", unknown, quoted(word)), text::suggest(word, names));
      else if (std::find(into.begin(), into.end(), *one) != into.end())
        error(place, fmt::format("{} stands twice", quoted(word)), "one of them must go");
      else
        into.push_back(*one);
      known = known && one;
      at = end + 1;
    }
    return known;
  }

  void detail(const Span& line) {
    const std::string_view octets = line.octets();
    const std::size_t indent = std::min(octets.find_first_not_of(' '), octets.size());
    const Span words{line.source, line.begin + indent, line.end};
    if (indent != 2) error(words, "the lines of an entry are indented by two blanks", "two, and no more");
    if (!entry_) {
      if (!skipping_) error(words, "this line belongs to no entry", std::string(form_of_head));
      return;
    }
    const std::string_view key = entry_->sentence.empty() ? key_of(words.octets()) : std::string_view();
    if (key.empty()) {
      entry_->sentence.append(entry_->sentence.empty() ? "" : " ").append(words.octets());
      return;
    }
    const Span value{words.source, words.begin + key.size() + 2, words.end};
    const Span word{words.source, words.begin, words.begin + key.size()};
    if (key == "item")
      item(word, value);
    else if (key == "open")
      open(word, value);
    else
      error(word, fmt::format("no line of an entry begins with {}", quoted(key)),
            text::suggest(key, details));
  }

  void item(const Span& word, const Span& value) {
    if (has_item_ || !entry_->open.empty()) {
      error(word, has_item_ ? "'item' stands twice" : "'item' stands in front of 'open'",
            "item, open, sentence");
      return;
    }
    has_item_ = true;
    entry_->clause.section += as_clauses_show(value.octets());
  }

  void open(const Span& word, const Span& value) {
    if (!entry_->open.empty()) {
      error(word, "'open' stands twice", "one of them must go");
      return;
    }
    entry_->open = value.octets();
    if (std::find(reasons.begin(), reasons.end(), value.octets()) == reasons.end())
      error(value, fmt::format("{} is no reason to be open", quoted(value.octets())),
            text::suggest(value.octets(), reasons));
  }

  void end_entry() {
    if (!entry_) return;
    const Span place = entry_->span;
    if (entry_->sentence.empty()) {
      error(place, "the entry has no sentence", "say the duty in one sentence, indented by two blanks");
    } else {
      const auto [first, inserted] = sentences_.emplace(entry_->sentence, entry_->id);
      if (!inserted)
        error(place, fmt::format("the entry says the same as {}", first->second),
              "one duty, one entry: mention the second place at the end of the sentence");
      reading_.document.entries.push_back(std::move(*entry_));
    }
    entry_.reset();
    has_item_ = false;
  }

  text::SourcePtr source_;
  Reading reading_;
  std::optional<Entry> entry_;  // whose lines are read
  bool has_item_ = false;
  bool skipping_ = false;  // the lines of an entry whose head has a mistake
  Opening opening_;
  bool is_opening_ = true;
  std::string last_section_;
  std::map<std::string, std::size_t, std::less<>> places_;  // of ids: their lines
  std::map<std::string, std::string> sentences_;            // and who says them
};

}  // namespace

Reading read(const text::SourcePtr& source, std::string name) {
  return Reader(source, std::move(name)).read();
}

}  // namespace smtpspec::ledger

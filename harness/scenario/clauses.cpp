#include "scenario/clauses.hpp"
#include "smtp/command.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <vector>

#include "text/suggestion.hpp"

namespace smtpspec::scenario {
namespace {

constexpr std::string_view form_of_clause =
    "write it as rfc5321/4.2-1, an entry of the ledger of requirements";
constexpr std::string_view levels = "write MUST, MUST NOT, SHOULD, SHOULD NOT, MAY or states";
constexpr std::array<std::string_view, 4> level_words = {"MUST", "SHOULD", "MAY", "states"};

bool is_section(std::string_view word) {
  const auto of_a_section = [](char one) {
    return (one >= '0' && one <= '9') || (one >= 'A' && one <= 'Z') || one == '.';
  };
  return !word.empty() && word.front() != '.' && word.back() != '.' &&
         std::all_of(word.begin(), word.end(), of_a_section) &&
         std::any_of(word.begin(), word.end(), [](char one) { return one >= '0' && one <= '9'; });
}

std::string remedy_for_level(std::string_view word) {
  const std::string low = smtp::lower(word);
  if (low == "shall" || low == "required") return fmt::format("RFC 2119 says MUST for {}", shown(word));
  if (low == "recommended") return "RFC 2119 says SHOULD for 'RECOMMENDED'";
  if (low == "optional") return "RFC 2119 says MAY for 'OPTIONAL'";
  if (low == "must" || low == "should" || low == "may")
    return "write it in capitals if the RFC does; a sentence with the word in lower case is 'states'";
  if (const std::string_view near = text::nearest(word, level_words); !near.empty())
    return fmt::format("did you mean '{}'?", near);
  return std::string(levels);
}

class ClauseReader {
 public:
  ClauseReader(Words& words, Mistakes& mistakes) : words_(words), mistakes_(mistakes) {}

  std::optional<text::Clause> read() {
    if (words_.peek().starts_with('"')) return named();
    if (words_.peek().find('/') != std::string_view::npos) return entry(words_.take());
    text::Clause clause;
    text::Span place = words_.here();
    if (rfc(clause) && section(clause) && level(clause) && may_be_said_in_words(clause, place)) return clause;
    words_.skip_all();
    return std::nullopt;
  }

 private:
  bool mistake(const text::Span& where, std::string message, std::string_view remedy) {
    mistakes_.error(where, std::move(message), std::string(remedy));
    return false;
  }

  std::optional<text::Clause> entry(const text::Span& word) {
    const ledger::Ledger& ledger = mistakes_.ledger();
    const std::string_view id = word.octets();
    if (const ledger::Entry* found = ledger.find(id)) {
      mistakes_.cite(*found, word);
      return found->clause;
    }
    const std::string_view name = id.substr(0, id.find('/'));
    std::vector<std::string_view> known;
    if (const ledger::Document* document = ledger.document(name)) {
      for (const ledger::Entry& one : document->entries) known.push_back(one.id);
      mistake(word, fmt::format("the ledger has no entry {}", shown(id)), text::suggest(id, known));
    } else {
      for (const ledger::Document* one : ledger.documents()) known.push_back(one->name);
      mistake(word, fmt::format("the ledger has no document {}", shown(name)), text::suggest(name, known));
    }
    words_.skip_all();
    return std::nullopt;
  }

  // "Acme 1234" MUST: a rule that no document has. What an RFC says is cited as such.
  std::optional<text::Clause> named() {
    const text::Span word = words_.take();
    text::Clause clause{0, std::string(unquoted(word.octets())), text::Level::states, {}};
    if (is_name_of_a_rule(word) && level(clause)) return clause;
    words_.skip_all();
    return std::nullopt;
  }

  bool is_name_of_a_rule(const text::Span& word) {
    constexpr std::size_t longest = 80;
    const std::string_view name = unquoted(word.octets());
    if (name.empty() || word.octets().size() < 3 || !word.octets().ends_with('"'))
      return mistake(word, "the name of a rule stands in quotes", "write \"Acme 1234\" MUST");
    if (name.front() == ' ' || name.back() == ' ' || name.size() > longest ||
        name.find_first_of("\"\\{") != name.npos)
      return mistake(word, fmt::format("{} is no name of a rule", shown(word.octets())),
                     "at most 80 octets, no quotes, backslashes and braces, no blank at either end");
    if (const std::string low = smtp::lower(name.substr(0, 3)); low == "rfc")
      return mistake(word, "what an RFC says is cited as such", form_of_clause);
    return true;
  }

  static std::string_view unquoted(std::string_view word) {
    return word.substr(1, word.size() < 2 || word.back() != '"' ? word.npos : word.size() - 2);
  }

  // What the ledger has is cited by its entry: RFC, section and level are written there and nowhere else.
  bool may_be_said_in_words(const text::Clause& clause, text::Span& place) {
    if (!mistakes_.ledger().knows(clause.rfc)) return true;
    place.end = end_;
    return mistake(place, fmt::format("RFC {} is cited by the entries of the ledger", clause.rfc),
                   entries_to_cite(clause));
  }

  std::string entries_to_cite(const text::Clause& clause) const {
    constexpr std::size_t most = 8;
    const auto entries = mistakes_.ledger().of_section(clause.rfc, clause.section);
    if (entries.empty())
      return fmt::format("none stands in section {}; smtpspec coverage rfc{} --entries lists them all",
                         clause.section, clause.rfc);
    std::string names;
    for (std::size_t at = 0; at < std::min(most, entries.size()); ++at)
      names += fmt::format("{}{} ({})", at == 0 ? "" : ", ", entries[at]->id,
                           text::name_of(entries[at]->clause.level));
    if (entries.size() > most) names += fmt::format(" and {} more", entries.size() - most);
    return fmt::format("cite one of {}; smtpspec coverage rfc{} --section {} --entries says what they demand",
                       names, clause.rfc, entries.front()->section);
  }

  bool rfc(text::Clause& clause) {
    if (words_.empty()) return mistake(words_.here(), "the entry of the ledger is missing", form_of_clause);
    if (words_.peek() != "RFC")
      return mistake(words_.here(), fmt::format("{} is no entry of the ledger", shown(words_.peek())),
                     form_of_clause);
    words_.take();
    const auto number = number_of(words_.peek());
    if (words_.empty()) return mistake(words_.here(), "the RFC's number is missing", form_of_clause);
    if (!number || *number == 0 || *number > 99999)
      return mistake(words_.here(), fmt::format("{} is no number of an RFC", shown(words_.peek())),
                     form_of_clause);
    clause.rfc = static_cast<unsigned>(*number);
    words_.take();
    return true;
  }

  bool section(text::Clause& clause) {
    if (!words_.take("section"))
      return mistake(words_.here(), "the section is missing",
                     "name the section that holds the sentence: section 4.2");
    if (!is_section(words_.peek()))
      return mistake(words_.here(),
                     words_.empty() ? std::string("the section's number is missing")
                                    : fmt::format("{} is no section", shown(words_.peek())),
                     "write section 4.2, or section 3.2 (3) for an item of a list");
    clause.section = words_.take().octets();
    while (words_.peek().starts_with('(') && words_.peek().ends_with(')')) {
      clause.section += ' ';
      clause.section += words_.take().octets();
    }
    return true;
  }

  bool level(text::Clause& clause) {
    using text::Level;
    const std::string_view word = words_.peek();
    if (word == "states") {
      clause.level = Level::states;
    } else if (word == "MAY") {
      clause.level = Level::may;
    } else if (word == "MUST") {
      clause.level = Level::must;
    } else if (word == "SHOULD") {
      clause.level = Level::should;
    } else if (words_.empty()) {
      return mistake(words_.here(), "the level is missing", levels);
    } else {
      return mistake(words_.here(), fmt::format("no level is called {}", shown(word)),
                     remedy_for_level(word));
    }
    end_ = words_.take().end;
    if (clause.level == Level::must && words_.take("NOT")) clause.level = Level::must_not;
    if (clause.level == Level::should && words_.take("NOT")) clause.level = Level::should_not;
    return true;
  }

  Words& words_;
  Mistakes& mistakes_;
  std::size_t end_ = 0;  // of a clause in words: where its level ends
};

}  // namespace

std::optional<text::Clause> read_clause(Words& words, Mistakes& mistakes) {
  return ClauseReader(words, mistakes).read();
}

}  // namespace smtpspec::scenario

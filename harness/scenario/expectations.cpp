#include "scenario/expectations.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "scenario/alternatives.hpp"
#include "scenario/clauses.hpp"
#include "scenario/header.hpp"
#include "scenario/reply_patterns.hpp"
#include "scenario/variables.hpp"
#include "text/suggestion.hpp"

namespace smtpspec::scenario {
namespace {

constexpr std::array<std::string_view, 8> words_of_modifiers_of_replies = {
    "or", "tolerate", "offers", "lacks", "offers-anything", "single-line", "capture", "by"};
constexpr std::array<std::string_view, 4> reply_outcomes = {"closes", "resets", "blocked", "nothing"};

class ExpectationReader final : public AlternativesReader<Expect> {
 public:
  using AlternativesReader::AlternativesReader;

  Expect read_behind(Alternative first, const Line& line, Words& words, std::span<const Line> modifiers) {
    expect_.span = line.span;
    expect_.alternatives.push_back(std::move(first));
    if (const auto grade = take_grade(words))
      alternatives(words, *grade);
    else if (!words.empty())
      no_alternative_word(words);
    modify(modifiers);
    return std::move(expect_);
  }

 private:
  std::string_view what_to_write() const override { return "write a code, such as 250 or 5yz, or closes"; }

  void no_alternative_word(Words& words) override {
    const Span here = words.here();
    if (looks_like_code(here.octets()))
      mistake(here, fmt::format("another code stands behind a code: {}", shown(here.octets())),
              fmt::format("if it is allowed as well, write 'or {0}'; if it is excusable, 'tolerate {0}'",
                          here.octets()));
    else
      mistake(words.rest(), fmt::format("{} can't stand behind a code", shown(words.rest().octets())),
              "a reply's text is free (RFC 5321 4.2) and not compared; a comment begins with '#'");
  }

  bool alternative(Words& words, Grade grade) override {
    if (!may_follow(words)) return false;
    if (words.empty())
      return mistake(words.here(), "an alternative is missing", "write a code behind it, such as 250 or 5yz");
    const Span begin = words.take();
    const std::string_view word = begin.octets();
    Alternative alternative{grade, ClosesExpected{}, {}, begin};
    if (word == "closes") {
      alternative.what = ClosesExpected{};
    } else if (word == "resets") {
      alternative.what = ResetsExpected{};
    } else if (word == "blocked") {
      if (!may_be_blocked(begin, grade, "S: 250 or blocked")) return false;
      alternative.grade = Grade::blocked;
      alternative.what = AnythingElse{};
    } else if (word == "nothing") {
      return mistake(begin, "'nothing' stands alone", "write S: nothing, without alternatives");
    } else if (!reply(begin, words, alternative)) {
      return false;
    }
    expect_.alternatives.push_back(std::move(alternative));
    return true;
  }

  bool reply(const Span& code, Words& words, Alternative& alternative) {
    if (!looks_like_code(code.octets()))
      return mistake(code, fmt::format("nothing that can be expected is called {}", shown(code.octets())),
                     text::nearest(code.octets(), reply_outcomes).empty()
                         ? "write a code, such as 250 or 5yz, or closes, resets, blocked, nothing"
                         : text::suggest(code.octets(), reply_outcomes));
    ReplyExpected reply;
    if (!read_code(code, reply.code, mistakes_)) return false;
    if (looks_like_enhanced(words.peek())) {
      const Span enhanced = words.take();
      if (!read_enhanced(enhanced, reply.code, reply.enhanced, mistakes_)) return false;
      alternative.span.end = enhanced.end;
    }
    alternative.what = std::move(reply);
    return true;
  }

  void modifier(const Line& line, Words& words, const Span& word) override {
    if (word.octets() == "offers") {
      offers(words, line.span);
    } else if (word.octets() == "lacks") {
      const std::string keyword = keyword_behind(words, word);
      if (!keyword.empty()) check(Lacks{keyword, line.span}, words, word);
    } else if (word.octets() == "offers-anything") {
      check(OffersAnything{line.span}, words, word);
    } else if (word.octets() == "single-line") {
      check(SingleLine{line.span}, words, word);
    } else if (word.octets() == "capture") {
      capture(words, word);
    } else {
      unknown_modifier(line, words_of_modifiers_of_replies, mistakes_);
    }
  }

  std::string keyword_behind(Words& words, const Span& word) {
    if (!words.empty()) return read_keyword(words.take(), mistakes_);
    mistake(word, fmt::format("{} needs the keyword of an extension", shown(word.octets())),
            fmt::format("write {} SIZE", word.octets()));
    return {};
  }

  void offers(Words& words, const Span& line) {
    Offers offers{keyword_behind(words, part(line, 0, 6)), {}, line};
    if (offers.keyword.empty()) return;
    while (!words.empty()) offers.parameters.emplace_back(words.take().octets());
    check(std::move(offers), words, part(line, 0, 6));
  }

  void capture(Words& words, const Span& word) {
    const Span name = words.take();
    if (!is_name(name.octets())) {
      mistake(name.octets().empty() ? word : name,
              name.octets().empty() ? std::string("'capture' needs a name")
                                    : fmt::format("{} is no name", shown(name.octets())),
              "a name is of lower-case letters, digits and '-': capture first");
      return;
    }
    check(Capture{std::string(name.octets()), name}, words, word);
  }

  // A check belongs to every reply of the line it stands under.
  void check(Check check, Words& words, const Span& word) {
    expect_no_more(words, shown(word.octets()), mistakes_);
    bool belongs = false;
    for (std::size_t at = line_begins_; at < expect_.alternatives.size(); ++at)
      if (auto* reply = std::get_if<ReplyExpected>(&expect_.alternatives[at].what)) {
        reply->checks.push_back(check);
        belongs = true;
      }
    if (!belongs && !expect_.alternatives.empty())
      mistake(
          word,
          fmt::format("{} is about a reply, and none is expected in the line above", shown(word.octets())),
          "put it under the alternative that it belongs to");
  }
};

Step read_nothing(const Line& line, Words& words, std::span<const Line> modifiers, Mistakes& mistakes) {
  ExpectNothing nothing{std::nullopt, line.span};
  words.take();
  if (!words.empty())
    mistakes.error(words.rest(), "'nothing' stands alone", "write S: nothing, without alternatives");
  read_only_by(modifiers, nothing.by, "'S: nothing'", mistakes);
  return {std::move(nothing)};
}

}  // namespace

Step read_expectation(const Line& line, Words words, std::span<const Line> modifiers, Mistakes& mistakes) {
  if (words.peek() == "nothing") return read_nothing(line, words, modifiers, mistakes);
  return {ExpectationReader(mistakes).read(line, words, modifiers)};
}

Expect read_expectation_behind(Alternative first, const Line& line, Words& words,
                               std::span<const Line> modifiers, Mistakes& mistakes) {
  return ExpectationReader(mistakes).read_behind(std::move(first), line, words, modifiers);
}

std::span<const std::string_view> expectation_modifiers() {
  return words_of_modifiers_of_replies;
}

std::optional<Grade> take_grade(Words& words) {
  if (words.take("tolerate")) return Grade::tolerated;
  if (!words.take("or")) return std::nullopt;
  return words.take("tolerate") ? Grade::tolerated : Grade::accepted;
}

void read_by(Words& words, const Span& by, std::optional<text::Clause>& into, Mistakes& mistakes) {
  if (into) {
    mistakes.error(by, "'by' stands twice",
                   "a step has one clause; further ones go into the header, behind 'see'");
    return;
  }
  into = read_clause(words, mistakes);
  expect_no_more(words, "the clause", mistakes);
}

void read_only_by(std::span<const Line> modifiers, std::optional<text::Clause>& into, std::string_view what,
                  Mistakes& mistakes) {
  constexpr std::array<std::string_view, 1> known = {"by"};
  for (const Line& line : modifiers) {
    Words words(line.span);
    const Span word = words.take();
    if (word.octets() == "by")
      read_by(words, word, into, mistakes);
    else if (std::find(words_of_modifiers_of_replies.begin(), words_of_modifiers_of_replies.end(),
                       word.octets()) != words_of_modifiers_of_replies.end())
      mistakes.error(word, fmt::format("{} can't modify {}", shown(word.octets()), what), "known here: by");
    else
      unknown_modifier(line, known, mistakes);
  }
}

void unknown_modifier(const Line& line, std::span<const std::string_view> known, Mistakes& mistakes) {
  const std::string_view word = line.first_word().octets();
  mistakes.error(line.first_word(),
                 fmt::format("no line that modifies the one above begins with {}", shown(word)),
                 text::suggest(word, known));
}

}  // namespace smtpspec::scenario

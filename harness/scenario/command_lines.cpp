#include "scenario/command_lines.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "scenario/alternatives.hpp"
#include "scenario/octet_runs.hpp"
#include "scenario/texts.hpp"
#include "smtp/command.hpp"
#include "text/suggestion.hpp"

namespace smtpspec::scenario {
namespace {

constexpr std::array<std::string_view, 5> words_of_modifiers = {"or", "tolerate", "with", "without", "by"};
constexpr std::array<std::string_view, 2> alternative_words = {"or", "tolerate"};
constexpr std::array<std::string_view, 5> command_outcomes = {"closes", "resets", "blocked", "content",
                                                              "response"};
constexpr std::string_view anything = "...";

bool is_verb(std::string_view word) {
  return !word.empty() && std::all_of(word.begin(), word.end(), [](char one) {
    return (one >= 'A' && one <= 'Z') || (one >= '0' && one <= '9') || one == '-';
  });
}

class CommandLineReader final : public AlternativesReader<Expect> {
 public:
  using AlternativesReader::AlternativesReader;

 private:
  std::string_view what_to_write() const override {
    return "write a command, such as EHLO ..., or content, or closes";
  }

  void no_alternative_word(Words& words) override {
    mistake(words.rest(), fmt::format("{} can't stand here", shown(words.rest().octets())),
            "another alternative begins with 'or' or 'tolerate'");
  }

  bool alternative(Words& words, Grade grade) override {
    if (!may_follow(words)) return false;
    if (words.empty())
      return mistake(words.here(), "an alternative is missing", "write a command behind it, or closes");
    const Span begin = words.here();
    const std::string_view word = begin.octets();
    Alternative alternative{grade, ClosesExpected{}, {}, begin};
    if (is_verb(word)) {
      auto command = read_command(words, alternative_words, mistakes_);
      if (!command) return false;
      if (!command->argument.pieces.empty()) alternative.span.end = command->argument.span.end;
      alternative.what = std::move(*command);
    } else {
      words.take();
      if (!other_outcome(begin, alternative)) return false;
      if (word == "response" && words.take("decodes") && !decodes(words, alternative)) return false;
    }
    expect_.alternatives.push_back(std::move(alternative));
    return true;
  }

  bool other_outcome(const Span& span, Alternative& alternative) {
    const std::string_view word = span.octets();
    if (word == "content") {
      alternative.what = MailDataExpected{};
    } else if (word == ".") {
      alternative.what = MailDataExpected{MailDataExpected::What::empty, {}};
    } else if (!name_in_brackets(word).empty()) {
      alternative.what =
          MailDataExpected{MailDataExpected::What::content, std::string(name_in_brackets(word))};
    } else if (word == "response" || word == "*") {
      alternative.what = ResponseExpected{word == "*"};
    } else if (word == "resets") {
      alternative.what = ResetsExpected{};
    } else if (word == "blocked") {
      if (!may_be_blocked(span, alternative.grade, "C: EHLO ... or blocked")) return false;
      alternative.grade = Grade::blocked;
      alternative.what = AnythingElse{};
    } else if (word != "closes") {
      return mistake(span, fmt::format("nothing that a client can do is called {}", shown(word)),
                     text::nearest(word, command_outcomes).empty() && is_verb(smtp::upper(word))
                         ? fmt::format("a command is written in capitals: {}", smtp::upper(word))
                         : text::suggest(word, command_outcomes));
    }
    return true;
  }

  bool decodes(Words& words, Alternative& alternative) {
    if (words.empty())
      return mistake(words.here(), "'decodes' needs the octets of the response",
                     R"(write C: response decodes "\0{user}\0{password}")");
    const Span quotes = words.take();
    const std::size_t before = mistakes_.errors();
    std::get<ResponseExpected>(alternative.what).decodes = read_quoted(quotes, mistakes_);
    alternative.span.end = quotes.end;
    return mistakes_.errors() == before;
  }

  void modifier(const Line& line, Words& words, const Span& word) override {
    if (word.octets() == "with" || word.octets() == "without")
      parameter(words, word);
    else
      unknown_modifier(line, words_of_modifiers, mistakes_);
  }

  // with KEYWORD, with KEYWORD=VALUE, without KEYWORD
  void parameter(Words& words, const Span& word) {
    const Span span = words.take();
    const std::string_view octets = span.octets();
    const std::size_t equals = std::min(octets.find('='), octets.size());
    ParameterExpected expected{
        .keyword = smtp::upper(octets.substr(0, equals)), .present = word.octets() == "with", .span = span};
    if (!is_verb(octets.substr(0, equals))) {
      mistake(octets.empty() ? word : span,
              fmt::format("{} needs the keyword of a parameter", shown(word.octets())),
              fmt::format("write {} SIZE", word.octets()));
      return;
    }
    if (equals < octets.size()) {
      if (!expected.present) {
        mistake(part(span, equals, octets.size()), "'without' takes no value",
                "a parameter that must not stand there has none");
        return;
      }
      expected.value = read_text(part(span, equals + 1, octets.size()), mistakes_);
    }
    expect_no_more(words, "the parameter", mistakes_);
    belongs_to_commands(expected, word);
  }

  void belongs_to_commands(const ParameterExpected& expected, const Span& word) {
    bool belongs = false;
    for (std::size_t at = line_begins_; at < expect_.alternatives.size(); ++at)
      if (auto* command = std::get_if<CommandExpected>(&expect_.alternatives[at].what)) {
        if (!command->open)
          mistake(word,
                  fmt::format("{} is about further parameters, and the line above admits none",
                              shown(word.octets())),
                  "write ... behind its argument: C: MAIL FROM:<{sender}> ...");
        command->parameters.push_back(expected);
        belongs = true;
      }
    if (!belongs && !expect_.alternatives.empty())
      mistake(word, fmt::format("{} is about a command, and none is expected above", shown(word.octets())),
              "put it under the alternative that it belongs to");
  }
};

}  // namespace

Step read_command_expectation(const Line& line, Words words, std::span<const Line> modifiers,
                              Mistakes& mistakes) {
  return {CommandLineReader(mistakes).read(line, words, modifiers)};
}

std::optional<CommandExpected> read_command(Words& words, std::span<const std::string_view> ends,
                                            Mistakes& mistakes) {
  const Span verb = words.take();
  if (!is_verb(verb.octets())) {
    mistakes.error(verb,
                   verb.octets().empty() ? std::string("a command is missing")
                                         : fmt::format("{} is no command", shown(verb.octets())),
                   "write its verb in capitals: MAIL");
    return std::nullopt;
  }
  CommandExpected command{
      .verb = std::string(verb.octets()), .argument = {}, .open = false, .parameters = {}};
  Span argument = words.here();
  argument.end = argument.begin;
  const auto is_end = [&] {
    return std::find(ends.begin(), ends.end(), words.peek()) != ends.end();
  };
  while (!words.empty() && !is_end()) {
    const Span word = words.take();
    if (word.octets() != anything) {
      argument.end = word.end;
      continue;
    }
    command.open = true;
    if (words.empty() || is_end()) break;
    mistakes.error(words.rest(), fmt::format("{} can't stand behind '...'", shown(words.rest().octets())),
                   "'...' stands for the rest of the line");
    return std::nullopt;
  }
  if (argument.end > argument.begin) command.argument = read_text(argument, mistakes);
  command.argument.span = argument;
  return command;
}

std::span<const std::string_view> command_modifiers() {
  return words_of_modifiers;
}

}  // namespace smtpspec::scenario

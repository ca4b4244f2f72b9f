#include "scenario/client_lines.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "scenario/alternatives.hpp"
#include "scenario/command_lines.hpp"
#include "scenario/header.hpp"
#include "scenario/octet_runs.hpp"
#include "scenario/texts.hpp"
#include "text/suggestion.hpp"

namespace smtpspec::scenario {
namespace {

constexpr std::array<std::string_view, 6> words_of_steps = {"serve",      "on",       "never",
                                                            "connection", "received", "finally"};
constexpr std::array<std::string_view, 4> told_words = {"delivered", "refused", "deferred", "failed"};
constexpr std::array told_in_order = {Told::delivered, Told::refused, Told::deferred, Told::failed};
constexpr std::array<std::string_view, 5> override_words = {"first", "reply", "closes", "resets", "silent"};

bool mistake(Mistakes& mistakes, const Span& where, std::string message, std::string remedy) {
  mistakes.error(where, std::move(message), std::move(remedy));
  return false;
}

void no_modifiers(std::span<const Line> modifiers, std::string_view what, Mistakes& mistakes) {
  for (const Line& line : modifiers)
    mistakes.error(line.first_word(),
                   fmt::format("{} can't modify {}", shown(line.first_word().octets()), what),
                   "take it away, or write it below a line that is expected");
}

std::optional<Step> read_serve(const Line& line, Words& words, std::span<const Line> modifiers,
                               Mistakes& mistakes) {
  no_modifiers(modifiers, "'serve'", mistakes);
  Serve serve{std::nullopt, line.span};
  if (words.take("offering")) {
    serve.offering.emplace();
    if (!words.take("nothing")) serve.offering = read_offers(words, mistakes);
  }
  expect_no_more(words, "'serve'", mistakes);
  return Step{std::move(serve)};
}

// --- on ---------------------------------------------------------------------------------------------------

bool read_place(Words& words, Override& into, Mistakes& mistakes) {
  if (words.take("connection")) {
    into.place = Override::Place::connection;
  } else if (words.take("content")) {
    into.place = Override::Place::content;
  } else {
    auto command = read_command(words, override_words, mistakes);
    if (!command) return false;
    into.command = std::move(*command);
    into.command.open = true;
  }
  return true;
}

// The reply as it is sent: a line, which gets its CRLF, or exact octets.
Text read_reply(const Span& rest, const Span& line, Mistakes& mistakes) {
  if (!rest.octets().starts_with('"')) {
    Text reply = read_text(rest, mistakes);
    if (reply.pieces.empty() || !std::holds_alternative<std::string>(reply.pieces.back()))
      reply.pieces.emplace_back(std::string());
    std::get<std::string>(reply.pieces.back()) += "\r\n";
    reply.span = rest;
    return reply;
  }
  Text reply;
  reply.span = line;
  for (SendOctets::Run& run : read_octet_runs(rest, mistakes).runs)
    reply.pieces.insert(reply.pieces.end(), run.text.pieces.begin(), run.text.pieces.end());
  return reply;
}

std::optional<Step> read_override(const Line& line, Words& words, std::span<const Line> modifiers,
                                  Mistakes& mistakes) {
  no_modifiers(modifiers, "'on'", mistakes);
  Override override{.span = line.span};
  if (!read_place(words, override, mistakes)) return std::nullopt;
  if (words.take("first")) override.first = read_amount(words.take(), "the number of times", mistakes);
  const Span answer = words.take();
  if (answer.octets() == "reply") {
    // A reply's text is sent: it has no comment, and every octet of it counts.
    Span rest{line.span.source, answer.end, line.span.end};
    if (!rest.octets().empty()) ++rest.begin;
    if (rest.octets().empty()) {
      mistake(mistakes, answer, "the reply is missing", "write on MAIL reply 552 5.3.4 too big");
      return std::nullopt;
    }
    override.text = read_reply(rest, line.span, mistakes);
    return Step{std::move(override)};
  }
  if (answer.octets() == "closes") {
    override.answer = Override::Answer::closes;
  } else if (answer.octets() == "resets") {
    override.answer = Override::Answer::resets;
  } else if (answer.octets() == "silent") {
    override.answer = Override::Answer::silence;
  } else {
    mistake(mistakes, answer, "how it is answered is missing",
            "write reply and a reply behind it, or closes, resets or silent");
    return std::nullopt;
  }
  expect_no_more(words, shown(answer.octets()), mistakes);
  return Step{std::move(override)};
}

// --- never, connection, received, finally ------------------------------------------------------------------

std::optional<Step> read_never(const Line& line, Words& words, std::span<const Line> modifiers,
                               Mistakes& mistakes) {
  Never never{std::nullopt, std::nullopt, line.span};
  if (!words.take("connection")) {
    if (!words.take("C:")) {
      mistake(mistakes, words.here(), "'never' needs a command or 'connection' behind it",
              "write never C: STARTTLS");
      return std::nullopt;
    }
    never.command = read_command(words, {}, mistakes);
    if (!never.command) return std::nullopt;
  }
  expect_no_more(words, "'never'", mistakes);
  read_only_by(modifiers, never.by, "'never'", mistakes);
  return Step{std::move(never)};
}

std::optional<Step> read_connection(const Line& line, Words& words, std::span<const Line> modifiers,
                                    Mistakes& mistakes) {
  NextConnection next{std::nullopt, line.span};
  expect_no_more(words, "'connection'", mistakes);
  read_only_by(modifiers, next.by, "'connection'", mistakes);
  return Step{std::move(next)};
}

std::optional<Step> read_received(const Line& line, Words& words, std::span<const Line> modifiers,
                                  Mistakes& mistakes) {
  Received received{Received::What::content, {}, std::nullopt, line.span};
  const Span what = words.take();
  if (what.octets() == "7bit") {
    received.what = Received::What::seven_bit;
  } else if (what.octets() == "nothing") {
    received.what = Received::What::nothing;
  } else if (what.octets() == "message") {
    received.content.clear();
  } else if (const auto name = name_in_brackets(what.octets()); !name.empty()) {
    received.content = name;
  } else {
    mistake(mistakes, what.octets().empty() ? line.span : what, "what was received is missing",
            "write received message, received <body>, received 7bit or received nothing");
    return std::nullopt;
  }
  expect_no_more(words, shown(what.octets()), mistakes);
  read_only_by(modifiers, received.by, "'received'", mistakes);
  return Step{std::move(received)};
}

class FinallyReader final : public AlternativesReader<Finally> {
 public:
  using AlternativesReader::AlternativesReader;

 private:
  void no_alternative_word(Words& words) override {
    mistake(words.rest(), fmt::format("{} can't stand here", shown(words.rest().octets())),
            "another alternative begins with 'or' or 'tolerate'");
  }

  bool alternative(Words& words, Grade grade) override {
    const Span word = words.take();
    const auto known = std::find(told_words.begin(), told_words.end(), word.octets());
    if (known == told_words.end())
      return mistake(word,
                     word.octets().empty() ? std::string("what the client tells is missing")
                                           : fmt::format("a client can't tell {}", shown(word.octets())),
                     text::suggest(word.octets(), told_words));
    const Told told = told_in_order[static_cast<std::size_t>(known - told_words.begin())];
    expect_.alternatives.push_back({grade, told, {}, word});
    return true;
  }

  void modifier(const Line& line, Words&, const Span&) override {
    constexpr std::array<std::string_view, 3> known = {"or", "tolerate", "by"};
    unknown_modifier(line, known, mistakes_);
  }
};

}  // namespace

std::span<const std::string_view> client_step_words() {
  return words_of_steps;
}

std::optional<Step> read_client_step(const Line& line, std::span<const Line> modifiers, Mistakes& mistakes) {
  Words words(line.span);
  const std::string_view word = words.take().octets();
  if (word == "serve") return read_serve(line, words, modifiers, mistakes);
  if (word == "on") return read_override(line, words, modifiers, mistakes);
  if (word == "never") return read_never(line, words, modifiers, mistakes);
  if (word == "connection") return read_connection(line, words, modifiers, mistakes);
  if (word == "received") return read_received(line, words, modifiers, mistakes);
  return Step{FinallyReader(mistakes).read(line, words, modifiers)};
}

std::vector<Offered> read_offers(Words& words, Mistakes& mistakes) {
  std::vector<Offered> offers;
  bool begins = true;
  if (words.empty())
    mistake(mistakes, words.here(), "what is offered is missing", "write offering SIZE 1000, PIPELINING");
  while (!words.empty()) {
    Span word = words.take();
    const bool last_of_its_line = word.octets().ends_with(',');
    if (last_of_its_line) --word.end;
    if (begins) {
      std::string keyword = read_keyword(word, mistakes);
      offers.push_back({std::move(keyword), {}, word});
    }
    offers.back().span.end = word.end;
    begins = last_of_its_line;
  }
  if (begins && !offers.empty())
    mistake(mistakes, words.here(), "nothing stands behind this comma", "take it away");
  for (Offered& offered : offers) offered.line = read_text(offered.span, mistakes);
  return offers;
}

}  // namespace smtpspec::scenario

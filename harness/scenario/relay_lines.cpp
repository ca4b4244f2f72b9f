#include "scenario/relay_lines.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "scenario/alternatives.hpp"
#include "scenario/fragment.hpp"
#include "scenario/report_lines.hpp"
#include "scenario/texts.hpp"
#include "smtp/command.hpp"
#include "text/suggestion.hpp"

namespace smtpspec::scenario {
namespace {

constexpr std::array<std::string_view, 3> words_of_legs = {"in", "out", "back"};
constexpr std::array<std::string_view, 3> words_of_steps = {"returned", "nothing", "kill"};
constexpr std::array<std::string_view, 22> words_of_modifiers = {
    "or",     "tolerate", "by",          "received-field",     "no",    "as",          "from",
    "action", "status",   "recipient",   "original-recipient", "envid", "holds",       "parts",
    "only",   "part",     "report-type", "addressed",          "has",   "well-formed", "fields",
    "numeric"};

constexpr std::array<std::string_view, 4> countable_fields = {"return-path", "date", "message-id",
                                                              "apparently-to"};
constexpr std::array<StampWord, 10> stamp_words_in_order = {
    {{"from", ReceivedField::What::from},
     {"by", ReceivedField::What::by},
     {"domain-behind-from", ReceivedField::What::domain_behind_from},
     {"date", ReceivedField::What::date},
     {"four-digit-year", ReceivedField::What::four_digit_year},
     {"numeric-zone", ReceivedField::What::numeric_zone},
     {"clauses-in-order", ReceivedField::What::clauses_in_order},
     {"one-for", ReceivedField::What::one_for},
     {"for-nobody-else", ReceivedField::What::for_nobody_else},
     {"once", ReceivedField::What::once}}};

bool mistake(Mistakes& mistakes, const Span& where, std::string message, std::string remedy) {
  mistakes.error(where, std::move(message), std::move(remedy));
  return false;
}

// --- received ---------------------------------------------------------------------------------------------

class RelayedReader final : public AlternativesReader<Expect> {
 public:
  using AlternativesReader::AlternativesReader;

 private:
  static constexpr std::string_view remedy =
      "write received message, received <body>, received 7bit or received nothing";

  std::string_view what_to_write() const override { return remedy; }

  void no_alternative_word(Words& words) override {
    mistake(words.rest(), fmt::format("{} can't stand here", shown(words.rest().octets())),
            "another alternative begins with 'or' or 'tolerate'");
  }

  bool alternative(Words& words, Grade grade) override {
    if (!may_follow(words)) return false;
    const Span word = words.take();
    Alternative alternative{grade, MailExpected{}, {}, word};
    auto& mail = std::get<MailExpected>(alternative.what);
    if (word.octets() == "blocked") {
      if (!may_be_blocked(word, grade, "received <body> or blocked")) return false;
      alternative.grade = Grade::blocked;
      alternative.what = AnythingElse{};
    } else if (word.octets() == "7bit") {
      mail.what = MailExpected::What::seven_bit;
    } else if (const auto name = name_in_brackets(word.octets()); !name.empty()) {
      mail.what = MailExpected::What::content;
      mail.content = name;
      mail.with_header = words.take("with");
      if (mail.with_header && !(words.take("its") && words.take("header")))
        return mistake(word, "'with' needs 'its header' behind it", "write received <body> with its header");
    } else if (word.octets() != "message") {
      return mistake(word.octets().empty() ? expect_.span : word, "what was received is missing",
                     std::string(remedy));
    }
    expect_.alternatives.push_back(std::move(alternative));
    return true;
  }

  void modifier(const Line& line, Words& words, const Span& word) override {
    if (word.octets() == "received-field") {
      received_field(words, line.span);
    } else if (word.octets() == "7bit") {
      check(SevenBit{line.span});
      expect_no_more(words, "'7bit'", mistakes_);
    } else if (word.octets() == "parts" && words.take("apart")) {
      check(PartsApart{line.span});
      expect_no_more(words, "'parts apart'", mistakes_);
    } else if (word.octets() == "only" && words.take("to") && !words.empty()) {
      check(OnlyTo{read_text(words.rest(), mistakes_), line.span});
    } else if (word.octets() == "no") {
      const Span name = words.take();
      if (std::find(countable_fields.begin(), countable_fields.end(), name.octets()) ==
          countable_fields.end())
        mistake(name.octets().empty() ? word : name,
                fmt::format("no field {} is counted", shown(name.octets())),
                text::suggest(name.octets(), countable_fields));
      check(NoFieldMore{std::string(name.octets()), line.span});
      expect_no_more(words, "the field", mistakes_);
    } else {
      constexpr std::array<std::string_view, 8> known = {
          "received-field", "no return-path", "7bit", "parts apart", "only to", "or", "tolerate", "by"};
      unknown_modifier(line, known, mistakes_);
    }
  }

  void received_field(Words& words, const Span& line) {
    if (words.take("names")) {
      const Span rest = words.rest();
      if (rest.octets().empty())
        mistake(line, "'names' needs a text behind it", "write received-field names {client}");
      else
        check(ReceivedFieldNames{read_text(rest, mistakes_), line});
      return;
    }
    ReceivedField field{.span = line};
    const auto word = std::find_if(stamp_words_in_order.begin(), stamp_words_in_order.end(),
                                   [&](const StampWord& one) { return one.word == words.peek(); });
    if (word != stamp_words_in_order.end()) {
      words.take();
      field.what = word->what;
    } else if (words.take("with")) {
      field.what = ReceivedField::What::with;
      if (words.take("registered")) {
        field.what = ReceivedField::What::with_registered;
        expect_no_more(words, "'with registered'", mistakes_);
        return check(std::move(field));
      }
      do field.with.push_back(smtp::upper(words.take().octets()));
      while (words.take("or"));
      if (field.with.front().empty())
        mistake(line, "'with' needs a protocol behind it", "write received-field with ESMTP or ESMTPS");
    }
    expect_no_more(words, "'received-field'", mistakes_);
    check(std::move(field));
  }

  void check(TraceCheck check) {
    for (std::size_t at = line_begins_; at < expect_.alternatives.size(); ++at)
      if (auto* mail = std::get_if<MailExpected>(&expect_.alternatives[at].what))
        mail->checks.push_back(check);
  }
};

// --- what stands for several steps ------------------------------------------------------------------------

// All of them are told at the line's own place.
std::vector<Step> placed(std::vector<Step> steps, const Span& span) {
  for (Step& step : steps) std::visit([&](auto& what) { what.span = span; }, step.what);
  return steps;
}

// A message of its own kind, handed in the same way. What becomes of it tells what will come.
std::vector<Step> marker_steps(bool returned, const Line& line) {
  std::string text =
      "C: RSET\nS: 250 or blocked\n"
      "C: MAIL FROM:<{sender}>\nS: 250 or blocked\n";
  text += returned ? "C: RCPT TO:<{refused-marker}>\n" : "C: RCPT TO:<{marker}>\n";
  text +=
      "S: 250 or 251 or blocked\n"
      "C: DATA\nS: 354 or blocked\n"
      "C: From: <{sender}>\nC: Date: Mon, 01 Jan 2024 00:00:00 +0000\nC: Subject: marker\n"
      "C: X-Case: {case}\nC:\nC: marker\nC: .\nS: 250 or blocked\n";
  return placed(read_fragment("<marker>", std::move(text)), line.span);
}

std::vector<Step> nothing_more(const Line& line, bool returned, std::span<const Line> modifiers,
                               Mistakes& mistakes) {
  std::vector<Step> steps = marker_steps(returned, line);
  NothingMore nothing{returned, std::nullopt, line.span};
  read_only_by(modifiers, nothing.by, "'nothing'", mistakes);
  const RelayLeg leg = returned ? RelayLeg::back : RelayLeg::out;
  steps.push_back({std::move(nothing), static_cast<std::size_t>(leg)});
  return steps;
}

}  // namespace

std::optional<RelayLeg> leg_named(std::string_view word) {
  const auto found = std::find(words_of_legs.begin(), words_of_legs.end(), word);
  if (found == words_of_legs.end()) return std::nullopt;
  return static_cast<RelayLeg>(found - words_of_legs.begin());
}

std::string_view name_of(RelayLeg leg) {
  return words_of_legs[static_cast<std::size_t>(leg)];
}

std::span<const StampWord> stamp_words() {
  return stamp_words_in_order;
}

std::span<const std::string_view> relay_step_words() {
  return words_of_steps;
}

std::span<const std::string_view> relay_modifiers() {
  return words_of_modifiers;
}

std::vector<Step> read_message(const Line& line, std::span<const Line> modifiers, Mistakes& mistakes) {
  Words words(line.span);
  words.take();
  const std::string_view name = name_in_brackets(words.take().octets());
  if (name.empty()) {
    mistake(mistakes, line.span, "which content is handed in is missing", "write in message <body>");
    return {};
  }
  expect_no_more(words, "'message'", mistakes);
  std::optional<text::Clause> by;
  read_only_by(modifiers, by, "'message'", mistakes);
  std::vector<Step> steps = read_fragment(
      "<message>",
      fmt::format("C: DATA\nS: 354 or blocked\nC: <{}> stuffed\nC: .\nS: 250 or blocked\n", name));
  return placed(std::move(steps), line.span);
}

std::vector<Step> read_relayed(const Line& line, std::span<const Line> modifiers, Mistakes& mistakes) {
  Words words(line.span);
  words.take();
  if (words.take("nothing")) {
    expect_no_more(words, "'nothing'", mistakes);
    return nothing_more(line, false, modifiers, mistakes);
  }
  std::vector<Step> steps;
  steps.push_back({RelayedReader(mistakes).read(line, words, modifiers)});
  return steps;
}

std::vector<Step> read_relay_step(const Line& line, std::span<const Line> modifiers, Mistakes& mistakes) {
  Words words(line.span);
  const Span word = words.take();
  if (word.octets() == "nothing") {
    if (!words.take("returned"))
      mistake(mistakes, words.here(), "'nothing' needs 'returned' behind it",
              "write nothing returned; of the next hop: out received nothing");
    expect_no_more(words, "'nothing returned'", mistakes);
    return nothing_more(line, true, modifiers, mistakes);
  }
  std::vector<Step> steps;
  if (word.octets() == "kill") {
    expect_no_more(words, "'kill'", mistakes);
    for (const Line& one : modifiers) unknown_modifier(one, {}, mistakes);
    steps.push_back({Kill{line.span}});
    return steps;
  }
  steps.push_back(
      {read_returned(line, words, modifiers, mistakes), static_cast<std::size_t>(RelayLeg::back)});
  return steps;
}

}  // namespace smtpspec::scenario

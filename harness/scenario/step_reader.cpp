#include "scenario/step_reader.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "scenario/client_lines.hpp"
#include "scenario/command_lines.hpp"
#include "scenario/contents.hpp"
#include "scenario/exchanges.hpp"
#include "scenario/expectations.hpp"
#include "scenario/header.hpp"
#include "scenario/plain_steps.hpp"
#include "scenario/relay_lines.hpp"
#include "scenario/tls_lines.hpp"
#include "text/suggestion.hpp"

namespace smtpspec::scenario {
namespace {

bool is_alternative_word(std::string_view word) {
  return word == "or" || word == "tolerate";
}

// "or 554": an alternative, where a bare "or" separates branches.
bool holds_alternative(const Line& line) {
  Words words(line.span);
  return take_grade(words) && !words.empty();
}

}  // namespace

StepReader::StepReader(std::span<const Line> lines, Judges judges, std::vector<Step>& steps,
                       std::vector<Content>& contents, Mistakes& mistakes)
    : lines_(lines),
      judges_(judges),
      sides_(judges == Judges::client ? sides_when_client_is_judged : sides_when_server_is_judged),
      contents_(contents),
      mistakes_(mistakes),
      blocks_(steps, mistakes) {}

void StepReader::read(std::size_t& next) {
  const Line line = behind_leg(lines_[next]);
  const std::string_view word = line.first_word().octets();
  const std::string_view marker = marker_of(line.octets());
  if (word == "content" && !leg_) {
    content(next);
  } else if (!marker.empty() || leg_ || is_step_word(word)) {
    step(line, marker, ++next);
  } else if (is_alternative_word(word)) {
    ++next;
    blocks_.separate(line);
    if (blocks_.depth() == turned_in_) turn_back();
  } else if (word == "end") {
    ++next;
    blocks_.end(line);
    if (turned_in_ && blocks_.depth() < *turned_in_) turn_back();
  } else {
    unknown(line, ++next);
  }
}

void StepReader::finish() {
  if (!blocks_.empty()) blocks_.close_all("put 'end' behind its last step, at the same indentation");
}

// Where a relay is judged, a line names its leg in front: the rest is a line of that leg's. Into the relay we
// speak as a client, out of it and back we are its server.
Line StepReader::behind_leg(const Line& line) {
  leg_.reset();
  if (judges_ != Judges::relay) return line;
  const Span first = line.first_word();
  leg_ = leg_named(first.octets());
  if (!leg_) return line;
  sides_ = *leg_ == RelayLeg::in ? sides_when_server_is_judged : sides_when_client_is_judged;
  Line rest = line;
  rest.span = line.behind(first.octets().size());
  while (!rest.is_empty() && is_blank(rest.octets().front())) ++rest.span.begin;
  return rest;
}

void StepReader::step(const Line& line, std::string_view marker, std::size_t& next) {
  const std::string_view word = marker.empty() ? line.first_word().octets() : marker;
  if (line.indent > 0 && blocks_.empty() && !blocks_.has_lost())
    mistakes_.error(marker.empty() ? line.first_word() : part(line.span, 0, marker.size()),
                    fmt::format("this {} is indented, but stands in no block", shown(word)),
                    "write it in column 1: only what modifies the line above is indented");
  if (is_out_of_place_behind_turn(line, word) || belongs_to_other_side(line, word) ||
      is_of_no_leg(line, word)) {
    take_modifiers(line, next);
    return;
  }
  if (word == "either") return blocks_.open_either(line);
  if (word == "optionally") return blocks_.open_optionally(line);
  if (word == "repeat") return blocks_.open_repeat(line);
  const std::vector<Line> modifiers = take_modifiers(line, next);
  if (marker.empty())
    own_step(line, modifiers);
  else
    dialogue(line, marker, modifiers);
}

// In a scenario of several legs whatever is said is said on one of them.
bool StepReader::is_of_no_leg(const Line& line, std::string_view word) {
  const bool is_block = word == "either" || word == "repeat" || judged_by(word) == "relay";
  if (judges_ != Judges::relay || is_block != leg_.has_value()) return false;
  if (is_block)
    mistakes_.error(line.first_word(), fmt::format("{} stands on no leg", shown(word)),
                    "take the word in front of it away; the lines below name their legs");
  else
    mistakes_.error(line.first_word(), "this line names no leg",
                    "write in, out or back in front of it: in C: MAIL FROM:<{sender}>");
  excuse(line);
  return true;
}

// Where the roles were turned there is one connection, and nobody who submitted anything.
bool StepReader::is_out_of_place_behind_turn(const Line& line, std::string_view word) {
  if (!turned_in_) return false;
  const bool has_none = word == tls_marker || word == "auth" || word == "connection" || word == "finally";
  if (!has_none && judged_by(word) != "server") return false;
  mistakes_.error(line.first_word(), fmt::format("{} can't stand behind 'turn'", shown(word)),
                  "the server that is judged is the client there: S: is what we say, C: what it must say");
  excuse(line);
  return true;
}

void StepReader::turn(const Line& line) {
  Words words(line.span);
  words.take();
  expect_no_more(words, "'turn'", mistakes_);
  put({Turn{line.span}});
  turned_in_ = blocks_.depth();
  sides_ = sides_when_client_is_judged;
}

void StepReader::turn_back() {
  turned_in_.reset();
  sides_ = sides_when_server_is_judged;
}

void StepReader::put(Step step) {
  step.leg = leg_ ? static_cast<std::size_t>(*leg_) : step.leg;
  blocks_.steps().push_back(std::move(step));
}

void StepReader::dialogue(const Line& line, std::string_view marker, std::span<const Line> modifiers) {
  if (leg_ && *leg_ != RelayLeg::in && marker != sides_.theirs) {
    mistakes_.error(part(line.span, 0, marker.size()), "what the next hop says is not scripted",
                    "write out serve offering ..., or out on COMMAND reply ..., in front of the message");
    for (const Line& one : modifiers) excuse(one);
    return;
  }
  if (marker == sides_.ours) {
    put(read_send(line, marker.size(), mistakes_));
    unmodifiable(modifiers, "a line that is sent");
    return;
  }
  const Span behind = line.behind(marker.size());
  if (!behind.octets().empty() && !is_blank(behind.octets().front()))
    mistakes_.error(part(line.span, 0, marker.size()),
                    fmt::format("a blank must stand behind {}", shown(marker)),
                    fmt::format("write {} {}", marker, behind.octets()));
  Words words(behind);
  if (marker == tls_marker)
    put(read_tls(line, std::move(words), modifiers, mistakes_));
  else if (sides_.theirs == "C:")
    put(read_command_expectation(line, std::move(words), modifiers, mistakes_));
  else
    put(read_expectation(line, std::move(words), modifiers, mistakes_));
}

// What is expected of one side can't be expected of the other.
bool StepReader::belongs_to_other_side(const Line& line, std::string_view word) {
  const std::string_view judged = judged_by(word);
  const std::string_view ours = judges_ == Judges::relay && !leg_ ? "relay"
                                : sides_.theirs == "C:"           ? "client"
                                                                  : "server";
  if (judged.empty() || judged == ours) return false;
  mistakes_.error(line.first_word(), fmt::format("{} is for scenarios that judge a {}", shown(word), judged),
                  fmt::format("this one says 'judges {}'", ours));
  excuse(line);
  return true;
}

void StepReader::own_step(const Line& line, std::span<const Line> modifiers) {
  const std::string_view word = line.first_word().octets();
  std::optional<Step> step;
  if (judges_ == Judges::relay && relay_step(line, modifiers)) return;
  if (word == "auth") {
    for (Step& one : read_exchange(line, modifiers, sides_, mistakes_)) put(std::move(one));
  } else if (judged_by(word) == "client") {
    step = read_client_step(line, modifiers, mistakes_);
  } else if (word == "delivered") {
    step = read_delivered(line, modifiers, mistakes_);
  } else if (word == "transaction") {
    step = read_perform(line, modifiers, mistakes_);
  } else if (word == "turn") {
    unmodifiable(modifiers, shown(word));
    turn(line);
  } else {
    if (word == "segments")
      step = read_segments(line, mistakes_);
    else if (word == "pause")
      step = read_pause(line, mistakes_);
    else
      step = read_end_of_connection(line, mistakes_);
    unmodifiable(modifiers, shown(word));
  }
  if (step) put(std::move(*step));
}

// What a relay's scenario has of its own, or does not have. False: it is as where one side is judged.
bool StepReader::relay_step(const Line& line, std::span<const Line> modifiers) {
  const std::string_view word = line.first_word().octets();
  const bool in = leg_ == RelayLeg::in;
  std::vector<Step> steps;
  if (!leg_) {
    steps = read_relay_step(line, modifiers, mistakes_);
  } else if (in && word == "message") {
    steps = read_message(line, modifiers, mistakes_);
  } else if (leg_ == RelayLeg::out && word == "received") {
    steps = read_relayed(line, modifiers, mistakes_);
    if (steps.size() == 1) steps.front().leg = static_cast<std::size_t>(RelayLeg::out);
  } else {
    const bool is_usual = in ? word != "delivered" && (is_step_word(word) && judged_by(word) != "client")
                             : word == "serve" || word == "on" || word == "never";
    if (!is_usual) not_on_this_leg(line, word);
    return !is_usual;
  }
  for (Step& step : steps) blocks_.steps().push_back(std::move(step));
  return true;
}

void StepReader::not_on_this_leg(const Line& line, std::string_view word) {
  mistakes_.error(line.first_word(), fmt::format("nothing on this leg is called {}", shown(word)),
                  leg_ == RelayLeg::in    ? "in C: ..., in S: ..., in message <body>, in transaction ok"
                  : leg_ == RelayLeg::out ? "out C: ..., out serve, out on, out never, out received"
                                          : "back C: ..., back serve, back on, back never");
  excuse(line);
}

void StepReader::content(std::size_t& next) {
  const Line& line = lines_[next];
  if (!blocks_.empty())
    blocks_.close_all(
        fmt::format("put 'end' in front of line {}: a content can't stand in a block", line.number));
  if (line.indent > 0 && !blocks_.has_lost())
    mistakes_.error(line.first_word(), "this 'content' is indented", "a content stands in column 1");
  ContentReading reading = read_content(lines_, next, mistakes_);
  const auto same = std::find_if(contents_.begin(), contents_.end(),
                                 [&](const Content& one) { return one.name == reading.name; });
  if (reading.content && same != contents_.end()) {
    mistakes_.error(
        line.span, fmt::format("a second content is called {}", shown(reading.name)),
        fmt::format("the first is in line {}; give one of them another name", same->span.position().line));
  } else if (reading.content) {
    contents_.push_back(std::move(*reading.content));
  } else if (!reading.name.empty()) {
    excused_.names.insert(reading.name);
  } else {
    excused_.all_contents = true;
  }
}

void StepReader::unmodifiable(std::span<const Line> modifiers, std::string_view what) {
  if (modifiers.empty()) return;
  const Span word = modifiers.front().first_word();
  mistakes_.error(word, fmt::format("{} can't modify {}", shown(word.octets()), what),
                  is_modifier_word(word.octets()) ? "it belongs below a line that is expected"
                                                  : text::suggest(word.octets(), first_words()));
  for (const Line& line : modifiers) excuse(line);
}

std::vector<Line> StepReader::take_modifiers(const Line& step, std::size_t& next) {
  std::vector<Line> modifiers;
  for (std::size_t at = next; at < lines_.size(); ++at) {
    const Line& line = lines_[at];
    if (line.is_empty() || line.is_comment()) continue;
    if (!modifies(line, step)) break;
    modifiers.push_back(line);
    next = at + 1;
  }
  return modifiers;
}

// Diagnoses a modifier that is not indented as it should be, and takes it for one.
bool StepReader::modifies(const Line& line, const Line& step) {
  const std::string_view word = line.first_word().octets();
  if (is_alternative_word(word)) {
    if (line.indent > step.indent) return true;
    const std::string_view marker = marker_of(step.octets());
    if (marker.empty() || marker == sides_.ours || !holds_alternative(line)) return false;
    mistakes_.error(line.first_word(),
                    fmt::format("this {} is not indented deeper than its {}", shown(word), shown(marker)),
                    "indent it by three blanks more; an 'or' between branches has nothing behind it");
    return true;
  }
  if (is_first_word(word) || word == "end" || !marker_of(line.octets()).empty() || word.starts_with('|') ||
      word.starts_with('"'))
    return false;
  if (line.indent > 0) return true;
  if (!is_modifier_word(word)) return false;
  mistakes_.error(line.first_word(), fmt::format("this {} is not indented", shown(word)),
                  "a line that modifies the one above is indented");
  return true;
}

void StepReader::unknown(const Line& line, std::size_t& next) {
  const Span word = line.first_word();
  const std::string_view octets = word.octets();
  if (octets.starts_with('|') || octets.starts_with('"')) {
    if (!blocks_.has_lost())
      mistakes_.error(part(word, 0, 1), "a line of a content stands outside of a content",
                      "write content NAME above its lines and 'end' below");
    excused_.all_contents = true;
    // One mistake, one diagnostic: the lines below belong to it, and perhaps an `end`.
    while (next < lines_.size() &&
           (lines_[next].octets().starts_with('|') || lines_[next].octets().starts_with('"')))
      ++next;
    if (next < lines_.size() && blocks_.empty() && lines_[next].first_word().octets() == "end") ++next;
    return;
  }
  std::string remedy(remedy_for_commands(octets));
  if (remedy.empty()) remedy = text::suggest(octets, first_words());
  if (is_header_word(octets))
    mistakes_.error(word, fmt::format("{} stands below the first step", shown(octets)),
                    "the words of the header stand above the steps");
  else if (is_modifier_word(octets))
    mistakes_.error(word, fmt::format("{} modifies nothing here", shown(octets)),
                    "it belongs below an S: or TLS: line, indented");
  else
    mistakes_.error(word, fmt::format("no line begins with {}", shown(octets)), remedy);
  const std::string_view meant = text::nearest(octets, first_words());
  if (meant == "either" || meant == "repeat" || meant == "content") blocks_.lose_one();
  excuse(line);
  for (const Line& modifier : take_modifiers(line, next)) excuse(modifier);
}

void StepReader::excuse(const Line& line) {
  Words words(line.span);
  words.take();
  if (is_name(words.peek())) excused_.names.emplace(words.peek());
}

}  // namespace smtpspec::scenario

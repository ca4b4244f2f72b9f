#include "scenario/plain_steps.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "scenario/expectations.hpp"
#include "scenario/octet_runs.hpp"
#include "scenario/states.hpp"
#include "scenario/texts.hpp"
#include "text/suggestion.hpp"

namespace smtpspec::scenario {
namespace {

// "<NAME>" and nothing but words behind it. Any other line that begins with "<" is a text.
bool is_content(const Span& sent) {
  const std::string_view octets = sent.octets();
  const auto blank = std::find_if(octets.begin(), octets.end(), is_blank);
  return !name_in_brackets(octets.substr(0, static_cast<std::size_t>(blank - octets.begin()))).empty();
}

Step read_send_content(const Line& line, const Span& sent, Mistakes& mistakes) {
  Words words(sent);
  SendContent content{std::string(name_in_brackets(words.take().octets())), false, line.span};
  content.stuffed = words.take("stuffed");
  if (!words.empty()) {
    constexpr std::array<std::string_view, 1> known = {"stuffed"};
    const bool near = !content.stuffed && !text::nearest(words.peek(), known).empty();
    mistakes.error(
        words.rest(), fmt::format("{} can't stand behind a content", shown(words.rest().octets())),
        near ? "did you mean 'stuffed'?" : R"(a text that begins with '<' is written in quotes: "<...\r\n")");
  }
  return {std::move(content)};
}

// An author who comments a line that is sent sends the comment.
void warn_of_comment(const Span& sent, Mistakes& mistakes) {
  const std::size_t at = sent.octets().find("   # ");
  if (at == std::string_view::npos) return;
  mistakes.warning(part(sent, at + 3, sent.octets().size()),
                   "this is sent: a line that is sent has no comment",
                   "put the comment on a line of its own; write the line in quotes if the octets are meant");
}

}  // namespace

Step read_send(const Line& line, std::size_t marker, Mistakes& mistakes) {
  Span sent = line.behind(marker);
  if (sent.octets().starts_with(' '))
    ++sent.begin;
  else if (!sent.octets().empty())
    mistakes.error(part(line.span, 0, marker),
                   fmt::format("one blank must stand behind {}", shown(line.octets().substr(0, marker))),
                   "what is sent begins behind that blank");
  if (sent.octets().starts_with('"')) {
    SendOctets octets = read_octet_runs(sent, mistakes);
    octets.span = line.span;
    return {std::move(octets)};
  }
  if (is_content(sent)) return read_send_content(line, sent, mistakes);
  warn_of_comment(sent, mistakes);
  return {SendLine{read_text(sent, mistakes), line.span}};
}

std::optional<Step> read_segments(const Line& line, Mistakes& mistakes) {
  constexpr std::array<std::string_view, 3> known = {"whole", "lines", "octets"};
  constexpr std::array cuts = {Segments::Cut::whole, Segments::Cut::lines, Segments::Cut::octets};
  Words words(line.span);
  words.take();
  const Span how = words.take();
  const auto found = std::find(known.begin(), known.end(), how.octets());
  if (found == known.end()) {
    mistakes.error(how,
                   how.octets().empty()
                       ? std::string("how to cut is missing")
                       : fmt::format("a command group can't be cut into {}", shown(how.octets())),
                   text::suggest(how.octets(), known));
    return std::nullopt;
  }
  expect_no_more(words, "'segments'", mistakes);
  return Step{Segments{cuts[static_cast<std::size_t>(found - known.begin())], line.span}};
}

std::optional<Step> read_pause(const Line& line, Mistakes& mistakes) {
  Words words(line.span);
  words.take();
  const Span amount = words.take();
  const auto number = number_of(amount.octets());
  if (!number || !words.take("ms")) {
    mistakes.error(number ? words.here() : amount, "a pause needs a number and its unit",
                   "write pause 100 ms");
    return std::nullopt;
  }
  if (*number == 0 || *number > longest_pause_ms) {
    mistakes.error(amount, fmt::format("a pause takes 1 to {} ms", longest_pause_ms),
                   "order is proven by replies, not by waiting; absence by S: nothing");
    return std::nullopt;
  }
  expect_no_more(words, "'ms'", mistakes);
  return Step{Pause{std::chrono::milliseconds(*number), line.span}};
}

Step read_end_of_connection(const Line& line, Mistakes& mistakes) {
  using How = EndConnection::How;
  Words words(line.span);
  const Span word = words.take();
  const How how = word.octets() == "close"   ? How::close
                  : word.octets() == "abort" ? How::abort
                                             : How::half_close;
  expect_no_more(words, shown(word.octets()), mistakes);
  return {EndConnection{how, line.span}};
}

std::optional<Step> read_delivered(const Line& line, std::span<const Line> modifiers, Mistakes& mistakes) {
  Words words(line.span);
  const Span word = words.take();
  Delivered delivered{{}, false, false, std::nullopt, line.span};
  if (const Span nothing = words.here(); words.take("nothing")) {
    delivered.nothing = true;
    if (!words.take("of")) {
      mistakes.error(nothing, "'nothing' needs 'of' behind it", "write delivered nothing of <body>");
      return std::nullopt;
    }
  }
  const Span name = words.take();
  delivered.content = name_in_brackets(name.octets());
  if (delivered.content.empty()) {
    mistakes.error(name.octets().empty() ? word : name,
                   name.octets().empty() ? std::string("the content is missing")
                                         : fmt::format("{} is no content in brackets", shown(name.octets())),
                   "write delivered <body>, with the name of a content");
    return std::nullopt;
  }
  if (const Span with = words.here(); !delivered.nothing && words.take("with")) {
    delivered.with_header = words.take("its") && words.take("header");
    if (!delivered.with_header) {
      mistakes.error(with, "'with' needs 'its header' behind it", "write delivered <body> with its header");
      return std::nullopt;
    }
  }
  expect_no_more(words, delivered.with_header ? "'header'" : "the content", mistakes);
  read_only_by(modifiers, delivered.by, "'delivered'", mistakes);
  return Step{std::move(delivered)};
}

std::optional<Step> read_perform(const Line& line, std::span<const Line> modifiers, Mistakes& mistakes) {
  Words words(line.span);
  words.take();
  if (!words.take("ok")) {
    mistakes.error(words.here(), "'ok' must stand behind 'transaction'",
                   "write transaction ok: a complete MAIL, RCPT, DATA exchange that must succeed");
    return std::nullopt;
  }
  expect_no_more(words, "'ok'", mistakes);
  Perform perform{"transaction ok", transaction_steps(), std::nullopt, line.span};
  read_only_by(modifiers, perform.by, "'transaction ok'", mistakes);
  return Step{std::move(perform)};
}

}  // namespace smtpspec::scenario

#include <fmt/format.h>

#include <memory>
#include <stdexcept>
#include <string>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>

#include "run/driver.hpp"
#include "run/suite_runner.hpp"
#include "scenario/parser.hpp"
#include "text/visible.hpp"

namespace smtpspec::run {
namespace {

// The sessions that look around, in the language itself.
scenario::ScenarioPtr look(std::string given, std::string_view steps) {
  std::string text =
      "# The target greets and answers EHLO.\n"
      "requirement rfc5321/2.2.1-3\n"
      "judges server\n"
      "given " +
      given + "\n\n";
  text += steps;
  auto source = std::make_shared<text::Source>("<reconnaissance " + given + ">", std::move(text));
  scenario::Reading reading = scenario::parse(std::move(source), "reconnaissance");
  if (!reading.scenario)
    throw std::logic_error("the reconnaissance is no scenario:\n" + text::render(reading.diagnostics));
  return std::make_shared<const scenario::Scenario>(std::move(*reading.scenario));
}

constexpr std::string_view noop = "S: nothing\n";
constexpr std::string_view message =
    "C: <ordinary> stuffed\n"
    "C: .\n"
    "S: 250 or blocked\n"
    "S: nothing\n"
    "\n"
    "content ordinary\n"
    "| From: <{sender}>\n"
    "| To: <{recipient}>\n"
    "| Date: Mon, 01 Jan 2024 00:00:00 +0000\n"
    "| Message-ID: <{case}@smtpspec.example>\n"
    "| Subject: a message like any other\n"
    "|\n"
    "| Before anything is judged.\n"
    "end\n";

struct Look {
  result::CaseResult result;
  play::Offers offers;
  Waits waits;
};

Look play_alone(scenario::ScenarioPtr scenario, play::Facts facts, const Route& route) {
  facts.variables["case"] = "reconnaissance";
  play::Play play(std::move(scenario), std::move(facts));
  asio::io_context context(1);
  std::exception_ptr trouble;
  Driven driven;
  auto driving = [&]() -> asio::awaitable<void> {
    Lines lines;
    lines.push_back(outgoing_line(context.get_executor(), route));
    driven = co_await drive(play, lines);
  };
  asio::co_spawn(context, std::move(driving), [&](std::exception_ptr thrown) { trouble = thrown; });
  context.run();
  if (trouble) std::rethrow_exception(trouble);
  return {play.take_result(), play.offers(), driven.waits};
}

std::string greeting_in(const result::Transcript& transcript) {
  for (const result::Entry& entry : transcript.entries()) {
    if (entry.kind != result::EntryKind::reply || entry.label != "greeting") continue;
    const std::string_view line =
        std::string_view(entry.octets).substr(0, entry.octets.find_first_of("\r\n"));
    return text::visible(line.size() > 4 ? line.substr(4) : line);
  }
  return {};
}

// Only what was seen not to work counts: what could not be tried says nothing.
std::string fault_in(const result::CaseResult& one) {
  return one.outcome == result::Outcome::fail && !one.findings.empty() ? one.findings.front().message : "";
}

play::Ordinary try_what_is_ordinary(const result::CaseResult& after_noop, const play::Facts& facts,
                                    const Route& route, std::optional<play::LoginPlace> login) {
  play::Ordinary ordinary;
  if (const std::string fault = fault_in(after_noop); !fault.empty()) {
    ordinary.noop = fmt::format("NOOP has not just its one reply here, so it can prove nothing: {}", fault);
    return ordinary;
  }
  const bool has_names = facts.variables.contains("sender") && facts.variables.contains("recipient");
  if (after_noop.outcome != result::Outcome::pass || !has_names) return ordinary;
  scenario::ScenarioPtr whole = look("data", message);
  if (login) whole = play::logged_in(whole, *login);
  const Look sent = play_alone(std::move(whole), facts, route);
  if (const std::string fault = fault_in(sent.result); !fault.empty())
    ordinary.message =
        fmt::format("an ordinary message and a NOOP have not just two replies here: {}", fault);
  return ordinary;
}

}  // namespace

Reconnaissance reconnoitre(const play::Facts& facts, const Route& route,
                           std::optional<play::LoginPlace> login) {
  const Look clear = play_alone(look("greeted", noop), facts, route);
  Reconnaissance found{.offers = clear.offers, .greeting = greeting_in(clear.result.transcript)};
  const bool somebody_is_there = !found.greeting.empty();
  if (!somebody_is_there)
    found.trouble = clear.result.note;
  else
    found.ordinary = try_what_is_ordinary(clear.result, facts, route, login);
  found.out_of_time = !somebody_is_there && clear.waits.in_vain;
  return found;
}

}  // namespace smtpspec::run

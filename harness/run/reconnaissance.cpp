#include <memory>
#include <stdexcept>
#include <string>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>

#include "run/suite_runner.hpp"
#include "scenario/parser.hpp"
#include "text/visible.hpp"

namespace smtpspec::run {
namespace {

// The sessions that look around, in the language itself.
scenario::ScenarioPtr look(std::string given) {
  std::string text =
      "# The target greets and answers EHLO.\n"
      "requirement RFC 5321 section 4.1.1.1 states\n"
      "judges server\n"
      "given " +
      given + "\n\nS: nothing\n";
  auto source = std::make_shared<text::Source>("<reconnaissance " + given + ">", std::move(text));
  scenario::Reading reading = scenario::parse(std::move(source), "reconnaissance");
  if (!reading.scenario)
    throw std::logic_error("the reconnaissance is no scenario:\n" + text::render(reading.diagnostics));
  return std::make_shared<const scenario::Scenario>(std::move(*reading.scenario));
}

struct Look {
  result::CaseResult result;
  play::Offers offers;
  Waits waits;
};

Look play_alone(scenario::ScenarioPtr scenario, play::Facts facts, const Route& route) {
  facts.variables["case"] = "reconnaissance";
  play::Player player(std::move(scenario), std::move(facts));
  asio::io_context context(1);
  std::exception_ptr trouble;
  Waits waits;
  auto driving = [&]() -> asio::awaitable<void> {
    waits = co_await drive(player, route);
  };
  asio::co_spawn(context, std::move(driving), [&](std::exception_ptr thrown) { trouble = thrown; });
  context.run();
  if (trouble) std::rethrow_exception(trouble);
  return {player.take_result(), player.offers(), waits};
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

}  // namespace

Reconnaissance reconnoitre(const play::Facts& facts, const Route& route) {
  const Look clear = play_alone(look("greeted"), facts, route);
  Reconnaissance found{.offers = clear.offers, .greeting = greeting_in(clear.result.transcript)};
  const bool somebody_is_there = !found.greeting.empty();
  if (!somebody_is_there) found.trouble = clear.result.note;
  found.out_of_time = !somebody_is_there && clear.waits.in_vain;
  return found;
}

}  // namespace smtpspec::run

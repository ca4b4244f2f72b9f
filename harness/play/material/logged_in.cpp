#include "play/material/logged_in.hpp"

#include <memory>
#include <regex>

#include "scenario/states.hpp"

namespace smtpspec::play {
namespace {

using namespace scenario;

bool speaks_of(const Scenario& scenario, const char* words) {
  return std::regex_search(scenario.source->octets(), std::regex(words));
}

// Its own lines, and those of its header that need the extension; but who sends the parameter of MAIL, and no
// command, needs it for that: a client that may say AUTH= is logged in.
bool is_about_auth(const Scenario& scenario) {
  const bool sends_the_parameter = speaks_of(scenario, "C:[^\n]*\\bAUTH=");
  const char* const lines = sends_the_parameter
                                ? "(C:|S:|offers|lacks)[^\n]*\\bAUTH\\b(?!=)|(^|\n) *auth\\b"
                                : "(C:|S:|needs|extension|offers|lacks)[^\n]*\\bAUTH\\b|(^|\n) *auth\\b";
  return speaks_of(scenario, lines);
}

// Commands and lists of it; that it is needed, or stands in a content, does not begin TLS.
bool has_tls_of_its_own(const Scenario& scenario) {
  return speaks_of(scenario, "(^|\n) *(C:[^\n]*STARTTLS|TLS:)|(offers|lacks)[^\n]*STARTTLS");
}

}  // namespace

ScenarioPtr logged_in(const ScenarioPtr& scenario, LoginPlace place) {
  const Given& given = scenario->given;
  const bool begins_earlier = given.state == State::opened || given.state == State::connected;
  if (scenario->judges != Judges::server || begins_earlier) return scenario;
  if (is_about_auth(*scenario)) return scenario;
  const bool needs_tls = place == LoginPlace::in_tls && !given.in_tls;
  if (needs_tls && has_tls_of_its_own(*scenario)) return scenario;
  auto inside = std::make_shared<Scenario>(*scenario);
  inside->given.logged_in = true;
  inside->given.in_tls = given.in_tls || needs_tls;
  inside->given.steps = steps_to(inside->given);
  return inside;
}

}  // namespace smtpspec::play

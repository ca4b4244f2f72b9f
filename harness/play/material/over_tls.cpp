#include "play/material/over_tls.hpp"

#include <memory>
#include <regex>

#include "scenario/states.hpp"

namespace smtpspec::play {
namespace {

using namespace scenario;

// `submit tls never` does as well.
bool speaks_of_tls(const Scenario& scenario) {
  static const std::regex words("STARTTLS|TLS:|(^|\n)submit[ \t]+tls ");
  return scenario.given.in_tls || std::regex_search(scenario.source->octets(), words);
}

}  // namespace

ScenarioPtr over_starttls(const ScenarioPtr& scenario) {
  const State state = scenario->given.state;
  if (state == State::opened || state == State::connected || speaks_of_tls(*scenario)) return scenario;
  auto inside = std::make_shared<Scenario>(*scenario);
  inside->given.in_tls = true;
  if (scenario->judges == Judges::server) {
    inside->given.steps = steps_to(inside->given);
  } else {
    inside->submission.tls = Submission::Tls::required;
    inside->given.steps = steps_to_of_client(inside->given);
  }
  return inside;
}

ScenarioPtr over_implicit_tls(const ScenarioPtr& scenario) {
  if (scenario->judges == Judges::server || speaks_of_tls(*scenario)) return scenario;
  auto inside = std::make_shared<Scenario>(*scenario);
  inside->submission.tls = Submission::Tls::implicit;
  return inside;
}

}  // namespace smtpspec::play

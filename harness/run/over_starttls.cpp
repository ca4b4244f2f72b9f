#include "run/over_starttls.hpp"

#include <memory>
#include <string_view>

#include "scenario/states.hpp"

namespace smtpspec::run {

scenario::ScenarioPtr over_starttls(const scenario::ScenarioPtr& scenario) {
  using scenario::State;
  const std::string& text = scenario->source->octets();
  const bool speaks_of_tls = text.find("STARTTLS") != text.npos || text.find("TLS:") != text.npos;
  const State state = scenario->given.state;
  const bool begins_before = state == State::opened || state == State::connected;
  if (speaks_of_tls || begins_before || scenario->given.in_tls ||
      scenario->judges != scenario::Judges::server)
    return scenario;
  auto inside = std::make_shared<scenario::Scenario>(*scenario);
  inside->given.in_tls = true;
  inside->given.steps = scenario::steps_to(inside->given);
  return inside;
}

}  // namespace smtpspec::run

#include "play/material/over_tls.hpp"

#include <algorithm>
#include <memory>
#include <string>
#include <string_view>

#include "scenario/states.hpp"

namespace smtpspec::play {
namespace {

using namespace scenario;

// A line `submit tls WISH` does as well, whatever the wish.
bool says_submit_tls(std::string_view text) {
  static constexpr std::string_view submit = "submit", blanks = " \t";
  for (std::size_t at = text.find(submit); at != text.npos; at = text.find(submit, at + 1)) {
    if (at > 0 && text[at - 1] != '\n') continue;
    const std::size_t behind = at + submit.size();
    const std::size_t wish = std::min(text.find_first_not_of(blanks, behind), text.size());
    if (wish > behind && text.substr(wish).starts_with("tls ")) return true;
  }
  return false;
}

bool speaks_of_tls(const Scenario& scenario) {
  const std::string& text = scenario.source->octets();
  return scenario.given.in_tls || text.find("STARTTLS") != text.npos || text.find("TLS:") != text.npos ||
         says_submit_tls(text);
}

}  // namespace

ScenarioPtr over_starttls(const ScenarioPtr& scenario) {
  const State state = scenario->given.state;
  if (state == State::opened || state == State::connected || speaks_of_tls(*scenario)) return scenario;
  auto inside = std::make_shared<Scenario>(*scenario);
  inside->given.in_tls = true;
  if (scenario->judges != Judges::client) {
    inside->given.steps = steps_to(inside->given);
  } else {
    inside->submission.tls = Submission::Tls::required;
    inside->given.steps = steps_to_of_client(inside->given);
  }
  return inside;
}

ScenarioPtr over_implicit_tls(const ScenarioPtr& scenario) {
  if (scenario->judges != Judges::client || speaks_of_tls(*scenario)) return scenario;
  auto inside = std::make_shared<Scenario>(*scenario);
  inside->submission.tls = Submission::Tls::implicit;
  return inside;
}

}  // namespace smtpspec::play

#include "play/play.hpp"

#include <algorithm>
#include <memory>
#include <utility>

#include "play/legs/client_leg.hpp"
#include "play/legs/hop_leg.hpp"
#include "play/legs/server_leg.hpp"

namespace smtpspec::play {

std::vector<Part> parts_in(const scenario::Scenario& scenario) {
  if (scenario.judges == scenario::Judges::relay) return {Part::client, Part::hop, Part::hop};
  return {scenario.judges == scenario::Judges::client ? Part::server : Part::client};
}

Play::Play(scenario::ScenarioPtr scenario, Facts facts)
    : Play(scenario, std::move(facts), parts_in(*scenario)) {}

Play::Play(scenario::ScenarioPtr scenario, Facts facts, const std::vector<Part>& parts)
    : flow_(std::move(scenario), std::move(facts)) {
  std::vector<std::unique_ptr<Leg>> legs;
  std::shared_ptr<Arrivals> arrivals;  // where mail of a relay arrives
  if (std::find(parts.begin(), parts.end(), Part::hop) != parts.end())
    arrivals = std::make_shared<Arrivals>(flow_.record(), flow_.values());
  for (const Part part : parts)
    if (part == Part::client)
      legs.push_back(std::make_unique<ClientLeg>(flow_, legs.size()));
    else if (part == Part::hop)
      legs.push_back(std::make_unique<HopLeg>(flow_, legs.size(), arrivals));
    else
      legs.push_back(std::make_unique<ServerLeg>(flow_, legs.size()));
  flow_.enter(std::move(legs));
}

void Play::peer_was_ended(const ClientEnded& end) {
  std::string& log = flow_.book().result().target_log;
  if (log.empty()) log = end.output;
}

}  // namespace smtpspec::play

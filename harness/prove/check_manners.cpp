// Metamorphic runs: what must not matter is changed, and the verdict has to stay.
#include <fmt/format.h>

#include <array>
#include <vector>

#include "play/material/logged_in.hpp"
#include "play/material/over_tls.hpp"
#include "prove/checks.hpp"

namespace smtpspec::prove {
namespace {

using play::Send;
using result::Outcome;

using scenario::ScenarioPtr;

struct Variation {
  std::string name;
  Manner manner;
  ScenarioPtr (*changed)(const ScenarioPtr&) = nullptr;  // null: the scenario as it is
};

ScenarioPtr behind_a_login(const ScenarioPtr& scenario) {
  return play::logged_in(scenario, play::LoginPlace::in_tls);
}

std::vector<Variation> variations() {
  std::vector<Variation> all = {{"--segmentation whole", {.options = {.cut = Send::Cut::whole}}},
                                {"--segmentation lines", {.options = {.cut = Send::Cut::lines}}},
                                {"--segmentation octets", {.options = {.cut = Send::Cut::octets}}},
                                {"--over starttls", {}, play::over_starttls},
                                {"--login always", {}, behind_a_login},
                                {"--over tls", {.implicit_tls = true}, play::over_implicit_tls}};
  for (std::uint64_t seed = 1; seed <= 5; ++seed)
    all.push_back({fmt::format("--segmentation random:{}", seed),
                   {.options = {.cut = Send::Cut::random, .cut_seed = seed}}});
  return all;
}

// Where a scenario does not apply it has to do with what was changed: STARTTLS is not offered inside TLS.
bool may_differ(Outcome outcome) {
  return outcome == Outcome::not_applicable;
}

}  // namespace

void check_manners(const Matrix& matrix, std::vector<Defect>& defects) {
  if (matrix.peers().empty()) return;
  for (std::size_t at = 0; at < matrix.scenarios().size(); ++at) {
    if (!matrix.is_playable(at)) continue;
    for (const Variation& variation : variations()) {
      const ScenarioPtr& scenario = matrix.scenarios()[at];
      const Played varied =
          played(matrix.peers().front(), variation.changed ? variation.changed(scenario) : scenario,
                 variation.manner);
      if (varied.outcome == matrix.at(0, at).outcome || may_differ(varied.outcome)) continue;
      defects.push_back({DefectKind::changes_verdict, scenario->id, variation.name,
                         fmt::format("{} instead of {}: {}", result::name_of(varied.outcome),
                                     result::name_of(matrix.at(0, at).outcome), varied.what)});
    }
  }
}

}  // namespace smtpspec::prove

// Case runner: one scenario against one target, from the first event to the case's result.
#pragma once

#include <random>
#include <string>

#include <boost/asio/awaitable.hpp>

#include "play/material/facts.hpp"
#include "reference/relay_behaviour.hpp"
#include "result/results.hpp"
#include "run/client_route.hpp"
#include "run/relay_places.hpp"
#include "run/route.hpp"
#include "run/waits.hpp"
#include "scenario/scenario.hpp"

namespace smtpspec::run {

// A token that no other case of this or another run has: what {case} stands for. Lower-case letters and
// digits.
std::string case_token(std::mt19937_64& random);

struct Played {
  result::CaseResult result;
  Waits waits;
};

// What breaks inside the harness becomes Outcome::error with its reason; never throws. The route outlives the
// coroutine.
asio::awaitable<Played> run_case(scenario::ScenarioPtr scenario, play::Facts facts, const Route& route);
// The same of a scenario that judges a client.
asio::awaitable<Played> run_case(scenario::ScenarioPtr scenario, play::Facts facts, const ClientRoute& route);

// The same of a scenario that judges a relay, which is handed its mail by `route`.
asio::awaitable<Played> run_case(scenario::ScenarioPtr scenario, play::Facts facts, const Route& route,
                                 const RelayRoute& relay);
// The same with the reference relay, in memory.
Played run_case(scenario::ScenarioPtr scenario, const reference::RelayBehaviour& relay);

// The result of a case that was not begun.
result::CaseResult not_run(const scenario::Scenario& scenario, std::string why);

}  // namespace smtpspec::run

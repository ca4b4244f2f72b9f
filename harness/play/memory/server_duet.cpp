#include "play/memory/memory_server.hpp"

namespace smtpspec::play {
result::CaseResult play_in_memory(scenario::ScenarioPtr scenario, const reference::Behaviour& behaviour,
                                  Facts facts, const DuetOptions& options) {
  MemoryServer server(behaviour, facts.implicit_tls, options);
  Play play(std::move(scenario), std::move(facts));
  return play_to_the_end(play, server);
}

}  // namespace smtpspec::play

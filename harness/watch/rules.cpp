#include "watch/rule_lists.hpp"

namespace smtpspec::watch {

std::span<const Rule> rules_for(result::Side judged) {
  if (judged == result::Side::relay) return {};  // what it says to either side is judged there
  return judged == result::Side::server ? rules_of_servers() : rules_of_clients();
}

Watched watch_session(const result::Transcript& transcript, result::Side judged) {
  if (judged == result::Side::relay) return {};
  Findings seen = judged == result::Side::server ? seen_of_server(transcript) : seen_of_client(transcript);
  Watched watched{.findings = {}, .looked = seen.looked()};
  watched.findings = seen.take();
  return watched;
}

std::vector<result::Finding> broken_rules(const result::Transcript& transcript, result::Side judged) {
  if (judged == result::Side::relay) return {};
  return judged == result::Side::server ? server_rules(transcript) : client_rules(transcript);
}

std::vector<Breach> breaches(const result::Transcript& transcript, result::Side judged) {
  if (judged == result::Side::relay) return {};
  return judged == result::Side::server ? seen_of_server(transcript).breaches()
                                        : seen_of_client(transcript).breaches();
}

}  // namespace smtpspec::watch

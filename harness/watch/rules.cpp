#include <algorithm>
#include <iterator>
#include <optional>

#include "watch/relay_sides.hpp"
#include "watch/rule_lists.hpp"

namespace smtpspec::watch {
namespace {

std::span<const Rule> rules_of_relays() {
  static const std::vector<Rule> rules = [] {
    std::vector<Rule> all(rules_of_servers().begin(), rules_of_servers().end());
    std::copy(rules_of_clients().begin(), rules_of_clients().end(), std::back_inserter(all));
    return all;
  }();
  return rules;
}

// Where the roles of client and server were turned, what each side says is no longer what its rules are
// about. Nothing: they were not.
std::optional<result::Transcript> before_turn(const result::Transcript& transcript) {
  const auto& entries = transcript.entries();
  const auto turned = std::find_if(entries.begin(), entries.end(),
                                   [](const result::Entry& one) { return one.leg == result::turned_leg; });
  if (turned == entries.end()) return std::nullopt;
  return result::Transcript::restored({entries.begin(), turned}, transcript.omitted());
}

Findings seen_of(const result::Transcript& transcript, result::Side judged) {
  if (judged == result::Side::relay) return seen_of_relay(transcript);
  if (const auto before = before_turn(transcript)) return seen_of(*before, judged);
  return judged == result::Side::server ? seen_of_server(transcript) : seen_of_client(transcript);
}

}  // namespace

std::span<const Rule> rules_for(result::Side judged) {
  if (judged == result::Side::relay) return rules_of_relays();
  return judged == result::Side::server ? rules_of_servers() : rules_of_clients();
}

Watched watch_session(const result::Transcript& transcript, result::Side judged) {
  Findings seen = seen_of(transcript, judged);
  Watched watched{.findings = {}, .looked = seen.looked()};
  watched.findings = seen.take();
  return watched;
}

std::vector<Breach> breaches(const result::Transcript& transcript, result::Side judged) {
  return seen_of(transcript, judged).breaches();
}

}  // namespace smtpspec::watch

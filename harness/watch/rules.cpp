#include "watch/rule_lists.hpp"

#include <algorithm>
#include <utility>

namespace smtpspec::watch {
namespace {

// Where the roles of client and server were turned, what each side says is no longer what its rules are
// about.
result::Transcript before_turn(const result::Transcript& transcript) {
  std::vector<result::Entry> entries = transcript.entries();
  const auto turned = std::find_if(entries.begin(), entries.end(),
                                   [](const result::Entry& one) { return one.leg == result::turned_leg; });
  entries.erase(turned, entries.end());
  return result::Transcript::restored(std::move(entries), transcript.omitted());
}

bool is_turned(const result::Transcript& transcript) {
  const auto& entries = transcript.entries();
  return std::any_of(entries.begin(), entries.end(),
                     [](const result::Entry& one) { return one.leg == result::turned_leg; });
}

}  // namespace

std::span<const Rule> rules_for(result::Side judged) {
  if (judged == result::Side::relay) return {};  // what it says to either side is judged there
  return judged == result::Side::server ? rules_of_servers() : rules_of_clients();
}

Watched watch_session(const result::Transcript& transcript, result::Side judged) {
  if (judged == result::Side::relay) return {};
  if (is_turned(transcript)) return watch_session(before_turn(transcript), judged);
  Findings seen = judged == result::Side::server ? seen_of_server(transcript) : seen_of_client(transcript);
  Watched watched{.findings = {}, .looked = seen.looked()};
  watched.findings = seen.take();
  return watched;
}

std::vector<result::Finding> broken_rules(const result::Transcript& transcript, result::Side judged) {
  if (judged == result::Side::relay) return {};
  if (is_turned(transcript)) return broken_rules(before_turn(transcript), judged);
  return judged == result::Side::server ? server_rules(transcript) : client_rules(transcript);
}

std::vector<Breach> breaches(const result::Transcript& transcript, result::Side judged) {
  if (judged == result::Side::relay) return {};
  if (is_turned(transcript)) return breaches(before_turn(transcript), judged);
  return judged == result::Side::server ? seen_of_server(transcript).breaches()
                                        : seen_of_client(transcript).breaches();
}

}  // namespace smtpspec::watch

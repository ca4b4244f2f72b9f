#include "watch/relay_sides.hpp"

#include <algorithm>
#include <set>
#include <string_view>
#include <utility>

#include "watch/client_checks.hpp"
#include "watch/rule_lists.hpp"
#include "watch/session.hpp"

namespace smtpspec::watch {
namespace {

using result::Entry;
using result::EntryKind;
using result::Side;

// Entries of one conversation, in the making.
struct Part {
  std::string leg;
  std::vector<Entry> entries;
  std::vector<std::size_t> places;
};

bool kills_the_relay(const Entry& entry) {
  return entry.kind == EntryKind::ended && entry.octets == "killed";
}

// A group of commands that was written in one go, as one entry for each line: as what a client says is read.
result::Transcript in_lines(const result::Transcript& transcript) {
  std::vector<Entry> lines;
  for (const Entry& entry : transcript.entries()) {
    std::string_view rest = entry.octets;
    if (entry.kind != EntryKind::command || is_shortened(entry)) {
      lines.push_back(entry);
      continue;
    }
    while (!rest.empty()) {
      const std::size_t end = std::min(rest.find('\n'), rest.size() - 1) + 1;
      Entry line = entry;
      line.octets = std::string(rest.substr(0, end));
      line.size = line.octets.size();
      lines.push_back(std::move(line));
      rest.remove_prefix(end);
    }
  }
  return result::Transcript::restored(std::move(lines), 0);
}

// Rules about contents and parameters that what was handed in breaks already: a relay sends on what it was
// given, and is not to look into a message (RFC 5321 section 4.4).
std::set<std::string_view> broken_by_what_was_handed_in(const std::vector<Conversation>& conversations) {
  std::set<std::string_view> rules;
  for (const Conversation& one : conversations) {
    if (one.relay_is != Side::server) continue;
    Findings findings;
    const ClientSession session = read_client_session(in_lines(one.transcript));
    for (const SeenCommand& command : session.commands) {
      if (command.is_response || command.misread != SeenCommand::Misread::no || command.shortened) continue;
      check_argument(command, findings);
      check_offers(command, findings);
    }
    for (const SeenContent& content : session.contents) check_content(content, findings);
    for (const Breach& breach : findings.breaches()) rules.insert(breach.rule->id);
  }
  return rules;
}

}  // namespace

std::vector<Conversation> conversations_of(const result::Transcript& transcript) {
  std::vector<Part> parts;
  const std::vector<Entry>& entries = transcript.entries();
  for (std::size_t at = 0; at < entries.size(); ++at) {
    const Entry& entry = entries[at];
    if (entry.leg.empty()) continue;
    auto part =
        std::find_if(parts.begin(), parts.end(), [&](const Part& one) { return one.leg == entry.leg; });
    if (part == parts.end()) part = parts.insert(parts.end(), Part{entry.leg, {}, {}});
    // What is open then ends, and not by the relay's choice.
    for (Part& other : parts) {
      if (&other != &*part && !kills_the_relay(entry)) continue;
      other.entries.push_back(entry);
      other.places.push_back(at);
    }
  }
  std::vector<Conversation> conversations;
  for (Part& part : parts) {
    const Side side = part.leg == "in" ? Side::server : Side::client;
    conversations.push_back({std::move(part.leg), side,
                             result::Transcript::restored(std::move(part.entries), 0),
                             std::move(part.places)});
  }
  return conversations;
}

Findings seen_of_relay(const result::Transcript& transcript) {
  Findings findings;
  const std::vector<Conversation> conversations = conversations_of(transcript);
  const std::set<std::string_view> given = broken_by_what_was_handed_in(conversations);
  for (const Conversation& one : conversations) {
    const bool is_server = one.relay_is == Side::server;
    Findings seen = is_server ? seen_of_server(one.transcript) : seen_of_client(one.transcript);
    if (!is_server) seen.leave_out(given);
    findings.take_over(std::move(seen), one.places, one.leg);
  }
  return findings;
}

}  // namespace smtpspec::watch

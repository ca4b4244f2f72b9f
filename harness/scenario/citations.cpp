#include "scenario/citations.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace smtpspec::scenario {
namespace {

void add_once(std::vector<std::string>& list, const std::string& one) {
  if (!one.empty() && std::find(list.begin(), list.end(), one) == list.end()) list.push_back(one);
}

}  // namespace

void check_side_of_citations(Judges judges, Mistakes& mistakes) {
  if (judges == Judges::relay) return;  // it is a server on one side and a client on the other
  const bool servers = judges == Judges::server;
  const std::string_view judged = servers ? "server" : "client";
  for (const Cited& one : mistakes.cited()) {
    const ledger::Entry& entry = *one.entry;
    if (entry.concerns(servers)) continue;
    mistakes.error(one.span,
                   fmt::format("{} binds no {}, and a {} is judged here", shown(entry.id), judged, judged),
                   fmt::format("smtpspec coverage {} --section {} --binds {} --entries lists what does",
                               entry.id.substr(0, entry.id.find('/')), entry.section, judged));
  }
}

void note_citations(Scenario& into, const Mistakes& mistakes) {
  add_once(into.entries, into.requirement.clause.entry);
  for (const Cited& one : mistakes.cited()) add_once(into.entries, one.entry->id);
}

}  // namespace smtpspec::scenario

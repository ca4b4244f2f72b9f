// Wire rules: what holds in every session, whatever its scenario is about: of the server where a server is
// judged, of the client where a client is, and of both where a relay is, which is a server on one leg and a
// client on the others.
//
// Pure functions of a transcript. A scenario needs no line for them; a violated rule is a finding of its own,
// with its own id and clause, that of the ledger's entry which it cites first. They are careful by intention:
// where a transcript leaves room for doubt (octets that were cut, a reply of which it is not known what it
// answers) there is no finding.
#pragma once

#include <set>
#include <span>
#include <string_view>
#include <vector>

#include "ledger/citation.hpp"
#include "result/finding.hpp"
#include "result/transcript.hpp"

namespace smtpspec::watch {

// What else of the same session can't be judged where a rule is broken.
enum class Reach {
  nothing,  // a blemish: all else can
  itself,   // the command or reply that breaks it: that it is not what was expected has this reason
  session,  // and everything behind it: it is not certain any more what answers what
};

struct Rule {
  std::string_view id;        // stable: "watch/codes-differ"
  ledger::Citation cites;     // first the entry that it is about
  std::string_view sentence;  // the rule in our own words, affirmative
  result::Weight weight = result::Weight::violation;
  Reach reach = Reach::nothing;
};

// Those of servers, of clients or, of a relay, both.
std::span<const Rule> rules_for(result::Side judged);

// At most one finding for each rule, in the order of their entries: the first occurrence, and how many more
// there were.
std::vector<result::Finding> server_rules(const result::Transcript& transcript);
std::vector<result::Finding> client_rules(const result::Transcript& transcript);

// What the rules made of a session. A rule that had nothing to look at there was neither kept nor broken.
struct Watched {
  std::vector<result::Finding> findings;
  std::set<std::string_view> looked;  // ids of rules
};
Watched watch_session(const result::Transcript& transcript, result::Side judged);

// A rule that is broken, and the entries of the transcript that break it, ascending.
struct Breach {
  const Rule* rule;
  std::vector<std::size_t> entries;
};
std::vector<Breach> breaches(const result::Transcript& transcript, result::Side judged);

}  // namespace smtpspec::watch

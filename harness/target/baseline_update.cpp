#include <algorithm>
#include <map>
#include <set>

#include "target/baseline.hpp"
#include "target/profile_table.hpp"

namespace smtpspec::target {
namespace {

using result::CaseResult;
using result::Deviation;
using result::Outcome;

// A change of the text; several never overlap.
struct Edit {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::string words;
};

// A basic string of TOML.
std::string quoted(const std::string& words) {
  static constexpr char digits[] = "0123456789ABCDEF";
  std::string out = "\"";
  for (const char octet : words) {
    if (octet == '"' || octet == '\\') {
      out += '\\';
      out += octet;
    } else if (static_cast<unsigned char>(octet) < 0x20 || octet == 0x7F) {
      out += "\\u00";
      out += digits[static_cast<unsigned char>(octet) / 16];
      out += digits[static_cast<unsigned char>(octet) % 16];
    } else {
      out += octet;
    }
  }
  return out + '"';
}

std::string new_entry(const CaseResult& one) {
  const bool by_finding = judged_by_findings(one) && one.findings.front().clause;
  return "\n[[deviation]]\nscenario = " + quoted(one.id) +
         "\noutcome  = " + quoted(std::string(name_of(one.outcome))) +
         "\nfinding  = " + quoted(stable_finding(one)) +
         "\nclause   = " + quoted(in_words(by_finding ? one.findings.front().clause : one.clause)) +
         "\nwhy      = \"\"\n";
}

bool deviates(const CaseResult& one) {
  return one.outcome == Outcome::fail || one.outcome == Outcome::blocked;
}

bool becomes_an_entry(const CaseResult& one, BlockedCases blocked) {
  return deviates(one) && (one.outcome != Outcome::blocked || blocked == BlockedCases::written_down);
}

// One entry where it stands in the text.
struct Entry {
  Deviation deviation;
  text::Span outcome;
  text::Span finding;
  std::size_t begin = 0;  // of the line "[[deviation]]"
  std::size_t end = 0;    // behind the last line of the entry
};

std::vector<Entry> entries_of(const text::SourcePtr& source) {
  BaselineReading reading = read_baseline(source);
  std::vector<Entry> entries;
  if (!reading.baseline) return entries;
  text::Diagnostics unused;
  const ProfileText text{source, unused};
  const toml::table document = toml::parse(source->octets(), source->name());
  const toml::array* const tables = document["deviation"].as_array();
  for (std::size_t index = 0; tables && index < tables->size(); ++index) {
    const toml::table& table = *tables->get(index)->as_table();
    Entry entry{.deviation = std::move(reading.baseline->deviations[index])};
    entry.outcome = text.span_of(table.get("outcome")->source());
    entry.finding = text.span_of(table.get("finding")->source());
    std::size_t last = table.source().begin.line;
    for (const auto& [key, value] : table) last = std::max<std::size_t>(last, value.source().end.line);
    entry.begin = source->line_start(table.source().begin.line);
    entry.end = last < source->line_count() ? source->line_start(last + 1) : source->octets().size();
    entries.push_back(std::move(entry));
  }
  return entries;
}

// The edits that make an entry true of the case, as small as they can be.
void bring_up_to_date(const Entry& entry, const CaseResult& one, std::vector<Edit>& edits) {
  if (one.outcome == Outcome::pass) {
    if (entry.deviation.sometimes_passes) return;
    edits.push_back({entry.begin, entry.end, ""});
    return;
  }
  if (!deviates(one) && one.outcome != Outcome::tolerated && one.outcome != Outcome::crash) return;
  if (one.outcome != entry.deviation.outcome)
    edits.push_back({entry.outcome.begin, entry.outcome.end, quoted(std::string(name_of(one.outcome)))});
  if (headline_of(one).find(entry.deviation.finding) == std::string::npos)
    edits.push_back({entry.finding.begin, entry.finding.end, quoted(stable_finding(one))});
}

std::string edited(std::string octets, std::vector<Edit> edits) {
  std::sort(edits.begin(), edits.end(),
            [](const Edit& left, const Edit& right) { return left.begin > right.begin; });
  for (const Edit& edit : edits) {
    octets.replace(edit.begin, edit.end - edit.begin, edit.words);
    // Where an entry went, one blank line is enough between its neighbours.
    const bool two_blanks = edit.words.empty() && edit.begin >= 2 &&
                            octets.compare(edit.begin - 2, 2, "\n\n") == 0 &&
                            (edit.begin == octets.size() || octets[edit.begin] == '\n');
    if (two_blanks) octets.erase(edit.begin - 1, 1);
  }
  return octets;
}

}  // namespace

std::string updated_baseline(text::SourcePtr source, const result::RunResult& run, BlockedCases blocked) {
  std::string octets = "# What " + run.target + " is known to do against the RFCs.\n";
  std::set<std::string> listed;
  if (source) {
    std::map<std::string, const CaseResult*> cases;
    for (const CaseResult& one : run.cases) cases.emplace(one.id, &one);
    std::vector<Edit> edits;
    for (const Entry& entry : entries_of(source)) {
      if (!result::is_of_version(run.target_software, entry.deviation.versions) ||
          !result::holds_over(entry.deviation, result::way_of(run)))
        continue;
      listed.insert(entry.deviation.scenario);
      if (const auto one = cases.find(entry.deviation.scenario); one != cases.end())
        bring_up_to_date(entry, *one->second, edits);
    }
    octets = edited(source->octets(), std::move(edits));
  }
  for (const CaseResult& one : run.cases)
    if (becomes_an_entry(one, blocked) && !listed.contains(one.id)) octets += new_entry(one);
  return octets;
}

}  // namespace smtpspec::target

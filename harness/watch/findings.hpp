// Findings: collects what the wire rules see, once for each rule.
#pragma once

#include <cstddef>
#include <initializer_list>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "result/finding.hpp"
#include "watch/rule.hpp"

namespace smtpspec::watch {

// What a rule saw at one entry of the transcript. Each text is one line without octets from the wire, but for
// `got`, which has them visible.
struct Occurrence {
  std::size_t entry;
  std::string message;
  std::string expected;
  std::string got;
};

class Findings {
 public:
  // `rule` is the id of a rule of either side; another one is a mistake in the program (std::logic_error).
  void note(std::string_view rule, Occurrence occurrence);
  // There was something that these rules speak of, be they kept or broken. What is noted was looked at.
  void look(std::initializer_list<std::string_view> rules);
  // What these rules saw is not theirs to see.
  void leave_out(const std::set<std::string_view>& rules);
  // What was seen in one conversation of several; `places`: where its entries stand in the transcript of all.
  void take_over(Findings seen, const std::vector<std::size_t>& places, std::string_view leg);
  // In the order of the entries.
  std::vector<result::Finding> take();
  std::vector<Breach> breaches() const;
  const std::set<std::string_view>& looked() const { return looked_; }

 private:
  struct Seen {
    const Rule* rule;
    result::Finding first;
    std::vector<std::size_t> entries;  // of all occurrences
  };
  std::vector<Seen> seen_;
  std::set<std::string_view> looked_;
};

// Octets from the wire for `got`: visible, quoted, on one line, shortened.
std::string shown(std::string_view octets);

}  // namespace smtpspec::watch

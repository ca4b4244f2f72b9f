// Names: whether everything that a scenario names exists, and is what it is used for.
#pragma once

#include <set>
#include <string>

#include "scenario/mistakes.hpp"
#include "scenario/scenario.hpp"

namespace smtpspec::scenario {

// What lines with mistakes would have made known: nothing is said about it a second time.
struct Excused {
  std::set<std::string> names;
  bool all_contents = false;  // a content was written whose name can't be told
};

// Unused contents and captures are diagnosed only if there is no error that could explain them.
void check_names(const Scenario& scenario, const Excused& excused, Mistakes& mistakes);

}  // namespace smtpspec::scenario

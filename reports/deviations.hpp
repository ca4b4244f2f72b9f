// Deviations: what several targets are known to do against the rules, as a page for people. Made from their
// baselines; fixtures/DEVIATIONS.md is this page.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "result/baseline.hpp"

namespace smtpspec::reports {

struct KnownTarget {
  std::string name;   // of its profile
  std::string about;  // one line; may be empty
  result::Baseline baseline;
};

struct DeviationsOptions {
  std::string scenarios;  // how links to scenario files begin: "../scenarios/"; empty: no links
};

// Markdown: a table of the targets, then every deviation with its rule, clause and reason.
std::string deviations_markdown(const std::vector<KnownTarget>& targets, const DeviationsOptions& options);

// One line each: target, scenario, outcome, clause.
std::string deviations_text(const std::vector<KnownTarget>& targets);

}  // namespace smtpspec::reports

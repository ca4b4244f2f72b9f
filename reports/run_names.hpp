// Run names: what tells the runs of one report apart.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "reports/plain.hpp"
#include "result/results.hpp"

namespace smtpspec::reports {

// One for each run, all different, one line each: the target's name; where several runs judge one target, its
// software as well if that differs, and otherwise a number ("postfix #2").
std::vector<std::string> run_names(std::span<const result::RunResult> runs, Charset charset = Charset::utf8);

}  // namespace smtpspec::reports

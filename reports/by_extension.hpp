// By extension: what each target makes of each service extension, in a table for Markdown.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "result/results.hpp"

namespace smtpspec::reports {

// Extensions down, targets across; empty where no case is about an extension. `names` are those of the runs.
std::string extension_table(std::span<const result::RunResult> runs, const std::vector<std::string>& names);

}  // namespace smtpspec::reports

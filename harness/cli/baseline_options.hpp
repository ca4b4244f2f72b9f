// The options of `smtpspec baseline`.
#pragma once

#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace smtpspec::cli {

struct BaselineOptions {
  enum class What { list, update };

  What what = What::list;
  std::vector<std::string> targets;  // list: of these only; names or paths of profiles
  bool markdown = false;             // list: as fixtures/DEVIATIONS.md
  std::vector<std::string> results;  // update: JSON files of runs
  std::string file;                  // update: the baseline; empty: that of the run's target
  bool blocked = false;              // update: new entries for what was blocked, too
};

// Adds the command. `options.what` is set when it is read.
CLI::App* add_baseline(CLI::App& app, BaselineOptions& options);

}  // namespace smtpspec::cli

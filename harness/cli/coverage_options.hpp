// Options of `coverage`.
#pragma once

#include <string>
#include <vector>

#include "coverage/selection.hpp"

namespace CLI {
class App;
}

namespace smtpspec::cli {

struct CoverageOptions {
  std::vector<std::string> scenarios;  // folders or files to read from; empty: the catalogue that comes along
  coverage::Selection selection;
  enum class Form { table, listing, json, markdown } form = Form::table;
  bool open_first = false;
};

// As typed, until all of it is read.
struct CoverageWords {
  std::vector<std::string> levels, binds, seen, states;
  bool entries = false, open = false, json = false, markdown = false;
};

const CLI::App* add_coverage(CLI::App& app, CoverageOptions& options, CoverageWords& words);
// CLI::ValidationError for a word that is none.
void read_words(const CoverageWords& words, CoverageOptions& options);

}  // namespace smtpspec::cli

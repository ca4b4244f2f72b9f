// HTML: one self-contained page about one or several runs. Everything can be read without scripts; with them
// there are filters, a search, and a case opens beside the matrix.
//
// The page asks nothing of the network: a Content-Security-Policy in it forbids that, and allows no script
// and no style but those of this program. Octets of a target enter it through text/visible and are escaped.
//
// Permanent links: #rfc1870/declared-size is a case, #rfc1870/declared-size@postfix what a target did in it,
// #-rfc1870/6.1-2 a duty of the ledger with the cases that cite it, #?outcome=fail&rfc=1870 a filter.
#pragma once

#include <cstddef>
#include <span>
#include <string>

#include "result/results.hpp"

namespace smtpspec::reports {

struct HtmlOptions {
  // An earlier run for each of them, if there is one: the page says what changed since. Runs belong together
  // by the target's name; where there is only one of each, whatever the names.
  std::span<const result::RunResult> earlier = {};
  result::Strictness strictness = result::Strictness::lenient;
  // Lines of a transcript at most: of a case that needs a person, and of the others.
  std::size_t transcript_lines = 400;
  std::size_t transcript_lines_in_order = 80;
};

// The whole document, ending in a newline. One column for each run, in their order. A run's property "repeat"
// is the command that a case's id is put behind to play just this one.
std::string html(std::span<const result::RunResult> runs, const HtmlOptions& options = {});

}  // namespace smtpspec::reports

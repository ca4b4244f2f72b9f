// Words: how a status is called on the page. A cell says it three times over: by colour (its class), by a
// sign and by a word.
#pragma once

#include <string_view>

#include "reports/html/writer.hpp"
#include "result/results.hpp"

namespace smtpspec::reports::page {

struct Words {
  Markup name;     // of the class and in filters: "known-deviation"
  Markup sign;     // one character
  Markup word;     // short enough for a cell: "n/a"
  Markup meaning;  // one sentence for the legend
};

const Words& words_of(result::Status status);

// "1 case", "7 cases": the number and the noun.
Escaped counted(std::size_t count, std::string_view noun);

// "2026-08-22 10:11:12 UTC": the words alone, and as an element that a machine can read.
Escaped moment_words(result::TimePoint moment);
void moment(Writer& out, result::TimePoint moment);

}  // namespace smtpspec::reports::page

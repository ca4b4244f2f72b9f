#include "ledger/covered.hpp"

#include <algorithm>
#include <set>
#include <string>

namespace smtpspec::ledger {
namespace {

// Takes the first line off a text.
std::string_view take_line(std::string_view& text) {
  const std::string_view line = text.substr(0, text.find('\n'));
  text.remove_prefix(std::min(text.size(), line.size() + 1));
  return line;
}

// "### rfc5321", and below it "* proven (3): 4.2-1 -3 4.3-1", which may go on in indented lines.
std::set<std::string, std::less<>> read_proven(std::string_view page) {
  constexpr std::string_view heading = "### ", list = "* proven (";
  std::set<std::string, std::less<>> proven;
  std::string document, section;
  for (bool listed = false; !page.empty();) {
    std::string_view line = take_line(page);
    if (line.starts_with(heading)) document = line.substr(heading.size());
    if (line.starts_with(list)) {
      listed = true;
      line.remove_prefix(std::min(line.find(':') + 1, line.size()));
    } else {
      listed = listed && line.starts_with("  ");
    }
    while (listed && !line.empty()) {
      const std::string_view word = line.substr(0, line.find(' '));
      line.remove_prefix(std::min(line.size(), word.size() + 1));
      if (word.empty()) continue;
      if (!word.starts_with('-')) section = word.substr(0, word.rfind('-'));
      proven.insert(document + "/" + section + std::string(word.substr(word.rfind('-'))));
    }
  }
  return proven;
}

}  // namespace

bool was_proven(std::string_view id) {
  static const std::set<std::string, std::less<>> proven = read_proven(embedded_coverage());
  return proven.contains(id);
}

}  // namespace smtpspec::ledger

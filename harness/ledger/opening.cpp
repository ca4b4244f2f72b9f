#include "ledger/opening.hpp"

#include <algorithm>

namespace smtpspec::ledger {

void Opening::read(std::string_view line) {
  constexpr std::string_view heading = "Withdrawn:";
  line.remove_prefix(std::min(line.find_first_not_of("# "), line.size()));
  if (title_.empty()) {
    title_ = line.substr(0, line.find(". "));
    if (title_.ends_with('.')) title_.pop_back();
  }
  if (line.starts_with(heading)) {
    names_withdrawn_ = true;
    line.remove_prefix(heading.size());
  }
  if (names_withdrawn_) withdraw(line);
}

void Opening::withdraw(std::string_view words) {
  std::string id;
  for (const char one : std::string(words) + ' ') {
    if (one == '(') ++brackets_;
    if (one == ' ' && brackets_ == 0) {
      while (!id.empty() && (id.back() == ',' || id.back() == '.')) id.pop_back();
      if (id.find('-') != std::string::npos) withdrawn_.insert(id);
      id.clear();
    } else if (brackets_ == 0 && one != ')') {
      id += one;
    }
    if (one == ')') --brackets_;
  }
}

}  // namespace smtpspec::ledger

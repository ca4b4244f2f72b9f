// Opening: the comment block that opens a ledger: its title in the first line, and in its last paragraph the
// ids that were withdrawn, each with the reason in brackets.
#pragma once

#include <set>
#include <string>
#include <string_view>

namespace smtpspec::ledger {

class Opening {
 public:
  // The next line of the block, with its '#'.
  void read(std::string_view line);

  const std::string& title() const { return title_; }  // up to the end of its first sentence
  bool withdrew(std::string_view id) const { return withdrawn_.contains(id); }

 private:
  void withdraw(std::string_view words);

  std::string title_;
  bool names_withdrawn_ = false;
  int brackets_ = 0;  // that are open
  std::set<std::string, std::less<>> withdrawn_;
};

}  // namespace smtpspec::ledger

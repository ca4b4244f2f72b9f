// Words: lines of a dialogue as lines of a scenario, with names in the place of what was this session's own.
// For the sources of draft/ alone.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "draft/dialogue.hpp"

namespace smtpspec::draft {

bool is_digit(char octet);
bool is_plain_text(std::string_view line);            // UTF-8 without control characters, but for tabs
std::string verb_of(std::string_view command);        // "MAIL", in capitals
std::string_view argument_of(std::string_view line);  // what stands behind the first word

// The mechanism that AUTH names, where `auth` of the language knows it; else empty.
std::string known_mechanism(std::string_view argument_of_auth);

// The code of a reply's line, as it was written; empty if it has none.
std::string_view code_of(std::string_view line);
bool is_last_of_reply(std::string_view line);

// The names of a session: its mailboxes become {sender}, {recipient}, {second-recipient}. A mailbox that is
// more than letters, digits and dots on either side of its @ may be what the report is about, and stays.
class Names {
 public:
  explicit Names(const std::vector<Said>& dialogue);

  // The line as a text of the language.
  std::string in_text(std::string_view line) const;
  std::size_t recipients() const { return recipients_.size(); }

 private:
  void learn(std::string_view command);

  std::string sender_, server_;
  std::vector<std::string> recipients_;
};

// Behind "C: " or "S: ": as a text where that can hold it, else as quoted octets with the line's end.
std::string to_send(const Names& names, std::string_view line);

// "content NAME ... end", of lines as they were on the wire.
std::string content_block(const std::string& name, const std::vector<std::string>& lines);
// A short message, where the transcript does not show the one that was sent.
std::string short_message(const std::string& name);

// Behind a line of words: "  # what", of printable ASCII.
std::string comment(std::string_view what);

}  // namespace smtpspec::draft

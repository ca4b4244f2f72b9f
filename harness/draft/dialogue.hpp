// Dialogue: who said what in a session, read from a transcript as people have it in a bug report.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace smtpspec::draft {

enum class Who { client, server };

// One line of the session, without its end, and as it stood on the wire: dots are still doubled.
struct Said {
  Who who = Who::client;
  std::string line;

  bool operator==(const Said&) const = default;
};

// Reads the notations C:/S:, >>>/<<<, those of swaks (->, ~>, <-, <~, <**), curl -v (>, <), Python's smtplib
// (send: '...', reply: b'...') and the list of packets that tshark prints. Words in front of a mark that are
// a time are passed over, and so is every line that is in none of them. Octets that a notation writes as
// escapes are themselves again.
std::vector<Said> read_dialogue(std::string_view transcript);

}  // namespace smtpspec::draft

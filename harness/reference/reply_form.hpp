// The form of replies; the default is correct.
#pragma once

#include <cstddef>
#include <optional>
#include <string>

namespace smtpspec::reference {

enum class EnhancedCodes {
  every_line,
  last_line,
  another_in_last_line,
  leading_zeros,
  missing,
  missing_in_positive,
  wrong_class,
  transient_in_permanent,  // 4.x.x where 5.x.x belongs
  undefined,               // x.0.0
};

enum class GroupOrder { as_asked, swapped, one_dropped, one_doubled };

// How replies are written. Of this nothing but `line_end`, `first_line_code` and `octet_by_octet` concerns
// the greeting and the replies to EHLO and HELO.
struct ReplyForm {
  std::string line_end = "\r\n";
  EnhancedCodes enhanced_codes = EnhancedCodes::every_line;
  std::string text_suffix;                        // behind each line's text
  std::optional<int> first_line_code;             // of replies with several lines
  std::string separator = " ";                    // behind the code of the last line
  GroupOrder group_order = GroupOrder::as_asked;  // of the replies to commands that came in one segment
  bool terse = false;                             // the shortest text that says something
  std::size_t lines_before = 0;                   // of text, in front of each reply but challenges and lists
  std::size_t line_octets = 40;                   // of each of those
  bool octet_by_octet = false;                    // whoever owns the connection sends each octet alone
};

}  // namespace smtpspec::reference

// The values of MT-PRIORITY, HOLDFOR and HOLDUNTIL, the argument of BURL, and the parameters of the keywords
// of EHLO that announce them: one function per production.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace smtpspec::smtp {

// priority-value, RFC 6710 section 7.
std::optional<int> parse_priority(std::string_view value);
// priority-profile, the parameter of MT-PRIORITY.
bool is_priority_policy(std::string_view parameter);

// future-release-integer, RFC 4865 section 3: seconds.
std::optional<long> parse_hold_interval(std::string_view value);

// date-time of RFC 3339 section 5.6 in UTC, without its fraction and its "Z": such times stand in the order
// of their octets. Empty for what is none, or in another zone.
std::optional<std::string> parse_utc_time(std::string_view value);

// What FUTURERELEASE announces.
struct HoldLimits {
  long seconds = 0;
  std::string latest;  // as parse_utc_time has it
};
// Empty unless there are both parameters and nothing else.
std::optional<HoldLimits> parse_hold_limits(const std::vector<std::string>& parameters);

// absolute-URI [SP "LAST"], behind "BURL ", RFC 4468 section 3.5.
struct UrlArgument {
  std::string url;
  bool last = false;
};
std::optional<UrlArgument> parse_url_argument(std::string_view argument);
// burl-param; a word that does not begin with "imap:" may mean anything.
bool is_burl_parameter(std::string_view parameter);

}  // namespace smtpspec::smtp

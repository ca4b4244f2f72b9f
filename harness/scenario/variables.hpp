// Variables: the closed list of names that a scenario may insert. Whoever plays it gives them their values.
#pragma once

#include <span>
#include <string_view>

namespace smtpspec::scenario {

struct Variable {
  std::string_view name;
  std::string_view meaning;  // one sentence, for people
};

// Without {ehlo.KEYWORD} and captured names.
std::span<const Variable> variables();
std::span<const std::string_view> variable_names();
bool is_variable(std::string_view name);

// {x-quota-user}: a name of one's own, which a profile or --set gives its value.
inline constexpr std::string_view own_prefix = "x-";

// {ehlo.SIZE}: the first parameter of an extension in the session's latest EHLO reply;
// {ehlo.LIMITS.RCPTMAX}: the value of one that is written RCPTMAX=value.
inline constexpr std::string_view ehlo_prefix = "ehlo.";

// The registered keywords of service extensions, and those that servers really offer. Keywords that begin
// with X are anybody's (RFC 5321 section 2.2.2).
std::span<const std::string_view> extension_keywords();
bool is_extension_keyword(std::string_view keyword);

}  // namespace smtpspec::scenario

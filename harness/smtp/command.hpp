// Command: a client's line, split as RFC 5321 section 4.1.1 splits it.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "smtp/path.hpp"

namespace smtpspec::smtp {

// ASCII only, as RFC 5321 2.4 wants it; other octets stay.
std::string upper(std::string_view octets);
std::string lower(std::string_view octets);
bool equal_ignoring_case(std::string_view left, std::string_view right);

struct Command {
  std::string verb;  // in upper case
  std::string
      argument;  // what follows the first blank, as it came, trailing blanks removed (4.1.1: tolerated)
  bool has_argument = false;
};

// Any line has a verb, though it may be empty.
Command parse_command(std::string_view line);

// esmtp-param = esmtp-keyword ["=" esmtp-value], RFC 5321 4.1.2.
struct Parameter {
  std::string keyword;               // in upper case
  std::optional<std::string> value;  // "SIZE" has none; never empty: the grammar forbids "SIZE="
};

bool operator==(const Parameter&, const Parameter&);

// MAIL and RCPT: the path and the parameters behind it.
struct PathArgument {
  Path path;
  std::vector<Parameter> parameters;

  const Parameter* find(std::string_view keyword) const;  // case-insensitive; null if absent
};

// Why an argument could not be read; each becomes a 501 with its own words.
enum class ArgumentDefect { missing_from_or_to, blank_before_path, bad_path, bad_parameter };

std::string_view describe(ArgumentDefect defect);

struct PathArgumentReading {
  std::optional<PathArgument> argument;
  ArgumentDefect defect = ArgumentDefect::bad_path;  // meaningful only without an argument
};

// `keyword` is "FROM" or "TO"; <> is a path behind the first only, <Postmaster> behind the second only. Paths
// may hold UTF-8 (RFC 6531 3.3): whether they may here is the caller's question (Path::is_ascii).
PathArgumentReading parse_path_argument(std::string_view argument, std::string_view keyword);

}  // namespace smtpspec::smtp

#include "cli/mistake.hpp"

#include <fmt/format.h>

#include <cstdio>

namespace smtpspec::cli {

int mistake(std::string_view said, int code) {
  fmt::print(stderr, "smtpspec: {}\n", said);
  return code;
}

}  // namespace smtpspec::cli

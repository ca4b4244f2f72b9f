#include "reports/ci_log.hpp"

#include <fmt/format.h>

#include "reports/plain.hpp"

namespace smtpspec::reports {
namespace {

constexpr std::size_t title_limit = 200;
constexpr std::string_view erase_to_the_end = "\x1b[0K";

bool is_set(const Environment& environment, const char* name) {
  const char* const value = environment(name);
  return value != nullptr && *value != '\0';
}

long long seconds_since_1970(std::chrono::system_clock::time_point moment) {
  return std::chrono::duration_cast<std::chrono::seconds>(moment.time_since_epoch()).count();
}

}  // namespace

CiSystem ci_system_of(const Environment& environment) {
  const char* const github = environment("GITHUB_ACTIONS");
  if (github != nullptr && std::string_view(github) == "true") return CiSystem::github;
  return is_set(environment, "GITLAB_CI") ? CiSystem::gitlab : CiSystem::none;
}

std::string section_begin(CiSystem system, std::string_view title, std::string_view token,
                          std::chrono::system_clock::time_point now) {
  const std::string words = one_line(title, title_limit);
  switch (system) {
    case CiSystem::github:
      return fmt::format("::group::{}\n{}", words, quote_begin(system, token));
    case CiSystem::gitlab:
      return fmt::format("{0}section_start:{1}:smtpspec[collapsed=true]\r{0}{2}\n", erase_to_the_end,
                         seconds_since_1970(now), words);
    case CiSystem::none:
      break;
  }
  return {};
}

std::string section_end(CiSystem system, std::string_view token, std::chrono::system_clock::time_point now) {
  switch (system) {
    case CiSystem::github:
      return quote_end(system, token) + "::endgroup::\n";
    case CiSystem::gitlab:
      return fmt::format("{0}section_end:{1}:smtpspec\r{0}\n", erase_to_the_end, seconds_since_1970(now));
    case CiSystem::none:
      break;
  }
  return {};
}

std::string quote_begin(CiSystem system, std::string_view token) {
  return system == CiSystem::github ? fmt::format("::stop-commands::{}\n", token) : std::string();
}

std::string quote_end(CiSystem system, std::string_view token) {
  return system == CiSystem::github ? fmt::format("::{}::\n", token) : std::string();
}

}  // namespace smtpspec::reports

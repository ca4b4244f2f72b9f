#include "cli/time_options.hpp"

#include <CLI/CLI.hpp>

#include <array>
#include <charconv>
#include <cstdint>
#include <string_view>
#include <utility>

namespace smtpspec::cli {

std::chrono::milliseconds read_time(const std::string& option, const std::string& words) {
  if (words.empty()) return {};
  static constexpr std::array<std::pair<std::string_view, int>, 4> units = {
      {{"", 1000}, {"s", 1000}, {"ms", 1}, {"m", 60'000}}};
  std::uint32_t number = 0;
  const char* const end = words.data() + words.size();
  const auto [stop, error] = std::from_chars(words.data(), end, number);
  for (const auto& [unit, milliseconds] : units)
    if (error == std::errc() && std::string_view(stop, static_cast<std::size_t>(end - stop)) == unit)
      return std::chrono::milliseconds(std::int64_t{number} * milliseconds);
  throw CLI::ValidationError(option, "'" + words + "' is no time: 30s, 500ms, 2m");
}

}  // namespace smtpspec::cli

#include "reports/live_line.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>

#include "reports/plain.hpp"

namespace smtpspec::reports {
namespace {

constexpr std::size_t shown_name_limit = 30;
constexpr std::size_t wide = 80;  // columns, from which on there is room for both

}  // namespace

void LiveLine::consider(const std::string& id, result::Duration took) {
  if (took <= took_) return;
  slowest_ = id.substr(id.rfind('/') + 1);
  took_ = took;
}

std::string LiveLine::text(const std::string& what_goes_on, std::size_t width) const {
  const std::size_t room = width - 1;
  if (took_.count() < 0 || width < wide) return one_line(what_goes_on, room, Charset::ascii);
  const std::string right =
      fmt::format("slowest {} {:.1f} s", one_line(slowest_, shown_name_limit, Charset::ascii),
                  std::chrono::duration<double>(took_).count());
  const std::size_t left = room - std::min(room, right.size() + 2);
  return fmt::format("{:<{}}  {}", one_line(what_goes_on, left, Charset::ascii), left, right);
}

}  // namespace smtpspec::reports

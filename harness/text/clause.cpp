#include "text/clause.hpp"

#include <fmt/format.h>

namespace smtpspec::text {

std::string_view name_of(Level level) {
  switch (level) {
    case Level::must:
      return "MUST";
    case Level::must_not:
      return "MUST NOT";
    case Level::should:
      return "SHOULD";
    case Level::should_not:
      return "SHOULD NOT";
    case Level::may:
      return "MAY";
    case Level::states:
      return "states";
  }
  return "";
}

std::string Clause::str() const {
  return fmt::format("RFC {} section {} ({})", rfc, section, name_of(level));
}

std::string Clause::url() const {
  // Anchors exist for whole sections only: "3.2 (4)" is found under 3.2.
  return fmt::format("https://www.rfc-editor.org/rfc/rfc{}#section-{}", rfc,
                     section.substr(0, section.find(' ')));
}

bool operator==(const Clause& left, const Clause& right) {
  return left.rfc == right.rfc && left.section == right.section && left.level == right.level;
}

}  // namespace smtpspec::text

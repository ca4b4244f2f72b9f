#include "text/suggestion.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

namespace smtpspec::text {
namespace {

char lower(char octet) {
  return octet >= 'A' && octet <= 'Z' ? static_cast<char>(octet - 'A' + 'a') : octet;
}

}  // namespace

std::size_t edit_distance(std::string_view left, std::string_view right) {
  // Optimal string alignment over three rows: the one being filled and the two above it.
  std::vector<std::size_t> above2(right.size() + 1), above(right.size() + 1), row(right.size() + 1);
  for (std::size_t j = 0; j <= right.size(); ++j) above[j] = j;
  for (std::size_t i = 1; i <= left.size(); ++i) {
    row[0] = i;
    for (std::size_t j = 1; j <= right.size(); ++j) {
      const bool same = lower(left[i - 1]) == lower(right[j - 1]);
      row[j] = std::min({above[j] + 1, row[j - 1] + 1, above[j - 1] + (same ? 0U : 1U)});
      if (i > 1 && j > 1 && lower(left[i - 1]) == lower(right[j - 2]) &&
          lower(left[i - 2]) == lower(right[j - 1]))
        row[j] = std::min(row[j], above2[j - 2] + 1);
    }
    std::swap(above2, above);
    std::swap(above, row);
  }
  return above[right.size()];
}

std::string_view nearest(std::string_view word, std::span<const std::string_view> known) {
  std::string_view best;
  std::size_t best_distance = std::max<std::size_t>(1, word.size() / 3) + 1;
  for (const std::string_view candidate : known) {
    const std::size_t distance = edit_distance(word, candidate);
    if (distance < best_distance) {
      best = candidate;
      best_distance = distance;
    }
  }
  return best;
}

std::string suggest(std::string_view word, std::span<const std::string_view> known) {
  if (known.empty()) return {};
  if (const std::string_view near = nearest(word, known); !near.empty())
    return fmt::format("did you mean '{}'?", near);
  constexpr std::size_t most = 12;
  const auto listed = known.first(std::min(known.size(), most));
  std::string hint = fmt::format("known here: {}", fmt::join(listed, ", "));
  if (known.size() > most) hint += fmt::format(" and {} more", known.size() - most);
  return hint;
}

}  // namespace smtpspec::text

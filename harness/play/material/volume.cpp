#include "play/material/volume.hpp"

#include <algorithm>
#include <limits>

#include "play/material/values.hpp"

namespace smtpspec::play {

Volume volume_of(const scenario::Scenario& scenario, const Facts& facts, const Offers& offers) {
  Values values(scenario, facts);
  if (offers.latest) values.set_extensions(*offers.latest);
  Volume volume;
  for (const scenario::Content& content : scenario.contents) {
    const std::uint64_t size = values.content_size(content.name).value_or(0);
    volume.largest = std::max(volume.largest, size);
    volume.total += std::min(size, std::numeric_limits<std::uint64_t>::max() - volume.total);
  }
  return volume;
}

}  // namespace smtpspec::play

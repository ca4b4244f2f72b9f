#include "run/shards.hpp"

#include <algorithm>
#include <cstdint>
#include <numeric>
#include <string_view>

namespace smtpspec::run {
namespace {

// FNV-1a: the same on every machine and in every version.
std::uint64_t hash_of(std::string_view id) {
  std::uint64_t hash = 14695981039346656037ULL;
  for (const char octet : id) hash = (hash ^ static_cast<unsigned char>(octet)) * 1099511628211ULL;
  return hash;
}

result::Duration average(const Durations& durations) {
  result::Duration sum{0};
  for (const auto& [id, duration] : durations) sum += duration;
  return sum / static_cast<result::Duration::rep>(durations.size());
}

}  // namespace

std::vector<unsigned> shards_of(const std::vector<std::string>& ids, unsigned count,
                                const Durations& earlier) {
  std::vector<unsigned> shards(ids.size());
  if (earlier.empty()) {
    std::transform(ids.begin(), ids.end(), shards.begin(),
                   [count](const std::string& id) { return static_cast<unsigned>(hash_of(id) % count) + 1; });
    return shards;
  }
  // The longest first, each to the shard that has least to do; every run comes to the same answer.
  std::vector<result::Duration> durations;
  for (const std::string& id : ids) {
    const auto known = earlier.find(id);
    durations.push_back(known == earlier.end() ? average(earlier) : known->second);
  }
  std::vector<std::size_t> order(ids.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::sort(order.begin(), order.end(), [&](std::size_t left, std::size_t right) {
    return durations[left] != durations[right] ? durations[left] > durations[right] : ids[left] < ids[right];
  });
  std::vector<result::Duration> loads(count);
  for (const std::size_t index : order) {
    const auto least = std::min_element(loads.begin(), loads.end());
    *least += durations[index];
    shards[index] = static_cast<unsigned>(least - loads.begin()) + 1;
  }
  return shards;
}

}  // namespace smtpspec::run

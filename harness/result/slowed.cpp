#include "result/slowed.hpp"

#include <algorithm>

namespace smtpspec::result {

std::string property_of(const RunResult& run, std::string_view name) {
  const auto found = std::find_if(run.properties.begin(), run.properties.end(),
                                  [&](const auto& property) { return property.first == name; });
  return found == run.properties.end() ? std::string() : found->second;
}

}  // namespace smtpspec::result

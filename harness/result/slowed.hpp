// Slowed: the properties of a run by which a report tells that it was slower than it was meant to be.
#pragma once

#include <string>
#include <string_view>

#include "result/results.hpp"

namespace smtpspec::result {

// On account of the target, or of the machine for all that was judged together.
inline constexpr std::string_view slowed_target = "slowed.target";
inline constexpr std::string_view slowed_machine = "slowed.machine";

// Empty where the run has no such property.
std::string property_of(const RunResult& run, std::string_view name);

}  // namespace smtpspec::result

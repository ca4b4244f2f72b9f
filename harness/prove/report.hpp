// Report of a proof: what a person reads of it, and what a program does.
#pragma once

#include <string>
#include <string_view>

#include "prove/proof.hpp"

namespace smtpspec::prove {

// Numbers, and each defect with its remedy. The time that it took stands in the last line.
std::string summary_of(const Proof& proof);

// The kill matrix: by mistake, by scenario, and as a grid of both.
std::string matrix_of(const Proof& proof);

// All of it under reports/schema/proof.schema.json.
std::string json_of(const Proof& proof, std::string_view tool_version);

}  // namespace smtpspec::prove

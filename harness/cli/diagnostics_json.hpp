// Diagnostics as JSON: what editors and CI systems read of `check`, under reports/schema/check.schema.json.
#pragma once

#include <cstddef>
#include <string>

#include "text/diagnostic.hpp"

namespace smtpspec::cli {

// `scenarios`: how many were read that have no error. In the order of files and places.
std::string diagnostics_json(const text::Diagnostics& diagnostics, std::size_t scenarios);

}  // namespace smtpspec::cli

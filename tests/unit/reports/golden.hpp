// Golden files: what a report looked like when a person last approved of it.
#pragma once

#include <string>

namespace smtpspec::reports::testing {

// Expects the text of tests/golden/reports/NAME. With SMTPSPEC_APPROVE=1 the file is rewritten instead.
void expect_golden(const std::string& name, const std::string& text);

std::string read_file(const std::string& path);

}  // namespace smtpspec::reports::testing

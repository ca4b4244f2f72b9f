// Pages for the tests of the HTML report.
#pragma once

#include <string>

namespace smtpspec::reports::testing {

// Two targets, "postfix" with every outcome and "aiosmtpd" with few cases; the first compared with an earlier
// run in which a case has regressed, one was fixed, one is different, one is new and one is gone.
std::string compared_page();

// A target that writes markup wherever it can.
std::string hostile_page();

}  // namespace smtpspec::reports::testing

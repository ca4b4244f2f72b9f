// Changes: what is no longer as it was in the earlier run.
#pragma once

#include "reports/html/table.hpp"
#include "reports/html/writer.hpp"

namespace smtpspec::reports::page {

// Nothing if there is no earlier run.
void changes(Writer& out, const Table& table);

}  // namespace smtpspec::reports::page

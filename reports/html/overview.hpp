// Overview: what a stranger wants to see first: which rules are broken, by whom, and in which RFCs.
#pragma once

#include "reports/html/table.hpp"
#include "reports/html/writer.hpp"

namespace smtpspec::reports::page {

void overview(Writer& out, const Table& table);

}  // namespace smtpspec::reports::page

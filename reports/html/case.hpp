// Case: one requirement, and what each target did about it.
#pragma once

#include "reports/html/table.hpp"
#include "reports/html/writer.hpp"

namespace smtpspec::reports::page {

// The permanent link is the row's anchor; each target's part has its cell's. `open`: what needs a person is
// unfolded from the start.
void case_part(Writer& out, const Table& table, const Row& row, const HtmlOptions& options, bool open);

}  // namespace smtpspec::reports::page

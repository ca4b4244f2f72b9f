// Filters: the form that narrows the matrix. It is hidden until the script is there to serve it.
#pragma once

#include "reports/html/table.hpp"
#include "reports/html/writer.hpp"

namespace smtpspec::reports::page {

void filters(Writer& out, const Table& table);

}  // namespace smtpspec::reports::page

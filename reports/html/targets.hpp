// Targets: the verdict on each of them, before anything else; and what there is to know about its run.
#pragma once

#include "reports/html/table.hpp"
#include "reports/html/writer.hpp"

namespace smtpspec::reports::page {

void verdicts(Writer& out, const Table& table);

// One part for each target: when and how it was judged, what failed, what took long, its log.
void target_parts(Writer& out, const Table& table);

}  // namespace smtpspec::reports::page

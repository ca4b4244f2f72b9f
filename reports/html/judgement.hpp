// Judgement: why a case has its outcome: the findings with the author's line, the attempts, the baseline, and
// what it was before.
#pragma once

#include "reports/html/table.hpp"
#include "reports/html/writer.hpp"

namespace smtpspec::reports::page {

void judgement(Writer& out, const Cell& cell, const Table& table);

// The clause with its level, as a link to the RFC's section.
void clause_link(Writer& out, const text::Clause& clause);

}  // namespace smtpspec::reports::page

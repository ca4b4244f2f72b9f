// Report of coverage: what a person reads of the ledger and what stands behind it, and what a program does.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "coverage/duties.hpp"

namespace smtpspec::coverage {

// RFC by level by whom it binds, each "proven/cited/open", with totals.
std::string table_of(const std::vector<Duty>& duties);

// The totals alone: the last lines of the table, and three lines in the summary of a proof.
std::string totals_of(const std::vector<Duty>& duties);

// Each entry with its sentence, its state, and who cites it.
std::string listing_of(const std::vector<Duty>& duties);

// scenarios/COVERAGE.md.
std::string markdown_of(const ledger::Ledger& ledger, const std::vector<Duty>& duties);

// Under reports/schema/coverage.schema.json.
std::string json_of(const ledger::Ledger& ledger, const std::vector<Duty>& duties,
                    std::string_view tool_version);

}  // namespace smtpspec::coverage

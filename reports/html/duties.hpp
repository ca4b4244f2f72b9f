// Duties: the second view of a page, by RFC and section: every entry of the ledger with its sentence, the
// cases that cite it, and what each target made of them.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "reports/html/table.hpp"
#include "reports/html/writer.hpp"

namespace smtpspec::reports::page {

// The rows that cite each entry, by its id. Entries that the ledger of this program does not have are none.
using Citers = std::map<std::string_view, std::vector<const Row*>>;

Citers citers_of(const Table& table);

// Nothing if no case cites an entry.
void duties(Writer& out, const Table& table, const Citers& citers);

// Links to the entries that a case cites.
void entry_links(Writer& out, const std::vector<std::string>& entries);

}  // namespace smtpspec::reports::page

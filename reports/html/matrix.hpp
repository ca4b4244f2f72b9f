// Matrix: requirement by target, each cell's status as colour, sign and word.
#pragma once

#include "reports/html/table.hpp"
#include "reports/html/writer.hpp"

namespace smtpspec::reports::page {

void matrix(Writer& out, const Table& table);

// What every status means.
void legend(Writer& out, const Table& table);

// How often a status stands in the whole table.
std::size_t count_of(const Table& table, result::Status status);

// The word for it in cells and filters: "regressed".
Markup word_for(Change change);

}  // namespace smtpspec::reports::page

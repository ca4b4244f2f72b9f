// The ledger that comes along: scenarios/requirements/*.ledger, compiled into the program.
#pragma once

#include <span>
#include <string_view>

#include "ledger/ledger.hpp"

namespace smtpspec::ledger {

// Read when it is first needed. A mistake in it is a mistake of ours: std::logic_error, with the diagnostics.
const Ledger& embedded();

struct EmbeddedText {
  std::string_view name;  // of the document
  std::string_view octets;
};

// By name. Their source is made by embed.cmake.
std::span<const EmbeddedText> embedded_texts();

}  // namespace smtpspec::ledger

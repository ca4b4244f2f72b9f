// Transcript: what both sides said, with the sides, TLS and what is meant marked.
#pragma once

#include <cstddef>

#include "reports/html/writer.hpp"
#include "result/results.hpp"

namespace smtpspec::reports::page {

// At most `most` lines. Nothing for a case without one. Without colours it is the text of reports/dialogue.
void transcript(Writer& out, const result::CaseResult& one, std::size_t most);

}  // namespace smtpspec::reports::page

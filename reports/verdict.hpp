// Verdict: what a run says about its target, in one sentence that every report shares.
#pragma once

#include <string>

#include "reports/plain.hpp"
#include "result/results.hpp"

namespace smtpspec::reports {

// "postfix does not conform (7 cases failed); judged 240 of 258 scenarios". In line with result::exit_code.
// How much was judged stands in all of them: what is green may have looked at next to nothing.
std::string verdict(const result::RunResult& run, result::Strictness strictness,
                    Charset charset = Charset::utf8);

}  // namespace smtpspec::reports

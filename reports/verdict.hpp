// Verdict: what a run says about its target, in one sentence that every report shares.
#pragma once

#include <string>

#include "reports/plain.hpp"
#include "result/results.hpp"

namespace smtpspec::reports {

// "postfix does not conform (7 cases failed)". In line with result::exit_code.
std::string verdict(const result::RunResult& run, result::Strictness strictness,
                    Charset charset = Charset::utf8);

}  // namespace smtpspec::reports

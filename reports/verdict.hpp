// Verdict: what a run says about its target, in one sentence that every report shares.
#pragma once

#include <string>
#include <string_view>

#include "reports/plain.hpp"
#include "result/results.hpp"

namespace smtpspec::reports {

// "postfix does not conform (7 cases failed); judged 240 of 258 scenarios". In line with result::exit_code.
// How much was judged stands in all of them: what is green may have looked at next to nothing.
std::string verdict(const result::RunResult& run, result::Strictness strictness,
                    Charset charset = Charset::utf8);

// What a case says that was not run since nobody was there to be judged: why is told once, of the run.
inline constexpr std::string_view run_could_not_be_made = "the run could not be made";
// Whether that is all it says, or in its own words what the run says.
bool is_told_of_the_run(const result::CaseResult& one, const result::RunResult& run);

}  // namespace smtpspec::reports

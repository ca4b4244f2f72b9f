// Submissions: the header's `submit` lines, which say what a client is asked to deliver.
#pragma once

#include "scenario/lexer.hpp"
#include "scenario/scenario.hpp"

namespace smtpspec::scenario {

// The words behind `submit`.
void read_submit(Words& words, Submission& into, Mistakes& mistakes);

}  // namespace smtpspec::scenario

// Interruption: SIGINT and SIGTERM end a run in order: what is under way is given up, the report is written,
// what was started is ended. A second signal ends the program at once.
#pragma once

#include <atomic>

namespace smtpspec::cli {

void watch_for_interruption();
const std::atomic<bool>& interrupted();
// SIGINT or SIGTERM; 0 if there was none.
int interrupting_signal();

}  // namespace smtpspec::cli

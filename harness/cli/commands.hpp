// Commands: each does one thing and returns the exit code. What a person did wrong is said on standard error.
#pragma once

#include "cli/options.hpp"

namespace smtpspec::cli {

// 0 conforms · 1 does not · 2 usage · 3 bad input · 4 harness or target would not work · 5 nothing selected
// 6 too little was judged
namespace exit_codes {
inline constexpr int conforms = 0, does_not_conform = 1, usage = 2, bad_input = 3, would_not_work = 4,
                     nothing_selected = 5, too_little_judged = 6;
}

int check(const CheckOptions& options);
// 0 it is as it should be, or was made so · 1 something would change (--check); 2 to 5 as above.
int format(const FormatOptions& options);
int list(const ListOptions& options);
int explain(const ExplainOptions& options);
int coverage(const CoverageOptions& options);
int run(const RunOptions& options);
// 0 it can be judged · 4 it can't; 2 and 3 as above.
int doctor(const DoctorOptions& options);
int report(const ReportOptions& options);
int baseline(const BaselineOptions& options);
// 0 sound · 1 there are defects; 2 to 5 as above.
int prove(const ProveOptions& options);
int serve(const ServeOptions& options);
// 0 delivered · 69 refused · 75 deferred; the worst of all recipients. 2, 3 and 4 as above.
int send(const SendOptions& options);
int new_scenario(const NewOptions& options);
// 0 written · 1 not all of it could be read, or a session was given up · 4 nobody came, or the server can't
// be reached; 2 as above.
int record(const RecordOptions& options);
int manual(const ManualOptions& options);

}  // namespace smtpspec::cli

// Baselines as files: fixtures/targets/NAME/baseline.toml, described in fixtures/README.md.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "result/baseline.hpp"
#include "text/diagnostic.hpp"
#include "text/source.hpp"

namespace smtpspec::target {

struct BaselineReading {
  std::optional<result::Baseline> baseline;  // absent if there is any error
  text::Diagnostics diagnostics;
};

// All mistakes at once: what the file itself says wrong.
BaselineReading read_baseline(text::SourcePtr source);

// What holds for the target of `own` as well of what another one does: the entries about scenarios of which
// `own` has none. Where it is the same software in another role, each may pass: it is the other's baseline
// that has to be shortened then. Of the generation before, what holds for this one's version holds as
// strictly as `own`.
std::vector<result::Deviation> shared_deviations(const result::Baseline& own, result::Baseline other);

// One for each deviation of a scenario that is not among these ids.
text::Diagnostics unknown_scenarios(const result::Baseline& baseline, const std::vector<std::string>& ids);

// The text of the file, brought up to date with a run: what is gone goes, what has changed is changed in its
// place, what is new comes at the end with an empty reason for a person to fill in. Entries of cases about
// which the run says nothing stay, and so does everything that a person wrote. `source` is empty where there
// is no file yet, otherwise it has no errors.
//
// A case that was blocked shows no deviation: it may be a mailbox's name that is wrong. Only where a person
// wants it does it become a new entry.
enum class BlockedCases { left_out, written_down };
std::string updated_baseline(text::SourcePtr source, const result::RunResult& run,
                             BlockedCases blocked = BlockedCases::left_out);

}  // namespace smtpspec::target

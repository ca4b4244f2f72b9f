// Place: where in the user's repository a case is to be looked up, for readers that link to it.
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>

#include "result/results.hpp"

namespace smtpspec::reports {

// The repository. A file that does not lie in it has no place: a link to nowhere misleads.
struct Repository {
  std::filesystem::path root;  // absolute; empty: unknown, relative names are taken as they are
  std::filesystem::path here;  // absolute: what relative names of files are relative to; empty: the root
};

struct Place {
  std::string file;      // relative to the root, with forward slashes; empty: no place
  std::size_t line = 0;  // 1 or more where there is a file
};

// The line of the scenario that was not met, or that of its requirement; of an unexpected pass the entry of
// the baseline, since it is the baseline that is to be changed.
Place place_of(const result::CaseResult& one, const Repository& repository);

// A file's name as people are shown it: of one that lies elsewhere, a scenario's or a baseline's, from the
// folder of all scenarios or targets on. Where that folder lies on this machine says nothing.
std::string shown_file(std::string_view name, std::string_view case_id);

}  // namespace smtpspec::reports

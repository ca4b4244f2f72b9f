// Paths for ids: people name scenarios by their files, as shells complete them.
#pragma once

#include "cli/options.hpp"

namespace smtpspec::cli {

// The same choice with each path among its ids made a folder or file to read, and the ids of what lies there;
// a path into the catalogue is the id that it has there. What is no path of a scenario or a folder stays.
Choice with_paths_resolved(Choice choice);

}  // namespace smtpspec::cli

// Repository: the user's, as far as the working directory tells.
#pragma once

#include "reports/place.hpp"

namespace smtpspec::cli {

// Its root is the nearest directory upwards that holds .git, otherwise the workspace that a CI system names
// (GITHUB_WORKSPACE, CI_PROJECT_DIR, WORKSPACE) if the working directory lies in it, otherwise that itself.
reports::Repository repository_here();

}  // namespace smtpspec::cli

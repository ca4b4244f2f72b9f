// Known secrets: the values of names that hold a password or a token.
#pragma once

#include <string>
#include <vector>

#include "cli/options.hpp"
#include "run/environment.hpp"

namespace smtpspec::cli {

// Whether a name (of --set, of a profile) says that its value is secret: "password", "second-password",
// "token", "client-secret".
bool names_a_secret(const std::string& name);

// The value as it may be shown in a command to be typed: a secret as a variable of the shell,
// "$SECOND_PASSWORD".
std::string shown_setting(const std::string& name, const std::string& value);

// Those of the command line, and of whoever is judged, server or client, once that is known.
std::vector<std::string> known_secrets(const RunOptions& options,
                                       const run::Environment* environment = nullptr);

}  // namespace smtpspec::cli

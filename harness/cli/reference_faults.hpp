// The named mistakes of the reference server, as the command line knows them.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "reference/behaviour.hpp"
#include "reference/client_behaviour.hpp"

namespace smtpspec::cli {

// Applies each fault to the behaviour. An unknown name is said on standard error with a suggestion: false.
bool apply_faults(const std::vector<std::string>& names, reference::Behaviour& behaviour);

// The same where the reference server and the reference client are both judged.
bool apply_faults_of_either(const std::vector<std::string>& names, reference::Behaviour& server,
                            reference::ClientBehaviour& client);

// One line each: name, clause, sentence.
void print_faults();

// The same for the reference client.
bool apply_client_faults(const std::vector<std::string>& names, reference::ClientBehaviour& behaviour);
void print_client_faults();

}  // namespace smtpspec::cli

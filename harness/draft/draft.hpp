// Draft: a scenario to begin with, made of a dialogue. It expects what came; a person puts in the place of
// one line what should have come.
#pragma once

#include <string>
#include <vector>

#include "draft/dialogue.hpp"

namespace smtpspec::draft {

// What stands in a scenario behind its title, requirement and judges, in the language of scenarios/FORMAT.md.
// Mailboxes, host names, contents and secrets of the dialogue are names of the language: no password is in
// it. Empty if nobody answers (of a server) or asks (of a client) anything.
std::string of_server(const std::vector<Said>& dialogue);
std::string of_client(const std::vector<Said>& dialogue);

}  // namespace smtpspec::draft

// The named mistakes and the legal variants of the reference peers, as the command line knows them.
#pragma once

#include <string>
#include <vector>

#include "reference/behaviour.hpp"
#include "reference/client_behaviour.hpp"
#include "reference/relay_behaviour.hpp"

namespace smtpspec::cli {

struct Changes {  // by their names
  std::vector<std::string> faults, variants;
};

// Applies each to the behaviour. An unknown name is said on standard error with a suggestion: false.
bool apply_changes(const Changes& changes, reference::Behaviour& behaviour);
bool apply_changes(const Changes& changes, reference::ClientBehaviour& behaviour);

// The same where the reference server, client and relay are all judged.
bool apply_changes_of_any(const Changes& changes, reference::Behaviour& server,
                          reference::ClientBehaviour& client, reference::RelayBehaviour& relay);

// One line each: name, sentence, clause.
void print_faults();
void print_client_faults();
void print_variants();
void print_client_variants();
void print_relay_faults();
void print_relay_variants();

}  // namespace smtpspec::cli

#include "cli/reference_faults.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>

#include "reference/client_faults.hpp"
#include "reference/client_variants.hpp"
#include "reference/faults.hpp"
#include "reference/relay_faults.hpp"
#include "reference/relay_variants.hpp"
#include "reference/variants.hpp"
#include "text/suggestion.hpp"

namespace smtpspec::cli {
namespace {

// False, and said what was meant, if one of the names is none of these changes of a behaviour.
template <class Changes, class Behaviour>
bool apply(const Changes& changes, std::string_view kind, const std::vector<std::string>& names,
           Behaviour& behaviour) {
  bool known = true;
  for (const std::string& name : names) {
    const auto found =
        std::find_if(changes.begin(), changes.end(), [&](const auto& one) { return one.name == name; });
    if (found != changes.end()) {
      found->apply(behaviour);
      continue;
    }
    std::vector<std::string_view> all;
    for (const auto& one : changes) all.push_back(one.name);
    fmt::print(stderr, "smtpspec: no {} is called '{}'; {}\n", kind, name, text::suggest(name, all));
    known = false;
  }
  return known;
}

template <class Changes>
void print(const Changes& changes) {
  std::size_t width = 0;
  for (const auto& one : changes) width = std::max(width, one.name.size());
  for (const auto& one : changes)
    fmt::print("{:<{}}  {} ({})\n", one.name, width, one.sentence, one.cites.clause.str());
}

}  // namespace

bool apply_changes(const Changes& changes, reference::Behaviour& behaviour) {
  return apply(reference::server_variants(), "variant", changes.variants, behaviour) &&
         apply(reference::server_faults(), "fault", changes.faults, behaviour);
}

bool apply_changes(const Changes& changes, reference::ClientBehaviour& behaviour) {
  return apply(reference::client_variants(), "variant", changes.variants, behaviour) &&
         apply(reference::client_faults(), "fault", changes.faults, behaviour);
}

bool apply_changes_of_any(const Changes& changes, reference::Behaviour& server,
                          reference::ClientBehaviour& client, reference::RelayBehaviour& relay) {
  Changes of_server, of_client, of_relay;
  for (const std::string& name : changes.faults)
    (reference::find_client_fault(name)  ? of_client
     : reference::find_relay_fault(name) ? of_relay
                                         : of_server)
        .faults.push_back(name);
  for (const std::string& name : changes.variants)
    (reference::find_client_variant(name)  ? of_client
     : reference::find_relay_variant(name) ? of_relay
                                           : of_server)
        .variants.push_back(name);
  return apply_changes(of_server, server) && apply_changes(of_client, client) &&
         apply(reference::relay_variants(), "variant", of_relay.variants, relay) &&
         apply(reference::relay_faults(), "fault", of_relay.faults, relay);
}

void print_faults() {
  print(reference::server_faults());
}

void print_client_faults() {
  print(reference::client_faults());
}

void print_variants() {
  print(reference::server_variants());
}

void print_relay_faults() {
  print(reference::relay_faults());
}

void print_relay_variants() {
  print(reference::relay_variants());
}

void print_client_variants() {
  print(reference::client_variants());
}

}  // namespace smtpspec::cli

#include "cli/reference_faults.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>

#include "reference/client_faults.hpp"
#include "reference/faults.hpp"
#include "text/suggestion.hpp"

namespace smtpspec::cli {
namespace {

// False, and said what was meant, if one of the names is none of `faults`.
template <class Faults, class Behaviour>
bool apply(const Faults& faults, const std::vector<std::string>& names, Behaviour& behaviour) {
  bool known = true;
  for (const std::string& name : names) {
    const auto found =
        std::find_if(faults.begin(), faults.end(), [&](const auto& fault) { return fault.name == name; });
    if (found != faults.end()) {
      found->apply(behaviour);
      continue;
    }
    std::vector<std::string_view> all;
    for (const auto& fault : faults) all.push_back(fault.name);
    fmt::print(stderr, "smtpspec: no fault is called '{}'; {}\n", name, text::suggest(name, all));
    known = false;
  }
  return known;
}

template <class Faults>
void print(const Faults& faults) {
  std::size_t width = 0;
  for (const auto& fault : faults) width = std::max(width, fault.name.size());
  for (const auto& fault : faults)
    fmt::print("{:<{}}  {} ({})\n", fault.name, width, fault.sentence, fault.clause.str());
}

}  // namespace

bool apply_faults(const std::vector<std::string>& names, reference::Behaviour& behaviour) {
  return apply(reference::server_faults(), names, behaviour);
}

bool apply_faults_of_either(const std::vector<std::string>& names, reference::Behaviour& server,
                            reference::ClientBehaviour& client) {
  std::vector<std::string> of_server, of_client;
  for (const std::string& name : names)
    (reference::find_client_fault(name) ? of_client : of_server).push_back(name);
  return apply_faults(of_server, server) && apply_client_faults(of_client, client);
}

void print_faults() {
  print(reference::server_faults());
}

bool apply_client_faults(const std::vector<std::string>& names, reference::ClientBehaviour& behaviour) {
  return apply(reference::client_faults(), names, behaviour);
}

void print_client_faults() {
  print(reference::client_faults());
}

}  // namespace smtpspec::cli

#include "cli/reference_faults.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>

#include "reference/faults.hpp"
#include "text/suggestion.hpp"

namespace smtpspec::cli {

bool apply_faults(const std::vector<std::string>& names, reference::Behaviour& behaviour) {
  bool known = true;
  for (const std::string& name : names) {
    if (const reference::Fault* fault = reference::find_server_fault(name)) {
      fault->apply(behaviour);
      continue;
    }
    std::vector<std::string_view> all;
    for (const reference::Fault& fault : reference::server_faults()) all.push_back(fault.name);
    fmt::print(stderr, "smtpspec: no fault is called '{}'; {}\n", name, text::suggest(name, all));
    known = false;
  }
  return known;
}

void print_faults() {
  std::size_t width = 0;
  for (const reference::Fault& fault : reference::server_faults()) width = std::max(width, fault.name.size());
  for (const reference::Fault& fault : reference::server_faults())
    fmt::print("{:<{}}  {} ({})\n", fault.name, width, fault.sentence, fault.clause.str());
}

}  // namespace smtpspec::cli

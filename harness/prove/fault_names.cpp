#include "prove/fault_names.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "prove/peer.hpp"
#include "text/suggestion.hpp"

namespace smtpspec::prove {
namespace {

std::vector<std::string_view> known_to(result::Side side) {
  std::vector<std::string_view> names;
  const Faults all = every_fault();
  if (side == result::Side::server)
    for (const reference::Fault& one : all.of_server) names.push_back(one.name);
  else if (side == result::Side::client)
    for (const reference::ClientFault& one : all.of_client) names.push_back(one.name);
  else
    for (const reference::RelayFault& one : all.of_relay) names.push_back(one.name);
  return names;
}

// Of the name in the header's line.
text::Span place_of(const scenario::Fault& fault) {
  text::Span span = fault.span;
  if (const std::size_t at = span.octets().rfind(fault.name); at != std::string_view::npos) {
    span.begin += at;
    span.end = span.begin + fault.name.size();
  }
  return span;
}

}  // namespace

text::Diagnostics unknown_faults(const scenario::Scenario& scenario) {
  const result::Side side = judged_side(scenario);
  const std::vector<std::string_view> known = known_to(side);
  text::Diagnostics unknown;
  for (const scenario::Fault& fault : scenario.faults) {
    if (std::find(known.begin(), known.end(), fault.name) != known.end()) continue;
    const std::string_view near = text::nearest(fault.name, known);
    unknown.push_back(
        {text::Severity::error, place_of(fault),
         fmt::format("the reference {} knows no mistake called '{}'", result::name_of(side), fault.name),
         fmt::format("{}'smtpspec {}' lists what there is",
                     near.empty() ? "" : fmt::format("did you mean '{}'? ", near),
                     side == result::Side::server   ? "serve --faults"
                     : side == result::Side::client ? "send --faults"
                                                    : "serve --relay-faults")});
  }
  return unknown;
}

}  // namespace smtpspec::prove

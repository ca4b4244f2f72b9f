// Small ledger: four duties and what stands behind them, for tests.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "coverage/duties.hpp"

namespace smtpspec::coverage {

inline ledger::Ledger small_ledger() {
  constexpr const char* text =
      "# RFC 9999: A Protocol of Four Duties. Not a real one.\n\n"
      "1-1  MUST  server  wire\n  A server greets.\n\n"
      "1-2  MUST NOT  server,client  wire\n  Nobody shouts.\n\n"
      "2-1  SHOULD  client  caller\n  A client says to its caller, in words that this one understands and "
      "that "
      "say what has\n  become of the message, how it went.\n\n"
      "2-2  states  server  minutes\n  open: needs minutes\n  A server waits for five minutes.\n";
  ledger::Reading reading =
      ledger::read(std::make_shared<const text::Source>("rfc9999.ledger", text), "rfc9999");
  ledger::Ledger ledger;
  ledger.add(std::move(reading.document));
  return ledger;
}

inline scenario::ScenarioPtr citing(std::string id, std::vector<std::string> entries) {
  scenario::Scenario one;
  one.id = std::move(id);
  one.entries = std::move(entries);
  return std::make_shared<const scenario::Scenario>(std::move(one));
}

inline ledger::Citation citation_of(const ledger::Ledger& ledger, const std::vector<std::string>& ids) {
  ledger::Citation citation;
  for (const std::string& id : ids) citation.entries.push_back(ledger.find(id));
  return citation;
}

}  // namespace smtpspec::coverage

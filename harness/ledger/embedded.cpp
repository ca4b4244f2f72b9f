#include "ledger/embedded.hpp"

#include <stdexcept>

namespace smtpspec::ledger {
namespace {

Ledger read_embedded() {
  Ledger ledger;
  for (const EmbeddedText& text : embedded_texts()) {
    std::string name(text.name);
    const auto source =
        std::make_shared<const text::Source>("requirements/" + name + ".ledger", std::string(text.octets));
    Reading reading = read(source, std::move(name));
    if (!reading.diagnostics.empty()) throw std::logic_error(text::render(reading.diagnostics));
    ledger.add(std::move(reading.document));
  }
  return ledger;
}

}  // namespace

const Ledger& embedded() {
  static const Ledger ledger = read_embedded();
  return ledger;
}

}  // namespace smtpspec::ledger

// Whatever stands in a file: it is a scenario or it is diagnosed, and a scenario survives being written and
// read again, and being laid out.
#include <cstdint>
#include <memory>
#include <string>

#include "fuzz/input.hpp"
#include "scenario/dump.hpp"
#include "scenario/layout.hpp"
#include "scenario/parser.hpp"

using namespace smtpspec;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto source = std::make_shared<const text::Source>(
      "fuzz.smtp", std::string(reinterpret_cast<const char*>(data), size));
  const scenario::Reading first = scenario::parse(source, "fuzz");
  static_cast<void>(text::render(first.diagnostics));
  fuzz::must(first.scenario.has_value() != text::has_errors(first.diagnostics), "a scenario, or errors");
  if (!first.scenario) return 0;
  const std::string dumped = scenario::dump(*first.scenario);
  const auto again = scenario::parse(std::make_shared<const text::Source>("dump.smtp", dumped), "fuzz");
  fuzz::must(again.scenario.has_value(), "a dump is a scenario");
  fuzz::must(scenario::dump(*again.scenario) == dumped, "a dump is dumped as it is");
  const scenario::LaidOut laid_out = scenario::lay_out(*first.scenario);
  fuzz::must(scenario::says_the_same(*first.scenario, laid_out.octets, ledger::embedded()),
             "what is laid out says the same");
  const auto tidy =
      scenario::parse(std::make_shared<const text::Source>("tidy.smtp", laid_out.octets), "fuzz");
  fuzz::must(scenario::lay_out(*tidy.scenario).octets == laid_out.octets, "it is laid out once and for all");
  return 0;
}

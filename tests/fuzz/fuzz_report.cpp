// Whatever a relay sends back, or writes on top of a message: it is read, and what is read is part of it.
#include <cstdint>
#include <string>

#include "fuzz/input.hpp"
#include "play/judging/delivery_report.hpp"
#include "play/judging/stamp.hpp"

using namespace smtpspec;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string octets(reinterpret_cast<const char*>(data), size);
  const play::DeliveryReport report = play::read_report(octets);
  fuzz::must(report.is_machine_readable || report.of_recipients.empty(),
             "fields about recipients stand in a part of their own");
  for (const auto& [name, value] : play::fields_of(octets))
    fuzz::must(name.size() + value.size() <= size, "a field is not longer than its text");
  const play::Stamp stamp = play::read_stamp(octets);
  for (const play::Stamp::Clause& clause : stamp.clauses)
    for (const std::string& word : clause.words) fuzz::must(!word.empty(), "a word has letters");
  if (stamp.date) play::read_date(*stamp.date);
  return 0;
}

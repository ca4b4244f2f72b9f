// Whatever two sides say, and however it is cut: it is written down, and what is written is read as lines.
// The first octet of each piece says whose it is and how long it is.
#include <algorithm>
#include <cstdint>
#include <string>

#include "draft/recording.hpp"
#include "draft/without_starttls.hpp"
#include "fuzz/input.hpp"

using namespace smtpspec;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  draft::Recording recording;
  draft::WithoutStarttls filter;
  std::size_t sent = 0, passed = 0;
  for (std::size_t at = 0; at < size;) {
    const bool of_client = data[at] % 2 == 0;
    const std::size_t length = std::min<std::size_t>(data[at] / 2, size - at - 1);
    const std::string octets(reinterpret_cast<const char*>(data) + at + 1, length);
    at += 1 + length;
    recording.hear(of_client ? draft::Who::client : draft::Who::server, octets);
    if (of_client) continue;
    sent += octets.size();
    passed += filter.pass(octets).size();
  }
  recording.finish();
  passed += filter.rest().size();
  fuzz::must(passed <= sent, "nothing is added to what a server says");
  const std::string transcript = recording.take();
  const auto lines = static_cast<std::size_t>(std::count(transcript.begin(), transcript.end(), '\n'));
  fuzz::must(draft::read_dialogue(transcript).size() <= lines,
             "a line of a transcript is one of the session");
  return 0;
}

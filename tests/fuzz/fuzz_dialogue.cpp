#include <string>

#include "draft/draft.hpp"
#include "fuzz/input.hpp"

using namespace smtpspec;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const fuzz::Input input(data, size);
  const auto dialogue = draft::read_dialogue(input.text());
  for (const draft::Said& said : dialogue)
    fuzz::must(said.line.find("\r\n") == std::string::npos, "a line has no end of line");
  for (const std::string& draft : {draft::of_server(dialogue), draft::of_client(dialogue)})
    for (const char octet : draft)
      fuzz::must(octet == '\n' || octet == '\t' || static_cast<unsigned char>(octet) >= 0x20,
                 "a draft has no control characters");
  return 0;
}

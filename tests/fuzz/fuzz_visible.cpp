#include <string>

#include "fuzz/input.hpp"
#include "text/visible.hpp"

using namespace smtpspec;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  fuzz::Input input(data, size);
  const std::size_t most = input.choice(40);
  const std::string shown = text::visible(input.text());
  fuzz::must(text::is_utf8(shown), "what is shown is UTF-8");
  for (const std::string& text :
       {shown, text::visible_ascii(input.text()), text::visible_cut(input.text(), most)})
    for (const char octet : text)
      fuzz::must(static_cast<unsigned char>(octet) >= 0x20 && octet != 0x7F,
                 "nothing shown is a control character");
  const std::string safe = text::without_markers(shown);
  fuzz::must(text::without_markers(safe) == safe, "no marker is left");
  return 0;
}

# cmake -DFOLDER=... -DOUTPUT=... -P embed.cmake: the ledgers of a folder as a source.
file(GLOB ledgers ${FOLDER}/*.ledger)
list(SORT ledgers)
set(texts "")
foreach(ledger ${ledgers})
  get_filename_component(name ${ledger} NAME_WE)
  file(READ ${ledger} text)
  string(APPEND texts "    {\"${name}\", R\"ledger(${text})ledger\"sv},\n")
endforeach()
file(WRITE ${OUTPUT} "#include <array>

#include \"ledger/embedded.hpp\"

namespace smtpspec::ledger {

std::span<const EmbeddedText> embedded_texts() {
  using namespace std::string_view_literals;
  static constexpr EmbeddedText texts[] = {
${texts}  };
  return texts;
}

}  // namespace smtpspec::ledger
")

# cmake -DFOLDER=... -DOUTPUT=... -P embed.cmake: the ledgers of a folder, and COVERAGE.md above it, as a source.
file(GLOB ledgers ${FOLDER}/*.ledger)
list(SORT ledgers)
set(texts "")
foreach(ledger ${ledgers})
  get_filename_component(name ${ledger} NAME_WE)
  file(READ ${ledger} text)
  string(APPEND texts "    {\"${name}\", R\"ledger(${text})ledger\"sv},\n")
endforeach()
file(READ ${FOLDER}/../COVERAGE.md coverage)
file(WRITE ${OUTPUT} "#include \"ledger/covered.hpp\"
#include \"ledger/embedded.hpp\"

namespace smtpspec::ledger {

std::span<const EmbeddedText> embedded_texts() {
  using namespace std::string_view_literals;
  static constexpr EmbeddedText texts[] = {
${texts}  };
  return texts;
}

std::string_view embedded_coverage() {
  return R\"page(${coverage})page\";
}

}  // namespace smtpspec::ledger
")

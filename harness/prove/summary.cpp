#include <fmt/format.h>

#include "coverage/report.hpp"
#include "prove/report.hpp"

namespace smtpspec::prove {
namespace {

constexpr std::size_t first_column = 32, column = 10;

struct Line {
  std::string_view label;
  std::size_t Count::*number;
};

constexpr Line lines[] = {{"scenarios", &Count::scenarios},
                          {"mistakes of the reference peer", &Count::faults},
                          {"  that nothing notices", &Count::survivors},
                          {"plays that notice a mistake", &Count::kills},
                          {"  that the scenario names", &Count::named},
                          {"plays with another grade", &Count::graded},
                          {"false accusations", &Count::knock_ons},
                          {"legal variants of the peer", &Count::variants},
                          {"  plays that accuse one", &Count::accusations},
                          {"plays that were blocked", &Count::blocked},
                          {"plays that do not apply", &Count::not_applicable},
                          {"plays that notice nothing", &Count::passes}};

std::string plural_of(result::Side side) {
  return std::string(result::name_of(side)) + "s";
}

std::string table(const Proof& proof) {
  std::vector<Count> counts;
  std::string text = fmt::format("{:<{}}", "", first_column);
  for (const Matrix& matrix : proof.matrices) {
    counts.push_back(count(matrix));
    text += fmt::format("{:>{}}", plural_of(matrix.side()), column);
  }
  text += '\n';
  for (const Line& line : lines) {
    text += fmt::format("{:<{}}", line.label, first_column);
    for (const Count& one : counts) text += fmt::format("{:>{}}", one.*line.number, column);
    text += '\n';
  }
  return text;
}

std::string told(const Defect& defect) {
  std::string text = fmt::format("\n{}  {}", name_of(defect.kind), defect.subject);
  if (!defect.other.empty()) text += fmt::format("  ({})", defect.other);
  return text + fmt::format("\n    {}\n    remedy: {}\n", defect.what, remedy_of(defect.kind));
}

}  // namespace

std::string summary_of(const Proof& proof) {
  std::string text = table(proof);
  if (!proof.duties.empty()) text += "\nThe ledger of requirements\n" + coverage::totals_of(proof.duties);
  for (const Defect& one : proof.defects) text += told(one);
  std::size_t plays = 0;
  for (const Matrix& matrix : proof.matrices) plays += matrix.plays();
  const std::size_t defects = proof.defects.size();
  const std::string verdict =
      proof.sound() ? "sound" : fmt::format("not sound: {} defect{}", defects, defects == 1 ? "" : "s");
  return text + fmt::format("\n{}; {} plays in {:.1f} s\n", verdict, plays,
                            static_cast<double>(proof.lasted.count()) / 1000);
}

}  // namespace smtpspec::prove

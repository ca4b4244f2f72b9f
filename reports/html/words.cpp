#include "reports/html/words.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "reports/moment.hpp"

namespace smtpspec::reports::page {

using result::Status;

const Words& words_of(Status status) {
  static constexpr Words pass{"pass", "✓", "pass", "The rule was seen to be kept."};
  static constexpr Words fail{"fail", "✗", "fail", "The target broke the rule."};
  static constexpr Words tolerated{"tolerated", "≈", "tolerated",
                                   "Legal but weaker, or a SHOULD that was not followed."};
  static constexpr Words known{"known-deviation", "≠", "known",
                               "Known deviation: no pass, just as the target's baseline says."};
  static constexpr Words unexpected{
      "unexpected-pass", "★", "passes now",
      "A pass where the target's baseline says otherwise: the baseline is to be shortened."};
  static constexpr Words not_applicable{"not-applicable", "–", "n/a",
                                        "Not applicable: the target does not offer what the scenario needs."};
  static constexpr Words blocked{
      "blocked", "⊘", "blocked",
      "The state that the scenario starts from could not be reached: nothing is said about the rule."};
  static constexpr Words error{"error", "!", "error",
                               "The harness or its surroundings broke: nothing is said about the target."};
  static constexpr Words crash{"crash", "↯", "crash",
                               "The target died, restarted or reported its own corruption meanwhile."};
  static constexpr Words unstable{"unstable", "±", "unstable",
                                  "Played several times, with different outcomes."};
  static constexpr Words not_run{"not-run", "○", "not run", "The run was ended before."};
  switch (status) {
    case Status::pass:
      return pass;
    case Status::fail:
      return fail;
    case Status::tolerated:
      return tolerated;
    case Status::known_deviation:
      return known;
    case Status::unexpected_pass:
      return unexpected;
    case Status::not_applicable:
      return not_applicable;
    case Status::blocked:
      return blocked;
    case Status::error:
      return error;
    case Status::crash:
      return crash;
    case Status::unstable:
      return unstable;
    case Status::not_run:
      return not_run;
  }
  return error;
}

Escaped counted(std::size_t count, std::string_view noun) {
  return line(fmt::format("{} {}{}", count, noun, count == 1 ? "" : "s"));
}

Escaped moment_words(result::TimePoint moment) {
  std::string shown = stamp(moment, StampForm::whole_seconds);
  std::replace(shown.begin(), shown.end(), 'T', ' ');
  return line(shown + " UTC");
}

void moment(Writer& out, result::TimePoint moment) {
  out << "<time datetime=\"" << line(stamp(moment)) << "\">" << moment_words(moment) << "</time>";
}

}  // namespace smtpspec::reports::page

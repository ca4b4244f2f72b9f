#include "play/judging/descriptions.hpp"

#include <fmt/format.h>

#include "scenario/matcher.hpp"
#include "scenario/states.hpp"

namespace smtpspec::play {

std::string describe(const scenario::Either& either) {
  std::string words;
  for (const auto& branch : either.branches) {
    if (!words.empty()) words += ", or ";
    if (branch.grade == scenario::Grade::tolerated) words += "(tolerated) ";
    const scenario::Step& first = branch.steps.front();
    if (const auto* expect = std::get_if<scenario::Expect>(&first.what))
      words += scenario::describe(*expect);
    else
      words += scenario::describe(std::get<scenario::ExpectTls>(first.what));
  }
  return words;
}

std::string describe(const scenario::Delivered& delivered) {
  return fmt::format("{} delivered message with <{}>{}", delivered.nothing ? "no" : "exactly one",
                     delivered.content, delivered.with_header ? " and its header section" : "");
}

std::string describe(const scenario::Received& received) {
  using What = scenario::Received::What;
  if (received.what == What::nothing) return "nothing accepted";
  if (received.what == What::seven_bit) return "exactly one accepted message, in ASCII";
  return received.content.empty() ? "exactly one accepted message, the submitted one"
                                  : fmt::format("exactly one accepted message, <{}>", received.content);
}

std::string in_words(const scenario::Given& given) {
  return fmt::format("{}{}", scenario::name_of(given.state), given.in_tls ? " in tls" : "");
}

}  // namespace smtpspec::play

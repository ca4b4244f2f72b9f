#include "play/judging/judgement.hpp"

#include <fmt/format.h>

#include <utility>

#include "text/visible.hpp"

namespace smtpspec::play {
namespace {

using namespace scenario;

constexpr std::size_t longest_in_words = 160;

std::optional<std::string> mismatch(const Alternative& alternative, const Observation& observation,
                                    const Terms& terms) {
  if (std::holds_alternative<AnythingElse>(alternative.what)) return std::nullopt;
  if (const auto* ending = std::get_if<Ending>(&observation)) {
    const bool closes = std::holds_alternative<ClosesExpected>(alternative.what);
    const bool resets = std::holds_alternative<ResetsExpected>(alternative.what) && *ending == Ending::reset;
    return closes || resets ? std::nullopt : std::optional<std::string>("");
  }
  if (const auto* unit = std::get_if<Unit>(&observation))
    return unit_mismatch(alternative, *unit, terms.values);
  if (const auto* mail = std::get_if<RelayedMailPtr>(&observation)) {
    if (const auto* relayed = std::get_if<MailExpected>(&alternative.what))
      return relayed_mismatch(*relayed, **mail, terms.values);
    const auto* returned = std::get_if<ReportExpected>(&alternative.what);
    return returned ? returned_mismatch(*returned, **mail, terms.values) : std::string();
  }
  const auto* expected = std::get_if<ReplyExpected>(&alternative.what);
  return expected ? reply_mismatch(*expected, std::get<smtp::Reply>(observation), terms.with_enhanced)
                  : std::string();
}

}  // namespace

Judgement judge(const Expect& expect, const Observation& observation, const Terms& terms) {
  Judgement judgement{.alternative = {}, .got = in_words(observation), .why = {}};
  for (std::size_t n = 0; n < expect.alternatives.size(); ++n) {
    const auto why = mismatch(expect.alternatives[n], observation, terms);
    if (!why) {
      judgement.alternative = n;
      judgement.why.clear();
      break;
    }
    if (judgement.why.empty()) judgement.why = *why;
  }
  const bool with_names =
      std::holds_alternative<Unit>(observation) || std::holds_alternative<RelayedMailPtr>(observation);
  judgement.lacks_value = with_names && terms.values.missing().has_value();
  return judgement;
}

std::string in_words(const Observation& observation) {
  if (const auto* ending = std::get_if<Ending>(&observation))
    return *ending == Ending::closed ? "the connection was closed" : "the connection was reset";
  if (const auto* reply = std::get_if<smtp::Reply>(&observation))
    return text::visible_cut(reply->octets(), longest_in_words);
  if (const auto* mail = std::get_if<RelayedMailPtr>(&observation)) return in_words(**mail);
  const Unit& unit = std::get<Unit>(observation);
  if (unit.kind == Unit::Kind::mail_data) return fmt::format("mail data of {} octets", unit.content.size());
  return text::visible_cut(unit.octets, longest_in_words);
}

}  // namespace smtpspec::play

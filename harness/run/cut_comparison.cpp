#include "run/cut_comparison.hpp"

#include <fmt/format.h>

#include <array>
#include <utility>
#include <vector>

#include "result/attempts.hpp"
#include "text/visible.hpp"

namespace smtpspec::run {
namespace {

using play::Cutting;
using play::Send;
using result::CaseResult;
using result::Outcome;

struct Way {
  const char* words;
  Cutting cutting;
};

// From the fewest writes to the most.
const std::array<Way, 5> ways = {{{"--segmentation whole", {.cut = Send::Cut::whole}},
                                  {"--segmentation lines", {.cut = Send::Cut::lines}},
                                  {"--segmentation random:1", {.cut = Send::Cut::random, .seed = 1}},
                                  {"--segmentation random:2", {.cut = Send::Cut::random, .seed = 2}},
                                  {"--segmentation octets", {.cut = Send::Cut::octets}}}};

bool says_something(const CaseResult& one) {
  return one.outcome != Outcome::not_applicable && one.outcome != Outcome::error &&
         one.outcome != Outcome::not_run;
}

bool is_ours(const result::Entry& entry, result::Side judged) {
  const bool sent = entry.kind == result::EntryKind::command || entry.kind == result::EntryKind::content ||
                    entry.kind == result::EntryKind::reply || entry.kind == result::EntryKind::stray;
  return sent && entry.side != judged;
}

// What the harness sent in the session, as far as the transcript holds it.
std::string sent_in(const CaseResult& one) {
  std::string octets;
  for (const result::Entry& entry : one.transcript.entries()) {
    if (!is_ours(entry, one.judged)) continue;
    if (entry.octets.size() != entry.size) break;  // a long one is kept in part only
    octets += entry.octets;
  }
  return octets;
}

// "behind \"RCPT TO:<a\"", the end of the line that is cut.
std::string place_of(const std::string& sent, std::size_t position) {
  if (position > sent.size()) return fmt::format("behind octet {} of the session", position);
  const std::size_t line = position < 2 ? 0 : sent.rfind('\n', position - 2) + 1;
  return fmt::format("behind octet {} of the session, \"{}\"", position,
                     text::visible(std::string_view(sent).substr(line, position - line)));
}

struct Difference {
  CaseResult result;
  std::string cut;  // the smallest that makes it, in words
};

Cutting before(std::size_t position, std::size_t from) {
  return {.cut = Send::Cut::window, .window = {from, position}};
}

// The smallest number of octets that, leaving one by one at the session's begin, make the difference; then
// whether the last of these cuts does it alone.
boost::asio::awaitable<Difference> smallest(PlayCut& play, Difference widest, Outcome usual) {
  const std::string sent = sent_in(widest.result);
  std::size_t without = 0, with = sent.size();
  auto all = play(before(with, 0));
  CaseResult result = co_await std::move(all);
  if (with == 0 || result.outcome == usual || !says_something(result)) co_return widest;
  Difference found{std::move(result), {}};
  while (with - without > 1) {
    const std::size_t middle = without + (with - without) / 2;
    auto playing = play(before(middle, 0));
    CaseResult half = co_await std::move(playing);
    const bool differs = half.outcome != usual && says_something(half);
    (differs ? with : without) = middle;
    if (differs) found.result = std::move(half);
  }
  auto playing = play(before(with, with));
  CaseResult alone = co_await std::move(playing);
  if (alone.outcome != usual && says_something(alone))
    co_return Difference{std::move(alone), "one cut " + place_of(sent, with)};
  found.cut = fmt::format("cuts behind each octet up to the one {}", place_of(sent, with));
  co_return found;
}

std::string in_words(const CaseResult& one) {
  const std::string words = result::headline_of(one);
  return words.empty() ? std::string(name_of(one.outcome))
                       : fmt::format("{}: {}", name_of(one.outcome), words);
}

CaseResult with_finding(Difference difference, const CaseResult& usual) {
  CaseResult one = std::move(difference.result);
  const std::string came = in_words(one);
  result::Finding finding{.id = "segmentation", .clause = one.clause};
  finding.message =
      fmt::format("where octets are cut changes the verdict: {} as the scenario says, {} with {}",
                  name_of(usual.outcome), name_of(one.outcome), difference.cut);
  finding.expected = in_words(usual);
  finding.got = came;
  finding.reason = "TCP carries octets, and where it cuts them has no meaning";
  one.findings.insert(one.findings.begin(), std::move(finding));
  one.outcome = Outcome::fail;
  one.note.clear();
  return one;
}

}  // namespace

boost::asio::awaitable<CaseResult> compare_cuts(PlayCut play) {
  auto first = play(std::nullopt);
  CaseResult usual = co_await std::move(first);
  if (!says_something(usual)) co_return usual;
  for (const Way& way : ways) {
    auto playing = play(way.cutting);
    CaseResult other = co_await std::move(playing);
    if (other.outcome == usual.outcome || !says_something(other)) continue;
    // Twice each, or it is chance.
    std::vector<CaseResult> plays = {usual, other};
    for (const std::optional<Cutting>& cutting : {std::optional<Cutting>(), std::optional(way.cutting)}) {
      auto again = play(cutting);
      plays.push_back(co_await std::move(again));
    }
    if (plays[2].outcome != usual.outcome || plays[3].outcome != other.outcome)
      co_return result::combined(std::move(plays), false);
    auto search = smallest(play, {std::move(other), way.words}, usual.outcome);
    Difference difference = co_await std::move(search);
    co_return with_finding(std::move(difference), usual);
  }
  co_return usual;
}

}  // namespace smtpspec::run

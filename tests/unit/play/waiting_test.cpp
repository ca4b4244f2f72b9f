// What is said where a target is waited for in vain: for how long, and whether it is its fault.
#include <gmock/gmock.h>

#include "support/scripted_peer.hpp"

namespace smtpspec::play {
namespace {

using namespace std::chrono_literals;
using result::Outcome;

const Facts facts{.variables = {{"client", "client.test"}, {"case", "tok1"}, {"sender", "a@client.test"}},
                  .facts = {"delivery"}};

// Greets, and then does nothing; `answer`: the delivery oracle's.
struct Mute {
  std::chrono::microseconds now{0};
  std::chrono::microseconds writing{0};  // how long it takes what is sent to it
  bool greeted = false;
  DeliveryAnswer answer{};

  Event::What operator()(Connect&) { return Connected{"peer", {}}; }
  Event::What operator()(Receive& action) {
    now += action.within;
    if (std::exchange(greeted, true)) return DeadlinePassed{};
    return Received{"220 mx.test\r\n"};
  }
  Event::What operator()(AskDelivery&) { return answer; }
  template <class Other>
  Event::What operator()(Other&) {
    return Done{};
  }

  result::CaseResult play(const std::string& steps) {
    Play play(support::scenario_of("# A rule.\nrequirement rfc5321/4.1.1.9-1\njudges server\n"
                                   "given opened\nfault f\n\n" +
                                   steps),
              facts);
    Action action = play.resume({Started{}});
    while (!is_over(action)) {
      const bool reads = std::holds_alternative<Receive>(action.what) && greeted;
      auto what = std::visit(*this, action.what);
      const auto wrote = reads ? writing : 0us;
      now += wrote;
      action = play.resume({.what = std::move(what), .at = now, .writing = wrote});
    }
    return play.take_result();
  }
};

TEST(Waiting, SaysForHowLongItWasAndHowLongInAllWhereSendingTookTime) {
  Mute mute;
  const auto quick = mute.play("S: 220\nC: NOOP\nS: 250\n");
  EXPECT_EQ(quick.outcome, Outcome::fail);
  EXPECT_EQ(result::headline_of(quick), "expected 250, got nothing within 10000 ms");
  Mute slow{.writing = 100s};
  const auto after_sending = slow.play("S: 220\nC: NOOP\nS: 250\n");
  EXPECT_EQ(result::headline_of(after_sending),
            "expected 250, got nothing within 10000 ms behind what was sent, 110000 ms in all");
}

TEST(Waiting, DeliveriesThatMayStillComeAccuseNobody) {
  const std::string steps = "S: 220\ndelivered <text>\n\ncontent text\n| Subject: {case}\nend\n";
  Mute undecided{.answer = {.available = true, .undecided = "a marker was not filed either"}};
  const auto blocked = undecided.play(steps);
  EXPECT_EQ(blocked.outcome, Outcome::blocked);
  EXPECT_THAT(blocked.note, testing::HasSubstr("but a marker was not filed either"));
  Mute decided{.answer = {.available = true}};
  EXPECT_EQ(decided.play(steps).outcome, Outcome::fail);
}

TEST(Waiting, MoreDeliveriesThanExpectedAreAFailureWhateverMayStillCome) {
  Mute undecided{
      .answer = {.available = true, .messages = {"one"}, .undecided = "a marker was not filed either"}};
  EXPECT_EQ(undecided.play("S: 220\ndelivered nothing of <text>\n\ncontent text\n| {case}\nend\n").outcome,
            Outcome::fail);
}

}  // namespace
}  // namespace smtpspec::play

#include <gmock/gmock.h>

#include "coverage/selection.hpp"
#include "coverage/tally.hpp"
#include "unit/coverage/small_ledger.hpp"

namespace smtpspec::coverage {
namespace {

using testing::ElementsAre;

class Duties : public testing::Test {
 protected:
  // Scenarios a and b cite 1-1 and 1-2; the mistake cites what it is given. What is noticed is said by the
  // test.
  std::vector<Duty> of(const std::vector<std::string>& broken, std::vector<bool> noticed) {
    breaks_ = citation_of(ledger_, broken);
    const auto notices = [noticed = std::move(noticed)](std::size_t, std::size_t scenario) -> bool {
      return noticed[scenario];
    };
    const auto never = [](std::size_t, std::string_view) {
      return false;
    };
    return duties_of(ledger_.entries(),
                     {{.judged = result::Side::server,
                       .scenarios = {citing("a", {"rfc9999/1-1"}), citing("b", {"rfc9999/1-2"})},
                       .mistakes = {{"mumbles", &breaks_}},
                       .notices = notices,
                       .breaks = never}});
  }

  static std::vector<State> states(const std::vector<Duty>& duties) {
    std::vector<State> states;
    for (const Duty& one : duties) states.push_back(one.state);
    return states;
  }

  ledger::Ledger ledger_ = small_ledger();
  ledger::Citation breaks_;
};

TEST_F(Duties, EntryIsProvenWhereAScenarioThatCitesItNoticesAMistakeThatBreaksIt) {
  const auto duties = of({"rfc9999/1-1"}, {true, false});
  EXPECT_THAT(states(duties), ElementsAre(State::proven, State::cited, State::open, State::open));
  EXPECT_EQ(duties[0].noticed_by, "a");
  EXPECT_EQ(duties[0].mistake, "mumbles");
  EXPECT_THAT(duties[0].scenarios, ElementsAre(testing::Field(&Citer::name, "a")));
  EXPECT_THAT(duties[0].mistakes, ElementsAre(testing::Field(&Citer::name, "mumbles")));
}

TEST_F(Duties, EntryIsOnlyCitedWhereTheMistakeGoesUnnoticed) {
  EXPECT_THAT(states(of({"rfc9999/1-1"}, {false, true})),
              ElementsAre(State::cited, State::cited, State::open, State::open));
}

TEST_F(Duties, NoticeOfAScenarioThatDoesNotCiteItProvesNothing) {
  EXPECT_THAT(states(of({"rfc9999/2-1"}, {true, true})),
              ElementsAre(State::cited, State::cited, State::open, State::open));
}

TEST_F(Duties, AMistakeProvesAllThatItBreaks) {
  EXPECT_THAT(states(of({"rfc9999/1-1", "rfc9999/1-2"}, {true, true})),
              ElementsAre(State::proven, State::proven, State::open, State::open));
}

TEST_F(Duties, AreSelectedByAllThatTheyAre) {
  const auto duties = of({"rfc9999/1-1"}, {true, false});
  const auto ids = [&](const Selection& selection) {
    std::vector<std::string> ids;
    for (const Duty& one : select(duties, selection)) ids.push_back(one.entry->id);
    return ids;
  };
  EXPECT_EQ(ids({}).size(), 4U);
  EXPECT_THAT(ids({.ids = {"rfc9999/1-*"}}), ElementsAre("rfc9999/1-1", "rfc9999/1-2"));
  EXPECT_EQ(ids({.ids = {"rfc9999"}}).size(), 4U);
  EXPECT_EQ(ids({.rfcs = {5321}}).size(), 0U);
  EXPECT_THAT(ids({.sections = {"2"}, .binds = {ledger::Party::client}}), ElementsAre("rfc9999/2-1"));
  EXPECT_THAT(ids({.levels = {text::Level::must_not}}), ElementsAre("rfc9999/1-2"));
  EXPECT_THAT(ids({.seen = {ledger::Place::minutes}}), ElementsAre("rfc9999/2-2"));
  EXPECT_THAT(ids({.states = {State::proven, State::cited}}), ElementsAre("rfc9999/1-1", "rfc9999/1-2"));
}

TEST_F(Duties, WhatIsMissingMostComesFirst) {
  auto duties = of({}, {false, false});
  for (Duty& one : duties) one.state = State::open;
  std::reverse(duties.begin(), duties.end());
  std::vector<std::string> ids;
  for (const Duty& one : open_first(duties)) ids.push_back(one.entry->id);
  EXPECT_THAT(ids, ElementsAre("rfc9999/1-2", "rfc9999/1-1", "rfc9999/2-1", "rfc9999/2-2"));
}

TEST_F(Duties, AreCounted) {
  const auto duties = of({"rfc9999/1-1"}, {true, false});
  EXPECT_EQ(tally_of(duties).total(), 4U);
  EXPECT_EQ(hard_on_the_wire(duties).of(State::proven), 1U);
  EXPECT_EQ(hard_on_the_wire(duties).total(), 2U);
  EXPECT_EQ(reasons_of(duties).at("needs minutes"), 1U);
  EXPECT_EQ(reasons_of(duties).at(""), 1U);
  EXPECT_EQ(text::Clause{.rfc = 5321}.document(), "RFC 5321");
  EXPECT_EQ(text::Clause{.entry = "login/1-1"}.document(), "LOGIN");
}

}  // namespace
}  // namespace smtpspec::coverage

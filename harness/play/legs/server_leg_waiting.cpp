// What a server leg makes of what comes, and of what does not come, where a line waits.
#include <fmt/format.h>

#include <algorithm>

#include "play/judging/descriptions.hpp"
#include "play/legs/server_leg.hpp"
#include "scenario/matcher.hpp"

namespace smtpspec::play {

using namespace scenario;

namespace {

constexpr std::size_t most_passed_over = 20;

bool awaits_mail_data(const Expect& expect) {
  return std::any_of(expect.alternatives.begin(), expect.alternatives.end(), [](const Alternative& one) {
    return std::holds_alternative<MailDataExpected>(one.what);
  });
}

}  // namespace

// A client that has gone says nothing more: its end is what every line behind it gets.
std::optional<Observation> ServerLeg::take() {
  if (!session_.open()) return Ending::closed;
  if (auto unit = session_.take_unit()) return std::move(*unit);
  return std::nullopt;
}

Action ServerLeg::wait() {
  return wait_on_wire(deadlines().reply);
}

// What a `never` line speaks of.
std::optional<Action> ServerLeg::objects_to(const Observation& observation) {
  const auto* unit = std::get_if<Unit>(&observation);
  judged_ = unit ? std::optional(unit->entry) : std::nullopt;
  if (!unit) return std::nullopt;
  for (const Never* never : never_) {
    if (!never->command || command_mismatch(*never->command, *unit, flow().values())) continue;
    flow().book().reached(never);
    return flow().fails(*this, {never->span, &never->by, "never " + describe(*never->command)},
                        in_words(*unit), {});
  }
  return std::nullopt;
}

// NOOP, HELP, VRFY and EXPN change nothing and come at any time (RFC 5321 4.1.4), and RSET outside of a
// transaction neither (4.1.1.5), nor EHLO once more, which is told the same: no rule is about them where a
// scenario waits for something else.
std::optional<Action> ServerLeg::passes_over(const Observation& observation) {
  const auto* unit = std::get_if<Unit>(&observation);
  if (!unit || unit->kind != Unit::Kind::command || passed_over_ >= most_passed_over) return std::nullopt;
  const std::string& verb = unit->command.verb;
  const bool idle_reset = verb == "RSET" && !session_.in_transaction();
  const bool asks = verb == "HELP" || verb == "VRFY" || verb == "EXPN";
  const bool is_greeted = session_.state().greeting != reference::Greeting::none;
  const bool once_more =
      verb == "EHLO" && is_greeted && !session_.list().empty() && !session_.in_transaction();
  if (verb != "NOOP" && !idle_reset && !asks && !once_more) return std::nullopt;
  ++passed_over_;
  outbound().add(verb == "HELP" ? "214 2.0.0 RFC 5321\r\n"
                 : asks         ? "252 2.1.5 not told\r\n"
                 : once_more    ? session_.list()
                                : "250 2.0.0 ok\r\n");
  return flush();
}

Action ServerLeg::misses(const Expect& line, const Place& place, const Judgement& judgement,
                         const Observation& observation) {
  if (const std::string why = another_form_of(line, observation); !why.empty())
    return flow().blocked(fmt::format("a message that differs was sent ({})", why));
  return Leg::misses(line, place, judgement, observation);
}

// Mail data where a content was expected: why it can't be judged, in words; empty if it can.
std::string ServerLeg::another_form_of(const Expect& expect, const Observation& observation) {
  const auto* unit = std::get_if<Unit>(&observation);
  if (!unit || unit->kind != Unit::Kind::mail_data) return {};
  for (const Alternative& one : expect.alternatives) {
    const auto* data = std::get_if<MailDataExpected>(&one.what);
    if (!data || data->what != MailDataExpected::What::content) continue;
    const OctetSourcePtr source = flow().values().content(data->content, false);
    if (!source) continue;
    const ContentDifference difference = compare_contents(*source, unit->content, false);
    if (is_of_another_form(difference, expect.by)) return difference.in_words();
  }
  return {};
}

// No clause tells a client to go on within seconds: a server waits for minutes (RFC 5321 section 4.5.3.2.7).
// But what began mail data leaves the server waiting inside of it.
Action ServerLeg::falls_silent() {
  session_.silence("a command");
  // What a client may leave out it leaves out by silence too.
  while (std::holds_alternative<Optionally>(flow().step()->what)) {
    flow().advance();
    if (!flow().step() || !expects_observation(*flow().step())) return flow().next();
  }
  const Step& step = *flow().step();
  const bool waits_for_connection = std::holds_alternative<NextConnection>(step.what);
  const auto within = waits_for_connection ? deadlines().client : deadlines().reply;
  const std::string got = fmt::format("nothing within {} ms", within.count());
  const bool is_idle = session_.open() && !session_.has_part_of_unit();
  if (const auto* expect = std::get_if<Expect>(&step.what)) {
    flow().book().reached(expect);
    const bool may_block =
        !expect->alternatives.empty() && expect->alternatives.back().grade == Grade::blocked;
    if (may_block || (is_idle && !awaits_mail_data(*expect)))
      return flow().blocked(fmt::format("expected {}, got {}", describe(*expect), got));
    return flow().fails(*this, {expect->span, &expect->by, describe(*expect)}, got, {});
  }
  if (const auto* exchange = std::get_if<Exchange>(&step.what))
    return flow().blocked(fmt::format("expected {}, got {}", describe(*exchange), got));
  if (const auto* either = std::get_if<Either>(&step.what))
    return is_idle ? flow().blocked(fmt::format("expected {}, got {}", describe(*either), got))
                   : flow().fails(*this, {either->span, nullptr, describe(*either)}, got, {});
  const auto& next = std::get<NextConnection>(step.what);
  return flow().fails(*this, {next.span, &next.by, "another connection"}, got, {});
}

}  // namespace smtpspec::play

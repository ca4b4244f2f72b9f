// An exchange of AUTH (RFC 4954 section 4) in which a server leg is the mechanism's server.
//
// A client that does not begin it blocks the case: no sentence makes it log in. One that begins it and does
// not come to a good end, though nothing deviates, fails.
#include <fmt/format.h>

#include "play/legs/server_leg.hpp"
#include "scenario/matcher.hpp"
#include "smtp/command.hpp"

namespace smtpspec::play {

using namespace scenario;

namespace {

std::string_view without_line_end(std::string_view line) {
  if (line.ends_with('\n')) line.remove_suffix(1);
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

// What deviates and is signed goes on to the end of the exchange.
bool is_for_the_lines_below(const Exchange& exchange) {
  return exchange.deviation && !exchange.deviation->is_signed;
}

}  // namespace

const Exchange* ServerLeg::exchange_under_way() {
  const Step* step = flow().step();
  return step ? std::get_if<Exchange>(&step->what) : nullptr;
}

Action ServerLeg::host_exchange(const Exchange& exchange) {
  const auto observation = take();
  if (!observation) return wait();
  if (const auto* unit = std::get_if<Unit>(&*observation)) return answer_in_exchange(exchange, *unit);
  return misses_exchange(exchange, *observation);
}

// AUTH and the mechanism's name, in any case.
bool ServerLeg::begins_exchange(const Exchange& exchange, const Unit& unit) const {
  if (unit.kind != Unit::Kind::command || unit.command.verb != "AUTH") return false;
  const std::string_view argument = unit.command.argument;
  return sasl::find_mechanism(argument.substr(0, argument.find(' '))) == exchange.mechanism;
}

Action ServerLeg::answer_in_exchange(const Exchange& exchange, const Unit& unit) {
  if (auto action = objects_to(unit)) return std::move(*action);
  sasl::ServerTalk::Answer answer;
  if (talk_ && unit.kind == Unit::Kind::response) {
    answer = talk_->respond(without_line_end(unit.octets));
  } else if (!talk_ && begins_exchange(exchange, unit)) {
    const std::string_view argument = unit.command.argument;
    const std::size_t blank = argument.find(' ');
    talk_.emplace(*exchange.mechanism,
                  std::vector<sasl::Credentials>{{order_.user, order_.password, order_.password}},
                  exchange.deviation,
                  sasl::binds_channel(*exchange.mechanism) ? session_.bindings() : sasl::ChannelBindings());
    answer = talk_->begin(blank == argument.npos ? std::nullopt : std::optional(argument.substr(blank + 1)));
  } else {
    if (auto action = passes_over(unit)) return std::move(*action);
    return misses_exchange(exchange, unit);
  }
  const std::string& first = talk_->first_message();
  const bool has_other_flag = !exchange.flag.empty() && !first.empty() && !first.starts_with(exchange.flag);
  if (has_other_flag) {
    flow().book().reached(&exchange);
    return flow().fails(*this,
                        {exchange.span, &exchange.by, fmt::format("the flag {} of SCRAM", exchange.flag)},
                        fmt::format("'{}' in the first message", first.substr(0, first.find(','))), {});
  }
  outbound().add(answer.line + "\r\n");
  if (!answer.over) return say_and_go_on();
  talk_.reset();
  scripted_ = scripted_ || exchange.deviation;
  flow().book().reached(&exchange);
  if (!answer.accepted && is_for_the_lines_below(exchange))
    return flow().blocked(
        fmt::format("expected {}, got {} ({})", describe(exchange), in_words(unit), answer.why));
  if (!answer.accepted)
    return flow().fails(*this, {exchange.span, &exchange.by, describe(exchange) + " that succeeds"},
                        in_words(unit), answer.why);
  flow().advance();
  return say_and_go_on();
}

Action ServerLeg::say_and_go_on() {
  auto action = flush();  // nothing where nobody hears it any more
  return action ? std::move(*action) : flow().next();
}

Action ServerLeg::misses_exchange(const Exchange& exchange, const Observation& observation) {
  const bool begun = std::exchange(talk_, std::nullopt).has_value();
  if (!begun || is_for_the_lines_below(exchange))
    return flow().blocked(fmt::format("expected {}, got {}", describe(exchange), in_words(observation)));
  flow().book().reached(&exchange);
  return flow().fails(*this, {exchange.span, &exchange.by, "a response in " + describe(exchange)},
                      in_words(observation), {});
}

}  // namespace smtpspec::play

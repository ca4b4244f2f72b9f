// What became of a content in the target's deliveries.
#include <fmt/format.h>

#include "play/judging/delivered_content.hpp"
#include "play/judging/descriptions.hpp"
#include "play/legs/client_leg.hpp"

namespace smtpspec::play {

using namespace scenario;

Action ClientLeg::ask_delivery(const Delivered& step) {
  const OctetSourcePtr source = flow().values().content(step.content, false);
  if (!source) return flow().not_applicable();
  const auto& variables = flow().facts().variables;
  const auto token = variables.find("case");
  return perform(
      AskDelivery{recognizable_line(*source, token == variables.end() ? std::string() : token->second),
                  step.nothing ? 0U : 1U, deadlines().delivery});
}

Action ClientLeg::on_delivery(const DeliveryAnswer& answer) {
  const auto& step = std::get<Delivered>(flow().step()->what);
  flow().book().reached(&step);
  if (!answer.available) {
    session_.note("the target's deliveries can't be read here: not looked for");
    return flow().pass();
  }
  const Place place{step.span, &step.by, describe(step)};
  const std::size_t wanted = step.nothing ? 0 : 1;
  // No clause says when mail is filed: one message too many is there, one too few may only be late.
  if (!answer.undecided.empty() && answer.messages.size() <= wanted)
    return flow().blocked(fmt::format("expected {}, but {}", place.expected, answer.undecided));
  if (answer.messages.size() != wanted)
    return flow().fails(
        *this, place,
        fmt::format("{} message{}", answer.messages.size(), answer.messages.size() == 1 ? "" : "s"), {});
  if (!step.nothing) return judge_content(step, answer);
  return flow().pass();
}

// What delivery makes of the header section is its own, unless the line is about it: one cause, one finding.
Action ClientLeg::judge_content(const Delivered& step, const DeliveryAnswer& answer) {
  const OctetSourcePtr source = flow().values().content(step.content, false);
  if (!source) return flow().not_applicable();
  const ContentDifference difference =
      compare_contents(*source, answer.messages.front(), answer.lf_line_ends);
  if (step.with_header && !difference.header.empty())
    return flow().fails(*this, {step.span, &step.by, describe(step)}, "a header section of its own",
                        difference.header);
  if (!difference.header.empty())
    session_.note("the message was filed with a header section of its own: " + difference.header);
  if (difference.is_of_another_form())
    return flow().blocked(fmt::format("a message in another form was filed ({})", difference.in_words()));
  if (!difference.body.empty())
    return flow().fails(*this, {step.span, &step.by, describe(step)}, "a message that differs",
                        difference.body);
  return flow().pass();
}

}  // namespace smtpspec::play

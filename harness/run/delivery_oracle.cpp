#include "run/delivery_oracle.hpp"

#include <fmt/format.h>

#include <random>
#include <utility>

#include "run/case_runner.hpp"
#include "run/submission_runner.hpp"

namespace smtpspec::run {
namespace {

reference::Submission marker_with(const std::string& token, const MarkerWay& way) {
  reference::Submission marker;
  marker.reverse_path = way.sender;
  marker.forward_paths = {way.recipient};
  marker.content = fmt::format("From: <{}>\r\nTo: <{}>\r\nSubject: {}\r\n\r\nNothing comes behind this.\r\n",
                               way.sender, way.recipient, token);
  return marker;
}

SubmissionRunner::Options options_for(const MarkerWay& way, std::chrono::milliseconds within) {
  using reference::TlsMode;
  SubmissionRunner::Options options{.server = way.endpoint,
                                    .server_name = way.server,
                                    .tls = way.tls,
                                    .within = within,
                                    .altogether = within};
  options.behaviour.client_name = way.client;
  options.behaviour.tls = way.implicit_tls ? TlsMode::from_the_first_octet : TlsMode::never;
  return options;
}

// What became of a marker.
enum class Marker { not_taken, filed, still_queued };

asio::awaitable<Marker> send_marker(const target::Deliveries& deliveries, const MarkerWay& way,
                                    std::chrono::milliseconds within) {
  if (way.sender.empty() || way.recipient.empty()) co_return Marker::not_taken;
  std::mt19937_64 random{std::random_device{}()};
  const std::string token = "marker-" + case_token(random);
  const SubmissionRunner runner(options_for(way, within));
  reference::Submission marker = marker_with(token, way);
  const reference::Report report = co_await runner.run(std::move(marker));
  if (report.overall() != reference::Delivery::delivered) co_return Marker::not_taken;
  const auto arrived = co_await deliveries.wait_for(token, 1, within);
  co_return arrived.empty() ? Marker::still_queued : Marker::filed;
}

// No clause says when mail is filed: what has not come while no other mail came either, may still do so.
std::string why_undecided(Marker marker, std::size_t expected, std::size_t found,
                          std::chrono::milliseconds within) {
  const bool nothing_is_missing = expected > 0 && found >= expected;
  if (marker == Marker::filed || nothing_is_missing) return {};
  if (marker == Marker::still_queued)
    return fmt::format("an ordinary message sent behind it was accepted and not filed within {} ms either",
                       within.count());
  // Nothing was to come, and the place has had its time to settle.
  if (expected == 0) return {};
  return fmt::format(
      "nothing was filed within {} ms, and no ordinary message sent behind it was accepted to compare with",
      within.count());
}

}  // namespace

asio::awaitable<play::DeliveryAnswer> ask_deliveries(const target::Deliveries& deliveries,
                                                     const MarkerWay& way, play::AskDelivery question) {
  play::DeliveryAnswer answer{.available = true,
                              .lf_line_ends = deliveries.line_ends() == target::LineEnds::lf};
  if (question.expected > 0) {
    answer.messages = co_await deliveries.wait_for(question.token, question.expected, question.within);
    if (answer.messages.size() > question.expected) co_return answer;  // nothing can mend it any more
  }
  const Marker marker = co_await send_marker(deliveries, way, question.within);
  // Large mail takes longer than a marker that was sent behind it.
  if (marker == Marker::filed && answer.messages.size() >= question.expected)
    answer.messages = deliveries.messages_with(question.token);
  else
    answer.messages = co_await deliveries.settled(question.token, question.within);
  answer.undecided = why_undecided(marker, question.expected, answer.messages.size(), question.within);
  co_return answer;
}

}  // namespace smtpspec::run

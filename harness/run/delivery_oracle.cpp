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

asio::awaitable<bool> marker_arrives(const target::Deliveries& deliveries, const MarkerWay& way,
                                     std::chrono::milliseconds within) {
  if (way.sender.empty() || way.recipient.empty()) co_return false;
  std::mt19937_64 random{std::random_device{}()};
  const std::string token = "marker-" + case_token(random);
  const SubmissionRunner runner(options_for(way, within));
  reference::Submission marker = marker_with(token, way);
  const reference::Report report = co_await runner.run(std::move(marker));
  if (report.overall() != reference::Delivery::delivered) co_return false;
  const auto arrived = co_await deliveries.wait_for(token, 1, within);
  co_return !arrived.empty();
}

}  // namespace

asio::awaitable<play::DeliveryAnswer> ask_deliveries(const target::Deliveries& deliveries,
                                                     const MarkerWay& way, play::AskDelivery question) {
  play::DeliveryAnswer answer{.available = true,
                              .lf_line_ends = deliveries.line_ends() == target::LineEnds::lf};
  if (question.expected > 0) {
    answer.messages = co_await deliveries.wait_for(question.token, question.expected, question.within);
    if (answer.messages.size() != question.expected) co_return answer;  // nothing can mend it any more
  }
  if (co_await marker_arrives(deliveries, way, question.within))
    answer.messages = deliveries.messages_with(question.token);
  else
    answer.messages = co_await deliveries.settled(question.token, question.within);
  co_return answer;
}

}  // namespace smtpspec::run

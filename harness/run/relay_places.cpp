#include "run/relay_places.hpp"

#include <fmt/format.h>

namespace smtpspec::run {
namespace {

constexpr std::size_t most_places = 1000;
constexpr std::size_t in_a_net = 250;

}  // namespace

RelayPlaces::RelayPlaces() : held_(context_.get_executor(), {"127.66.0.1", 0}) {}

RelayPlaces::Place RelayPlaces::at(std::size_t number) const {
  const std::uint16_t port = held_.endpoint().port;
  const auto host = [&](int net) {
    return fmt::format("127.{}.{}.{}", net, number / in_a_net, number % in_a_net + 1);
  };
  return {.next_hop = fmt::format("p{}.next-hop.test", number + 1),
          .sender_host = fmt::format("p{}.sender.test", number + 1),
          .next_hop_at = {host(64), port},
          .sender_host_at = {host(65), port}};
}

std::string RelayPlaces::listing() const {
  std::string lines;
  for (std::size_t number = 0; number < most_places; ++number) {
    const Place place = at(number);
    lines += fmt::format("{} {} {}\n", place.next_hop, place.next_hop_at.host, place.next_hop_at.port);
    lines +=
        fmt::format("{} {} {}\n", place.sender_host, place.sender_host_at.host, place.sender_host_at.port);
  }
  return lines;
}

RelayPlaces::Place RelayPlaces::take() {
  return at(next_++ % most_places);
}

void name(const RelayPlaces::Place& place, play::Facts& facts) {
  facts.variables["next-hop"] = place.next_hop;
  facts.variables["sender-host"] = place.sender_host;
  facts.variables["sender"] = "carol@" + place.sender_host;
  facts.variables["recipient"] = "dave@" + place.next_hop;
  facts.variables["second-recipient"] = "erin@" + place.next_hop;
  facts.variables["marker"] = "marker@" + place.next_hop;
  facts.variables["refused-marker"] = "refused-marker@" + place.next_hop;
}

}  // namespace smtpspec::run

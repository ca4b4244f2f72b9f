#include "run/delivery_oracle.hpp"
#include "run/environment.hpp"

namespace smtpspec::run {
namespace {

asio::awaitable<play::DeliveryAnswer> ask(std::shared_ptr<const target::Deliveries> deliveries,
                                          std::shared_ptr<const MarkerWay> way, play::AskDelivery question) {
  co_return co_await ask_deliveries(*deliveries, *way, std::move(question));
}

std::string value_of(const play::Facts& facts, const std::string& name) {
  const auto found = facts.variables.find(name);
  return found == facts.variables.end() ? std::string() : found->second;
}

MarkerWay marker_way(const Environment& environment) {
  return {.endpoint = environment.route.endpoint,
          .implicit_tls = environment.route.implicit_tls,
          .tls = environment.route.tls,
          .client = value_of(environment.facts, "client"),
          .server = value_of(environment.facts, "server"),
          .sender = value_of(environment.facts, "sender"),
          .recipient = value_of(environment.facts, "recipient")};
}

}  // namespace

void look_into(std::shared_ptr<const target::Deliveries> deliveries, Environment& environment) {
  environment.facts.facts.insert("delivery");
  const auto way = std::make_shared<const MarkerWay>(marker_way(environment));
  environment.route.deliveries = [deliveries, way](play::AskDelivery question) {
    return ask(deliveries, way, std::move(question));
  };
}

}  // namespace smtpspec::run

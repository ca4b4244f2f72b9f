#include "play/material/needs.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "smtp/command.hpp"

namespace smtpspec::play {
namespace {

using scenario::Need;

bool holds(Need::Relation relation, std::uint64_t left, std::uint64_t right) {
  switch (relation) {
    case Need::Relation::none:
      return true;
    case Need::Relation::greater:
      return left > right;
    case Need::Relation::at_least:
      return left >= right;
    case Need::Relation::less:
      return left < right;
    case Need::Relation::at_most:
      return left <= right;
    case Need::Relation::equal:
      return left == right;
  }
  return false;
}

// LIMITS RCPTMAX <= 100
std::optional<std::string> unmet_value(const Need& need, const std::optional<std::string>& value) {
  const auto number = smtp::parse_number(value.value_or(""));
  if (!number) return fmt::format("{} is offered without a number for {}", need.name, need.parameter);
  if (!holds(need.relation, *number, need.number))
    return fmt::format("{} is offered with {}={}", need.name, need.parameter, *number);
  return std::nullopt;
}

std::optional<std::string> unmet_extension(const Need& need, const smtp::Extensions& extensions) {
  const smtp::Extension* extension = extensions.find(need.name);
  if (!extension) return fmt::format("{} is not offered", need.name);
  if (need.relation != Need::Relation::none && !need.parameter.empty())
    return unmet_value(need, extensions.value(need.name, need.parameter));
  const auto& parameters = extension->parameters;
  const bool listed =
      need.parameter.empty() || std::any_of(parameters.begin(), parameters.end(), [&](const auto& one) {
        return smtp::equal_ignoring_case(one, need.parameter);
      });
  if (!listed) return fmt::format("{} is offered without {}", need.name, need.parameter);
  if (need.relation == Need::Relation::none) return std::nullopt;
  const auto number = extensions.number(need.name);
  if (!number) return fmt::format("{} is offered without a number", need.name);
  if (!holds(need.relation, *number, need.number))
    return fmt::format("{} is offered with {}", need.name, *number);
  return std::nullopt;
}

std::optional<std::string> unmet(const Need& need, const Offers& offers, const Facts& facts) {
  if (need.kind == Need::Kind::fact) {
    const bool known = facts.facts.contains(need.name) || facts.variables.contains(need.name);
    return known ? std::nullopt
                 : std::optional(fmt::format("the target's profile says nothing of '{}'", need.name));
  }
  if (need.name == "STARTTLS" && facts.implicit_tls)
    return need.kind == Need::Kind::absence ? std::nullopt
                                            : std::optional<std::string>("the session begins in TLS");
  const auto& list = need.name == "STARTTLS" ? offers.in_clear : offers.latest;
  if (!list) return std::nullopt;
  if (need.kind == Need::Kind::absence)
    return list->offers(need.name) ? std::optional(fmt::format("{} is offered", need.name)) : std::nullopt;
  return unmet_extension(need, *list);
}

}  // namespace

std::optional<std::string> unmet_need(const scenario::Scenario& scenario, const Offers& offers,
                                      const Facts& facts) {
  if (scenario.given.in_tls && !facts.implicit_tls && offers.in_clear && !offers.in_clear->offers("STARTTLS"))
    return "STARTTLS is not offered";
  for (const Need& need : scenario.needs)
    if (auto why = unmet(need, offers, facts)) return why;
  return std::nullopt;
}

}  // namespace smtpspec::play

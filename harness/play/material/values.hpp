// Values: what the insertions of a scenario stand for in one session.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>

#include "play/material/facts.hpp"
#include "play/material/octet_source.hpp"
#include "scenario/scenario.hpp"
#include "smtp/extensions.hpp"

namespace smtpspec::play {

// Why a text has no value: `{name}` is not known of this target. The case is not applicable then.
struct Missing {
  std::string name;
  std::string why;
};

class Values {
 public:
  Values(const scenario::Scenario& scenario, const Facts& facts) : scenario_(scenario), facts_(facts) {}

  // Each returns nothing where a name has no value; `missing()` then says which one was the first.
  std::optional<std::string> text(const scenario::Text& text);
  std::optional<std::string> sum(const scenario::Sum& sum);
  std::optional<std::uint64_t> number(const scenario::Sum& sum);
  std::optional<std::string> octets(const scenario::SendOctets& runs);
  std::optional<std::string> variable(std::string_view name);

  // A content's size as it is, and a fresh source of its octets.
  std::optional<std::uint64_t> content_size(std::string_view name);
  OctetSourcePtr content(std::string_view name, bool stuffed);

  void capture(std::string name, std::string text) { captures_[std::move(name)] = std::move(text); }
  void set_extensions(smtp::Extensions extensions) { extensions_ = std::move(extensions); }
  const smtp::Extensions& extensions() const { return extensions_; }
  const std::optional<Missing>& missing() const { return missing_; }

 private:
  std::optional<std::string> computed(const scenario::Computed& computed);
  // Of the account's name and password.
  std::optional<std::string> in_base64(std::string (*made_of)(const std::string&, const std::string&));
  std::optional<std::string> literal(const scenario::LiteralContent& content);
  std::nullopt_t lacks(std::string_view name, std::string why);

  const scenario::Scenario& scenario_;
  const Facts& facts_;
  std::map<std::string, std::string, std::less<>> captures_;
  smtp::Extensions extensions_;
  std::optional<Missing> missing_;
};

}  // namespace smtpspec::play

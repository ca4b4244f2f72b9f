#include "reference/client_limits.hpp"

#include <algorithm>
#include <string_view>

#include "smtp/command.hpp"
#include "smtp/mail_values.hpp"

namespace smtpspec::reference {
namespace {

// Empty for what is none.
std::optional<std::size_t> read_number(const ClientBehaviour& behaviour, std::string_view value) {
  if (!smtp::is_limit_number(value) && !behaviour.makes(LimitMistake::any_number)) return std::nullopt;
  const auto number = smtp::parse_number(value.substr(0, value.find_first_not_of("0123456789")));
  return number ? std::optional<std::size_t>(*number) : std::nullopt;
}

std::optional<std::size_t>* limit_named(Limits& limits, std::string_view name) {
  if (smtp::equal_ignoring_case(name, "MAILMAX")) return &limits.mails;
  if (smtp::equal_ignoring_case(name, "RCPTMAX")) return &limits.recipients;
  if (smtp::equal_ignoring_case(name, "RCPTDOMAINMAX")) return &limits.domains;
  return nullptr;
}

std::string domain_of(const std::string& path) {
  return smtp::upper(path.substr(std::min(path.rfind('@'), path.size())));
}

constexpr std::size_t least_recipients = 100;  // RFC 5321 section 4.5.3.1.8

void ignore_some(const ClientBehaviour& behaviour, Limits& limits) {
  if (behaviour.makes(LimitMistake::rcptmax_ignored)) limits.recipients.reset();
  if (behaviour.makes(LimitMistake::mailmax_ignored)) limits.mails.reset();
  if (behaviour.makes(LimitMistake::rcptdomainmax_ignored)) limits.domains.reset();
  const bool is_small = limits.recipients && *limits.recipients < least_recipients;
  if (is_small && behaviour.makes(LimitMistake::small_limits_fatal)) limits.unreadable = true;
  if (is_small && behaviour.makes(LimitMistake::small_limits_ignored)) limits.recipients.reset();
}

}  // namespace

Limits read_limits(const ClientBehaviour& behaviour, const smtp::Extensions& offered) {
  Limits limits;
  const smtp::Extension* listed = offered.find("LIMITS");
  if (!listed) return limits;
  const std::vector<std::string>& all = listed->parameters;
  const bool broken = !std::all_of(all.begin(), all.end(), smtp::is_limit);
  if (broken && !behaviour.makes(LimitMistake::broken_list_read)) return limits;
  for (const std::string& one : all) {
    const std::size_t equals = std::min(one.find_first_of("=;"), one.size());
    const std::string value = one.substr(std::min(equals + 1, one.size()));
    auto* limit = limit_named(limits, one.substr(0, equals));
    const auto number = read_number(behaviour, value.substr(0, value.find(';')));
    if (!limit && behaviour.makes(LimitMistake::unknown_is_fatal)) limits.unreadable = true;
    if (limit) *limit = number;
    if (limit && !number && behaviour.makes(LimitMistake::one_bad_voids_all)) return {};
    if (behaviour.makes(LimitMistake::first_limit_only)) break;
  }
  ignore_some(behaviour, limits);
  return limits;
}

std::size_t recipients_of_next_transaction(const ClientBehaviour& behaviour, const Limits& limits,
                                           LimitsUsed& used, const std::vector<std::string>& paths) {
  if (limits.mails && used.mails >= *limits.mails) return 0;
  if (behaviour.makes(LimitMistake::domains_by_transaction)) used.domains.clear();
  std::size_t number = 0;
  for (const std::string& path : paths) {
    if (limits.recipients && number >= *limits.recipients) break;
    const std::string domain = domain_of(path);
    const bool is_another = !used.domains.contains(domain);
    if (limits.domains && is_another && used.domains.size() >= *limits.domains) break;
    used.domains.insert(domain);
    ++number;
  }
  return number;
}

}  // namespace smtpspec::reference
